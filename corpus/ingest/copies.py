"""Which articles print the same text: exact copies, and copies with a few words changed, a header or another tail."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from rapidfuzz.distance import Indel

from corpus.models import Printed

_SHINGLE = 4  # words
_SKETCH = 96  # smallest shingle hashes kept: two copies share at least a few of them
_SHARED = 6
_ALIKE = 0.6  # of both texts' words in one order: below it, two reports of one event
_WORD = re.compile(r"\w+")


def copies(articles: Iterable[Printed]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids whose bodies are copies of each other, each sorted, in the order of their first ids."""
    words = {article.id: _WORD.findall(article.body.lower()) for article in articles}
    groups: dict[str, set[str]] = {key: {key} for key in words}
    for a, b in _pairs({key: _sketch(text) for key, text in words.items()}):
        if groups[a] is not groups[b] and _alike(words[a], words[b]):
            joined = groups[a] | groups[b]
            groups |= dict.fromkeys(joined, joined)
    found = {tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    return tuple(sorted(found))


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return a == b or Indel.normalized_similarity(a, b, score_cutoff=_ALIKE) > 0


def _sketch(words: Sequence[str]) -> frozenset[bytes]:
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
    hashes = sorted(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest() for shingle in shingles)
    return frozenset(hashes[:_SKETCH])


def _pairs(sketches: Mapping[str, frozenset[bytes]]) -> list[tuple[str, str]]:
    """Pairs that share enough of their sketches."""
    holders: dict[bytes, list[str]] = defaultdict(list)
    for key in sorted(sketches):
        for sign in sketches[key]:
            holders[sign].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        for at, a in enumerate(keys):
            for b in keys[at + 1 :]:
                shared[a, b] += 1
    few = {pair for pair, count in shared.items() if count >= min(_SHARED, *(len(sketches[key]) for key in pair))}
    return sorted(few)
