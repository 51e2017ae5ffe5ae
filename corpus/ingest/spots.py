"""Where in a text certain words and figures stand: what stands between two blanks is looked at once, and remembered.

Most of it has been seen before, in this text or another: of a text's words only those are touched one by one that may
begin what is looked for.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

Spot = tuple[int, str]  # where it begins, and its name: lower case, FIGURE for any figure, or the sign
FIGURE = "0"
_RUN = re.compile(r"[^\W\d_]++|\d++|[^\w\s]")
_REMEMBERED = 16_384  # pieces; then it begins anew
_LONGEST = 40  # code points of a piece that may be seen again


def spotter(is_one: Callable[[str, int, int], bool]) -> Callable[[str], list[Spot]]:
    """A function that gives the spots of a text, in order; linear.

    `is_one` tells of a run of letters, a run of figures or a sign whether it is looked for: it is given a piece of text
    without blanks, in lower case, and where in it the run begins and ends.
    """
    known: dict[str, tuple[Spot, ...]] = {}

    def spots(text: str) -> list[Spot]:
        pieces, starts = _cut(text)
        held = list(map(known.get, pieces))
        for nth in [nth for nth, each in enumerate(held) if each is None]:
            held[nth] = remembered(pieces[nth])
        return [(starts[nth] + nth + at, name) for nth, each in enumerate(held) if each for at, name in each]

    def remembered(piece: str) -> tuple[Spot, ...]:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = (run.span() for run in _RUN.finditer(piece))
        told = tuple((start, _name(piece[start:stop])) for start, stop in found if is_one(piece, start, stop))
        if len(piece) <= _LONGEST:
            known[piece] = told
        return told

    return spots


def _name(run: str) -> str:
    return FIGURE if run[0].isdigit() else run


@lru_cache(1)
def _cut(text: str) -> tuple[list[str], list[int]]:
    """What stands between blanks, in lower case, and how much of it stands before each; blanks are not counted.

    Kept, for several ask of one text in turn.
    """
    low = text.lower()
    if len(low) != len(text):
        low = text.replace("İ", "ı").lower()  # the one letter that becomes two
    pieces = low.replace("\n", " ").split(" ")
    return pieces, list(accumulate(map(len, pieces), initial=0))
