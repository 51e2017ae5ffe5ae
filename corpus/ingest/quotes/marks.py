"""Where quotation marks open and close: curly by their side, straight by the space around them, French and German."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.models import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks, without the white space next to them.

    `outer` holds the marks too. `closed` is False where the paragraph (or the text) ends before a mark closes it.
    `single` tells single marks, which British papers quote with.
    """

    span: Span
    outer: Span
    closed: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    width: int
    opens: bool
    closes: bool
    family: str  # curly | straight | angle | single


# four marks or more in a row quote nothing
_ELIDED = r"'(?!(?:em|til|tis|twas|cause|bout|round|neath|n)\b|\d0s\b)"  # 'tis no quotation
_STRAIGHT = rf"(?<![\w'’.]){_ELIDED}(?=[\w‘“])|(?<=[\w.,!?…;:%)–—-])'(?![\w'])"  # an apostrophe inside a word is none
_MARK = re.compile(rf"(?=[\"“”„‟«»″＂‘’‚'‹›])(?:[\"“”„‟«»″＂‘’‚']{{4,}}+|[“”„‟\"«»″＂]|[‘‚’‹›]|{_STRAIGHT})")
_APOSTROPHES = frozenset("'’")
_OWNED = re.compile(r" [a-z]")
_SINGLE = re.compile(r"(?<![^\W_])['‘](?=\w)|(?<=\W)['’](?!\w)")  # the next that opens, or that closes behind a sign
_FAR = 600  # characters in which the quotation around an owner closes
_ENDS = frozenset(",.!?…;")
_MANY, _LEAST = 60, 9  # so many marks in a paragraph, with fewer characters each, quote nothing
_PARAGRAPH = re.compile(r"[^\n]++(?:\n(?=[^\S\n]*+[a-z])[^\n]++)*+")
_RUNS_ON = 12  # paragraphs that one utterance takes at the most
_ATTRIBUTE = re.compile(r"(?<=[\w-]=)\"[^\"]{0,300}+\"")  # of mark-up that was left in: href="…"
_LEFT = frozenset(" \t\xa0\u2009\u202f\u202a\u200b\n([{-–—/'‘“\"…")
_RIGHT = frozenset(" \t\xa0\u2009\u202f\n)]},.;:?!-–—'’”\"…/")
_SPACE = frozenset(" \t\xa0\u2009\u202f\n\u202a\u200b")


def marked(text: str) -> tuple[Marked, ...]:
    """Every outermost quotation, in order; nested ones stay inside theirs. Linear.

    A quotation runs over paragraphs only where each opens again and the last one closes: then all is one utterance.
    Single marks, straight ones too, count only in a text that has no double ones.
    """
    double = any(sign in text for sign in ("“", "”", "„", '"', "«", "»", "″", "''"))
    found: list[Marked] = []
    written = _written(text)
    for paragraph in _PARAGRAPH.finditer(text):
        start, stop = paragraph.span()
        marks = [m for m in _marks(text, start, stop) if (m.family == "single") is not double and m.at not in written]
        if len(marks) > _MANY and len(marks) * _LEAST > stop - start:
            continue  # no prose
        found.extend(_pair(text, marks, stop))
    return tuple(_joined(text, found))


def _written(text: str) -> frozenset[int]:
    """Where marks stand that belong to mark-up, not to the text."""
    if '="' not in text:
        return frozenset()
    return frozenset(at for match in _ATTRIBUTE.finditer(text) for at in (match.start(), match.end() - 1))


def _joined(text: str, found: list[Marked]) -> Iterator[Marked]:
    """Utterances over paragraphs as one: each opens again, and only the last closes."""
    k = 0
    while k < len(found):
        last = k
        while not found[last].closed and last - k < _RUNS_ON and _opens_again(text, found, last):
            last += 1
        first = found[k]
        if last > k and found[last].closed:
            span = Span(first.span.start, found[last].span.stop)
            yield Marked(span, Span(first.outer.start, found[last].outer.stop), single=first.single)
            k = last + 1
        else:
            yield first
            k += 1


def _opens_again(text: str, found: list[Marked], k: int) -> bool:
    """Whether the next paragraph begins with the next quotation."""
    if k + 1 == len(found):
        return False
    between = text[found[k].outer.stop : found[k + 1].outer.start]
    return "\n" in between and not between.strip()


def _marks(text: str, start: int, stop: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, stop):
        at, after = match.span()
        if after - at > 3 or (match[0] in _APOSTROPHES and _owns(text, at, stop)):
            continue
        previous = text[at - 1] if at > start else " "
        following = text[after] if after < stop else " "
        if match[0] == "”" and at == start:  # the wrong way round: nothing is open at the head of a paragraph
            yield _Mark(at, 1, opens=True, closes=False, family="curly")
        else:
            yield _read(match[0], at, previous, following)


def _owns(text: str, at: int, stop: int) -> bool:
    """Whether what may close a single quotation marks an owner: ‘The workers’ rights are safe,’ she said."""
    if text[at - 1 : at].lower() != "s" or not _OWNED.match(text, at + 1, stop):
        return False
    ahead = _SINGLE.search(text, at + 1, min(stop, at + _FAR))
    return ahead is not None and text[ahead.start() - 1] in _ENDS


def _read(sign: str, at: int, previous: str, following: str) -> _Mark:
    left, right = previous in _LEFT, following in _RIGHT
    if sign in "„‚‟":
        return _Mark(at, 1, opens=True, closes=False, family="curly" if sign != "‚" else "single")
    if sign in "“”":
        return _curly(sign, at, left=previous in _SPACE, right=following in _SPACE)
    if sign in "«»":
        opens = not (right and not left) if sign == "«" else left and not right
        return _Mark(at, 1, opens=opens, closes=not opens, family="angle")
    if sign == "'":
        opens = not previous.isalnum() and previous not in _ENDS and following.isalnum()
        return _Mark(at, 1, opens=opens, closes=not opens, family="single")
    if sign in "‘’‹›":
        opens = sign in "‘‹" and left and not right
        return _Mark(at, 1, opens=opens, closes=sign in "’›" and right and not left, family="single")
    return _Mark(at, len(sign), opens=left or not right, closes=right or not left, family="straight")


def _curly(sign: str, at: int, *, left: bool, right: bool) -> _Mark:
    """A curly mark is believed unless the space around it says the opposite."""
    if sign == "“":
        opens = not right or left
        return _Mark(at, 1, opens=opens and not (right and not left), closes=not left, family="curly")
    opens = left and not right
    return _Mark(at, 1, opens=opens, closes=not opens or left, family="curly")


def _pair(text: str, marks: list[_Mark], stop: int) -> Iterator[Marked]:
    """Pair the marks of one paragraph; a mark that opens inside an open quotation is nested only where it closes."""
    opened: _Mark | None = None
    depth = 0
    for number, mark in enumerate(marks):
        if opened is None:
            if mark.opens or _turned(text, mark, marks, number):
                opened, depth = mark, 0
        elif mark.at == opened.at + opened.width and mark.opens and (not mark.closes or text[mark.at] == "“"):
            opened = mark  # doubled marks
        elif _nests(opened, mark, marks, number):
            depth += 1
        elif mark.closes and depth:
            depth -= 1
        elif mark.closes or mark.family == "straight":
            yield from _made(text, opened, mark.at, mark.at + mark.width, closed=True)
            opened = None
    if opened is not None and text[opened.at] != "'":
        yield from _made(text, opened, stop, stop, closed=False)


def _turned(text: str, mark: _Mark, marks: list[_Mark], number: int) -> bool:
    """Whether a closing mark is set the wrong way round and opens: He said,” it is late.”."""
    ahead = marks[number + 1] if number + 1 < len(marks) else None
    return (
        ahead is not None and not ahead.opens and mark.family == ahead.family == "curly" and text[mark.at - 1] in ",:"
    )


def _nests(opened: _Mark, mark: _Mark, marks: list[_Mark], number: int) -> bool:
    """Whether a mark opens a quotation inside an open one: two closing marks must follow side by side or in turn."""
    if not mark.opens or mark.closes or mark.at <= opened.at + opened.width:
        return False
    following = marks[number + 1 : number + 3]
    return len(following) == 2 and all(m.closes and not m.opens for m in following)


def _made(text: str, opened: _Mark, stop: int, outer_stop: int, *, closed: bool) -> Iterator[Marked]:
    start = opened.at + opened.width
    piece = text[start:stop]
    inner = piece.strip()
    if inner:
        begin = start + len(piece) - len(piece.lstrip())
        span = Span(begin, begin + len(inner))
        yield Marked(span, Span(opened.at, outer_stop), closed, opened.family == "single")
