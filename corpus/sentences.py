"""Where a sentence begins and ends."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from corpus.models import Span

_LISTS = tomllib.loads(files("corpus").joinpath("data", "abbreviations.toml").read_text(encoding="utf-8"))


def _words(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in _LISTS[name]["words"])


_NEVER = _words("titles", "latin")  # no sentence ends here
_BEFORE_FIGURE = _words("numbered", "months")  # none before a figure
_MAY_CLOSE = _words("closing", "months", "numbered")  # one ends where the next word opens sentences
_STARTERS = _words("starters")
_ASKING = _words("asking")

_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
# one run of stops with the marks and brackets that close behind it; a run is entered at its head only, so all is linear
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»“)\]]*+(?=\s)|(?<![。！？])[。！？]++[」』”）]*+")
_NEXT = re.compile(r"\s*+[\"'“‘«„(\[—–-]{0,4}+\s{0,2}+([^\W_][\w’'-]{0,20})?")
_TOKEN = re.compile(r"[^\s(\[\"'“”‘’«»„/—–]{1,24}$")
_INITIAL = re.compile(r"(?:[A-ZÀ-ÞА-Я]\.){0,4}[A-ZÀ-ÞА-Я]")
_GOES_ON = re.compile(r"\s*+(?:[A-ZÀ-Þ][\w.’'-]{0,24}\s){1,4}?([a-z]{3,12})\b")
_REACH = 24  # code points before a stop that an abbreviation can take


def sentences(text: str) -> tuple[Span, ...]:
    """Each sentence's span, in order, without the white space around it.

    A blank line always ends a sentence; a single line break never does. Closing marks and brackets belong to the
    sentence that they close; there is no end where a quotation or the sentence goes on in lower case. Linear.
    """
    return tuple(span for start, stop in _paragraphs(text) for span in _cut(text, start, stop))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    at = start
    for mark in _STOP.finditer(text, start, stop):
        if _ends(text, mark):
            yield from _stripped(text, at, mark.end())
            at = mark.end()
    yield from _stripped(text, at, stop)


def _stripped(text: str, start: int, stop: int) -> Iterator[Span]:
    piece = text[start:stop]
    begin = start + len(piece) - len(piece.lstrip())
    if begin < stop:
        yield Span(begin, start + len(piece.rstrip()))


def _ends(text: str, mark: re.Match[str]) -> bool:
    following = _NEXT.match(text, mark.end())
    word = following[1] if following else None
    if word and word[0].islower():
        return False
    stops = mark[0]
    if stops == ".":
        return _full_stop_ends(text[max(0, mark.start() - _REACH) : mark.start()], word)
    return not (stops[-1] in "\"'”’»“" and stops[0] in "?!" and _carried_on(text, mark.end()))


def _full_stop_ends(before: str, word: str | None) -> bool:
    """Whether a bare full stop after `before` ends its sentence, when `word` comes next."""
    found = _TOKEN.search(before)
    token = found[0] if found else ""
    if word is None or not token:
        return True
    if token in _NEVER or (token in _BEFORE_FIGURE and word[0].isdigit()):
        return False
    if token in _MAY_CLOSE or _INITIAL.fullmatch(token):
        return word in _STARTERS
    return True


def _carried_on(text: str, at: int) -> bool:
    """“Who did it?” Ada Lind asked: the sentence goes on behind the question."""
    following = _GOES_ON.match(text, at)
    return following is not None and following[1] in _ASKING
