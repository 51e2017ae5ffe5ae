"""Where in a text certain words and figures stand, all in lower case.

The text is cut at once into what stands between blanks and marks. Most of that is a word, which is looked for or not;
only what is none (figures, what hangs together by other signs) is cut further.
"""

import re
from functools import lru_cache
from itertools import accumulate

Spot = tuple[int, str]  # where it begins, and its name: the word, FIGURE for any figure, or the sign
FIGURE = "0"
_RUN = re.compile(r"[^\W\d_]++|\d++|[^\w\s]")
_BETWEEN = "\n,.“”\"’'()-–—:;?!"  # what mostly stands beside a word: as good as blanks


def spots(text: str, words: frozenset[str], signs: frozenset[str] = frozenset()) -> list[Spot]:
    """Where runs of letters stand that are one of the words, runs of figures, and signs, in order; linear."""
    pieces, starts = _cut(text)
    found: list[Spot] = []
    for nth in [nth for nth, piece in enumerate(pieces) if piece in words or (piece and not piece.isalpha())]:
        piece, start = pieces[nth], starts[nth] + nth
        if piece in words:
            found.append((start, piece))
        else:
            found += [
                (start + run.start(), name)
                for run in _RUN.finditer(piece)
                if (name := _name(run[0])) in words or name == FIGURE or name in signs
            ]
    return found


def _name(run: str) -> str:
    return FIGURE if run[0].isdigit() else run


@lru_cache(1)
def _cut(text: str) -> tuple[list[str], list[int]]:
    """The pieces in lower case, empty ones too, and how much of them stands before each, what parts them not counted.

    Kept, for several ask of one text in turn.
    """
    low = text.lower()
    if len(low) != len(text):
        low = text.replace("İ", "ı").lower()  # the one letter that becomes two
    for mark in _BETWEEN:
        low = low.replace(mark, " ")
    pieces = low.split(" ")
    return pieces, list(accumulate(map(len, pieces), initial=0))
