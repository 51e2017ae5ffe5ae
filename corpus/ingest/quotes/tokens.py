"""A text as words, sentences and paragraphs, each quotation one token."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress

from corpus.ingest.quotes.lists import ABBREVIATIONS, FOREIGN_ONLY, MAY_CLOSE, PHRASAL, STARTERS, VERBS
from corpus.ingest.quotes.marks import Marked

QUOTE = "\x01"
BREAK = "\n"

_ACRONYM = r"(?:[A-Z]-)?(?:[^\W\d_]\.){2,8}"
_INITIAL = r"[A-ZÀ-ÞА-Я]\.(?=\s?[A-ZÀ-ÞА-Я])"
_POSSESSIVE = r"['’]s\b|(?<=s)['’](?=\s)"
_WORD = r"\w+(?:(?:[-‑&]|['’](?!s\b))\w+)*"
# most words are small letters alone, with nothing behind them that could belong to them: these come first, and blanks
# are passed over, which takes two thirds of the time
_PLAIN = r"[a-z]++(?![\w.'’&‑-])"
_SIGNS = r"\.\.+|--+|[^\w\s]{4,}+|[^\w\s]"
_TOKEN = re.compile(rf"(?=[\S\n])(?:{_PLAIN}|{_ACRONYM}|{_INITIAL}|{_POSSESSIVE}|{_WORD}|\n\s*|{_SIGNS})")
_LONGEST = 240  # tokens of a sentence; what goes on for longer is no prose, and is cut
_ASIDE = 26  # words between a question and the verb that reports it
_ENDS = frozenset((".", "!", "?", "…", "..", "..."))
_LAST = frozenset((".", "!", "?", "…", QUOTE, BREAK))  # signs that end the last word of a sentence
_ODD = frozenset((".", BREAK, QUOTE))  # signs that begin what is no plain token


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

    def add(self, word: str, start: int, stop: int) -> None:
        """Append one token."""
        self.words.append(word)
        self.lows.append(word.lower())
        self.starts.append(start)
        self.stops.append(stop)


def tokens(text: str, quotations: tuple[Marked, ...]) -> Tokens:
    """Cut a text whose quotations are known; linear."""
    found = Tokens(text)
    at = 0
    for number, quotation in enumerate(quotations):
        _plain(found, at, quotation.outer.start)
        found.numbers[len(found)] = number
        found.quotes.append(len(found))
        found.add(QUOTE, quotation.outer.start, quotation.outer.stop)
        at = quotation.outer.stop
    _plain(found, at, len(text))
    _sentences(found, quotations)
    found.abroad = not FOREIGN_ONLY.isdisjoint(found.lows)
    return found


def _plain(found: Tokens, start: int, stop: int) -> None:
    """The tokens of a stretch without quotations, list by list: few of them are more than a word."""
    matches = list(_TOKEN.finditer(found.text, start, stop))
    words = [match[0] for match in matches]
    lows = [word.lower() for word in words]
    starts = [match.start() for match in matches]
    stops = [match.end() for match in matches]
    odd = [i for i, word in enumerate(words) if word[0] in _ODD]
    gone = []
    for i in odd:
        if words[i] == ".":
            if i and stops[i - 1] == starts[i] and words[i - 1].rpartition("-")[2] in ABBREVIATIONS:
                words[i - 1] += "."
                stops[i - 1] += 1
                gone.append(i)
        elif words[i] == QUOTE:  # a stray control sign in the text, no quotation
            gone.append(i)
        elif words[i][0] == "\n":
            words[i] = lows[i] = BREAK
            if not _breaks(found.text, matches[i]):
                gone.append(i)
    if gone:
        left = bytearray(b"\1") * len(words)
        for i in gone:
            left[i] = 0
        words, lows = list(compress(words, left)), list(compress(lows, left))
        starts, stops = list(compress(starts, left)), list(compress(stops, left))
    found.words += words
    found.lows += lows
    found.starts += starts
    found.stops += stops


def _breaks(text: str, match: re.Match[str]) -> bool:
    """A single line break before lower case is a wrapped line."""
    following = text[match.end() : match.end() + 1]
    return "\n" in match[0][1:] or not following.islower()


def _sentences(found: Tokens, quotations: tuple[Marked, ...]) -> None:
    start = paragraph = 0
    for i, closed in _boundaries(found, quotations):
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


def _boundaries(found: Tokens, quotations: tuple[Marked, ...]) -> Iterator[tuple[int, bool]]:
    """Where a sentence ends: the token after it, and whether that token is a paragraph's break."""
    words, start = found.words, 0
    for i in [i for i, word in enumerate(words) if word[-1] in _LAST]:
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
    return word == QUOTE or word[0].isupper() or word[0].isdigit() or word[0] in "([—–-•*@#"


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
