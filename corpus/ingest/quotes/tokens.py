"""A text as words, sentences and paragraphs, each quotation one token."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from corpus.ingest.quotes.lists import ABBREVIATIONS, FOREIGN_ONLY, MAY_CLOSE, PHRASAL, STARTERS, VERBS
from corpus.ingest.quotes.marks import Marked

_Item = TypeVar("_Item")
QUOTE = "\x01"
BREAK = "\n"

_ACRONYM = r"(?:[A-Z]-)?(?:[^\W\d_]\.){2,8}"
_INITIAL = r"[A-ZÀ-ÞА-Я]\.(?=\s?[A-ZÀ-ÞА-Я])"
_POSSESSIVE = r"['’]s\b|(?<=s)['’](?=\s)"
_WORD = r"\w+(?:(?:[-‑&]|['’](?!s\b))\w+)*"
_MASK, _NOTHING = "\x02", "\0"  # the rest of a quotation, while words are cut; a sign of control that the text holds
_MARK = rf"[^\w\s{QUOTE}{_MASK}]"
# most tokens are letters alone, or one mark, with nothing beside them that could belong to them: these come first, and
# blanks are passed over, which takes two thirds of the time
_PLAIN = rf"[a-zA-Z]{{2,}}+(?![\w'’&‑-])|{_MARK}(?<!['’])(?=[\s\w])"
_SIGNS = rf"\.\.+|--+|{_MARK}{{4,}}+|{_MARK}"
_TOKEN = re.compile(
    rf"(?=[\S\n])({_PLAIN}|{_ACRONYM}|{_INITIAL}|{_POSSESSIVE}|{_WORD}|\n\s*|{_SIGNS}|{QUOTE}{_MASK}*+)"
)
_LONGEST = 240  # tokens of a sentence; what goes on for longer is no prose, and is cut
_ASIDE = 26  # words between a question and the verb that reports it
_ENDS = frozenset((".", "!", "?", "…", "..", "..."))
_LAST = frozenset((".", "!", "?", "…", QUOTE, BREAK))  # signs that end the last word of a sentence
_OPENING = frozenset((QUOTE, *"([—–-•*@#"))  # what may begin a sentence beside capitals and figures
_ODD = _LAST | {_MASK, _NOTHING, *filter(str.isspace, map(chr, range(0x3001)))}  # signs that end what is no plain token


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token; a line break that ends a paragraph is a token too.

    `quotes[n]` is the nth quotation's token, `numbers` the way back. `sentence[i]` numbers the sentence of token i;
    sentence n holds the tokens `first[n]` to `last[n]` (half-open) and stands in `paragraph[n]`.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    sentence: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    abroad: bool = False  # it holds words of other languages that report speech

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Lower case; empty outside the text."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""


def tokens(text: str, quotations: tuple[Marked, ...]) -> Tokens:
    """Cut a text whose quotations are known; linear.

    All at once, list by list: most tokens are only words, and no other is touched one by one.
    """
    parts = _TOKEN.split(_masked(text, quotations))
    ends = list(accumulate(map(len, parts)))
    words = parts[1::2]
    found = Tokens(text, words, list(map(str.lower, words)), ends[:-1:2], ends[1::2])
    lasts = _told_apart(found)
    found.numbers = {at: number for number, at in enumerate(found.quotes)}
    _sentences(found, quotations, lasts)
    found.abroad = not FOREIGN_ONLY.isdisjoint(found.lows)
    return found


def _masked(text: str, quotations: tuple[Marked, ...]) -> str:
    """A text of the same length in which a quotation is one sign, repeated by another."""
    plain = text.replace(QUOTE, _NOTHING).replace(_MASK, _NOTHING)
    parts: list[str] = []
    at = 0
    for quotation in quotations:
        parts += (plain[at : quotation.outer.start], QUOTE, _MASK * (len(quotation.outer) - 1))
        at = quotation.outer.stop
    return "".join((*parts, plain[at:]))


def _told_apart(found: Tokens) -> list[int]:
    """Tell quotations, breaks and stops apart, and leave out what is no token; the tokens that may end a sentence."""
    words, lows, starts, stops = found.words, found.lows, found.starts, found.stops
    gone: list[int] = []
    lasts: list[int] = []
    for i in [i for i, word in enumerate(words) if word[-1] in _ODD]:
        word, at = words[i], i - len(gone)
        if word == ".":
            if i and stops[i - 1] == starts[i] and words[i - 1].rpartition("-")[2] in ABBREVIATIONS:
                words[i - 1] += "."
                stops[i - 1] += 1
                gone.append(i)
                at -= 1
        elif word[0] == "\n":
            words[i] = lows[i] = BREAK
            # a single line break before lower case is a wrapped line
            if found.text[stops[i] : stops[i] + 1].islower() and "\n" not in word[1:]:
                gone.append(i)
                continue
        elif word[0] == QUOTE:
            words[i] = lows[i] = QUOTE
            found.quotes.append(at)
        elif word == _NOTHING:
            gone.append(i)
            continue
        lasts.append(at)
    if gone:
        found.words, found.lows = _without(words, gone), _without(lows, gone)
        found.starts, found.stops = _without(starts, gone), _without(stops, gone)
    return lasts


def _without(items: list[_Item], gone: list[int]) -> list[_Item]:
    left: list[_Item] = []
    at = 0
    for i in gone:
        left += items[at:i]
        at = i + 1
    left += items[at:]
    return left


def _sentences(found: Tokens, quotations: tuple[Marked, ...], lasts: list[int]) -> None:
    start = paragraph = 0
    for i, closed in _boundaries(found, quotations, lasts):
        if i > start:
            number = len(found.first)
            found.first.append(start)
            found.last.append(i)
            found.paragraph.append(paragraph)
            found.sentence.extend([number] * (i - start))
        if closed:
            paragraph += 1
            if i < len(found):
                found.sentence.append(max(0, len(found.first) - 1))
        start = i + closed


def _boundaries(found: Tokens, quotations: tuple[Marked, ...], lasts: list[int]) -> Iterator[tuple[int, bool]]:
    """Where a sentence ends: the token after it, and whether that token is a paragraph's break."""
    words, start = found.words, 0
    for i in lasts:
        while start + _LONGEST < i:
            start += _LONGEST
            yield start, False
        if words[i] == BREAK:
            start = i + 1
            yield i, True
        elif i - start == _LONGEST:
            start = i
            yield i, False
        elif i + 1 < len(words) and words[i + 1] != BREAK and _ends(found, i, quotations):
            start = i + 1
            yield i + 1, False
    while start + _LONGEST < len(words):
        start += _LONGEST
        yield start, False
    yield len(words), True


def _ends(found: Tokens, i: int, quotations: tuple[Marked, ...]) -> bool:
    word, following = found.words[i], found.words[i + 1]
    if word in _ENDS:
        inside = following[0].isdigit() and found.stops[i] == found.starts[i + 1]  # 6.5 per cent
        return _opens(following) and not inside
    if word == QUOTE:
        quotation = quotations[found.numbers[i]]
        last = found.text[quotation.span.stop - 1]
        if last in "'’]" and len(quotation.span) > 1:
            last = found.text[quotation.span.stop - 2]
        if last not in ".!?…":
            return False
        return _opens(following) and not (last in "?!…" and _said_next(found, i + 1))
    return word[-1] == "." and len(word) > 1 and _closing(word) and following in STARTERS


def _closing(word: str) -> bool:
    return word[:-1] in MAY_CLOSE or "." in word[:-1]


def _opens(word: str) -> bool:
    return word[0] in _OPENING or word[0].isupper() or word[0].isdigit()


def _said_next(found: Tokens, at: int) -> bool:
    """“Who did it?” Ada Lind, the mayor, asked: a name that leads to a verb of speech in the same sentence."""
    if not found.words[at][0].isupper() or found.words[at] in STARTERS:
        return False
    following = found.words[at : at + _ASIDE]
    for word, ahead in zip(following, [*following[1:], ""], strict=True):
        if word in _ENDS or word in {QUOTE, BREAK}:
            return False
        if VERBS.get(word) in {"say", "call"} or PHRASAL.get(word) == ahead:
            return True
    return False
