"""Utterances as they are shown: the pieces of a split quote as one, the same words in several articles once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.models import Excerpt, Printed, Quote, QuoteKind, Span
from corpus.results import Said
from corpus.sentences import sentences
from corpus.store.read import Uttered
from corpus.words import fold_text

SURE = 0.5  # of a speaker; below, nothing is shown under a name
APART = 90  # code points between the pieces of a split quote: its marks and who said it
SAME = 92  # of 100: two outlets print the same words
FEW = 6  # pieces that are compared each with each
RUN = 3  # words that follow each other, by which a piece is looked for
LIKELY = 0.4  # of the runs of the shorter, from which two pieces may be in the same words
WORDS = 4  # that a shorter piece must have to be known again in a longer one
_LETTERS = re.compile(r"[^\W_]+")


class _Piece:
    """An utterance with the further pieces of its quote; its words are taken apart where others may be the same."""

    __slots__ = ("_words", "excerpt", "parts", "uttered")

    def __init__(self, uttered: Uttered, excerpt: Excerpt, parts: tuple[Excerpt, ...] = ()) -> None:
        self.uttered = uttered
        self.excerpt = excerpt
        self.parts = parts
        self._words: str | None = None

    @property
    def words(self) -> str:
        """All its words, for comparing."""
        if self._words is None:
            text = " ".join([one.text for one in (self.excerpt, *self.parts)]) if self.parts else self.excerpt.text
            self._words = " ".join(_LETTERS.findall(fold_text(text)))
        return self._words

    @property
    def runs(self) -> set[str]:
        """Every three words that follow each other; all of them where there are no more."""
        said = self.words.split(" ")
        return set(map(" ".join, zip(said, said[1:], said[2:], strict=False))) if len(said) > RUN else {self.words}


def quotations(uttered: Iterable[Uttered], articles: Mapping[int, Printed], *, named: bool) -> tuple[Said, ...]:
    """Utterances in the order given; with `named`, only those whose speaker is sure enough to stand under the name."""
    found = [one for one in uttered if _shown(one, named=named) and one.article in articles]
    pieces = _joined([_piece(one, articles[one.article]) for one in found])
    return tuple(_said(group) for group in _grouped(pieces))


def _grouped(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces in the same words together, each group under its first."""
    if len({piece.uttered.article for piece in pieces}) <= 1:
        return [[piece] for piece in pieces]
    return _each_with_each(pieces) if len(pieces) <= FEW else _by_runs(pieces)


def _each_with_each(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        home = next((group for group in groups if _same(group[0], piece) and _likely(group[0], piece)), None)
        if home is None:
            groups.append([piece])
        else:
            home.append(piece)
    return groups


def _by_runs(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The same of many: only those are compared that share runs of words."""
    groups: list[list[_Piece]] = []
    sizes: list[int] = []  # of each group, the runs of its first piece
    holding: dict[str, list[int]] = {}  # groups by each of these
    for piece in pieces:
        runs = piece.runs
        shared = [at for run in runs if run in holding for at in holding[run]]
        home = _home(piece, len(runs), shared, groups, sizes) if shared else None
        if home is not None:
            home.append(piece)
            continue
        for run in runs:
            holding.setdefault(run, []).append(len(groups))
        groups.append([piece])
        sizes.append(len(runs))
    return groups


def _home(
    piece: _Piece, size: int, shared: Sequence[int], groups: Sequence[list[_Piece]], sizes: Sequence[int]
) -> list[_Piece] | None:
    """The group of the same words, among those that share runs with a piece: once for each run, by their places."""
    times: dict[int, int] = {}
    for at in shared:
        times[at] = times.get(at, 0) + 1
    likely = sorted(at for at, many in times.items() if many >= LIKELY * min(size, sizes[at]))
    return next((groups[at] for at in likely if _same(groups[at][0], piece)), None)


def _shown(one: Uttered, *, named: bool) -> bool:
    said = one.said
    return (said.confidence >= SURE or not named) and not (isinstance(said, Quote) and said.kind is QuoteKind.SCARE)


def _piece(one: Uttered, article: Printed) -> _Piece:
    said = one.said
    if said.confidence < SURE and said.speaker is not None:
        said = replace(said, speaker=None, speaker_span=None)
    return _Piece(one, Excerpt(article, said.span, quote=said))


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Pieces of one split quote as one, under the first; the order is kept."""
    if len({piece.uttered.article for piece in pieces}) == len(pieces):
        return list(pieces)
    by_place = sorted(pieces, key=_place)
    heads: dict[int, _Piece] = {}
    head = last = None
    for piece in by_place:
        if head is not None and last is not None and _goes_on(last, piece):
            head = _Piece(head.uttered, head.excerpt, (*head.parts, piece.excerpt))
        else:
            head = piece
        heads[head.uttered.row] = head
        last = piece
    return [heads[piece.uttered.row] for piece in pieces if piece.uttered.row in heads]


def _place(piece: _Piece) -> tuple[int, int, int]:
    return piece.uttered.article, piece.excerpt.span.start, piece.excerpt.span.stop


def _goes_on(one: _Piece, other: _Piece) -> bool:
    """Whether the second piece continues the first: "…," he said. "…"."""
    if one.uttered.article != other.uttered.article or one.uttered.said.speaker != other.uttered.said.speaker:
        return False
    if not (isinstance(one.uttered.said, Quote) and isinstance(other.uttered.said, Quote)):
        return False
    if other.uttered.said.kind is not QuoteKind.DIRECT or one.uttered.said.kind is not QuoteKind.DIRECT:
        return False
    first, second = one.excerpt.span, other.excerpt.span
    if not 0 < second.start - first.stop <= APART:
        return False
    between = Span(first.stop, second.start).cut(one.excerpt.article.body)
    if "\n\n" in between or not one.excerpt.text.rstrip().endswith((",", "—", "–", "-")):
        return False
    # of “…,” she said. The harbour, she said, “…” the second has a subject of its own
    *ended, last = (span.cut(between) for span in sentences(between)) if between.strip() else ("",)
    return not (ended and any(sign.isalnum() for sign in last))


def _likely(one: _Piece, other: _Piece) -> bool:
    """Whether they share so many runs that they may be the same."""
    first, second = one.runs, other.runs
    return len(first & second) >= LIKELY * min(len(first), len(second))


def _same(one: _Piece, other: _Piece) -> bool:
    """Whether two articles print the same words."""
    if one.uttered.article == other.uttered.article:
        return False
    first, second = one.words, other.words
    if fuzz.ratio(first, second, score_cutoff=SAME) >= SAME:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter.split()) >= WORDS and f" {shorter} " in f" {longer} "


def _said(group: Sequence[_Piece]) -> Said:
    if len(group) == 1:
        return Said(group[0].excerpt, group[0].parts)
    fullest = max(group, key=lambda piece: len(piece.words))
    chosen = fullest if len(fullest.words) > len(group[0].words) * 1.2 else group[0]
    return Said(chosen.excerpt, chosen.parts, tuple(piece.excerpt for piece in group if piece is not chosen))
