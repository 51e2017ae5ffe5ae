"""How much of what two short texts say is said by both."""

import math
from collections.abc import Iterable

from corpus.concepts import concepts
from corpus.events.deeds import light

_SIDE = 0.4
_LIGHT = 0.3


def likeness(a: str, b: str) -> float:
    """The shared part of what two texts speak of, 0 to 1; symmetric. Sides and light words weigh little."""
    one, other = concepts(a), concepts(b)
    shared, left, right = (_weight(words) for words in (one & other, one, other))
    return shared / math.sqrt(left * right) if shared else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(_SIDE if word.startswith("@") else _LIGHT if word in light() else 1.0 for word in sorted(words))
