"""Utterances as they are shown: the pieces of a split quote as one, the same words in several articles once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from corpus.models import Excerpt, Printed, Quote, QuoteKind, Span
from corpus.results import Said
from corpus.sentences import sentences
from corpus.store.read import Uttered
from corpus.words import fold

SURE = 0.5  # of a speaker; below, nothing is shown under a name
APART = 90  # code points between the pieces of a split quote: its marks and who said it
SAME = 92  # of 100: two outlets print the same words
RUN = 3  # words that follow each other, by which a piece is looked for
LIKELY = 0.4  # of the runs of the shorter, from which two pieces may be in the same words
WORDS = 4  # that a shorter piece must have to be known again in a longer one
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Piece:
    uttered: Uttered
    excerpt: Excerpt
    parts: tuple[Excerpt, ...] = ()

    @cached_property
    def words(self) -> str:
        """All its words, for comparing."""
        return " ".join(_LETTERS.findall(fold(" ".join(one.text for one in (self.excerpt, *self.parts)))))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every three words that follow each other; all of them where there are no more."""
        said = self.words.split()
        return frozenset(" ".join(said[at : at + RUN]) for at in range(max(1, len(said) - RUN + 1)))


def quotations(uttered: Iterable[Uttered], articles: Mapping[int, Printed], *, named: bool) -> tuple[Said, ...]:
    """Utterances in the order given; with `named`, only those whose speaker is sure enough to stand under the name."""
    found = [one for one in uttered if _shown(one, named=named) and one.article in articles]
    pieces = _joined([_piece(one, articles[one.article]) for one in found])
    return tuple(_said(group) for group in _grouped(pieces))


def _grouped(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces in the same words together, each group under its first."""
    if len(pieces) == 1:
        return [list(pieces)]
    groups: list[list[_Piece]] = []
    holding: dict[str, list[int]] = defaultdict(list)  # groups by each run of words of their first piece
    for piece in pieces:
        shared = Counter(at for run in piece.runs for at in holding.get(run, ()))
        most = {at: min(len(piece.runs), len(groups[at][0].runs)) for at in shared}
        likely = sorted(at for at, times in shared.items() if times >= LIKELY * most[at])
        home = next((groups[at] for at in likely if _same(groups[at][0], piece)), None)
        if home is not None:
            home.append(piece)
            continue
        for run in piece.runs:
            holding[run].append(len(groups))
        groups.append([piece])
    return groups


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
    by_place = sorted(pieces, key=lambda piece: (piece.uttered.article, piece.excerpt.span))
    heads: dict[int, _Piece] = {}
    head = last = None
    for piece in by_place:
        if head is not None and last is not None and _goes_on(last, piece):
            head = replace(head, parts=(*head.parts, piece.excerpt))
        else:
            head = piece
        heads[head.uttered.row] = head
        last = piece
    return [heads[piece.uttered.row] for piece in pieces if piece.uttered.row in heads]


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
    fullest = max(group, key=lambda piece: len(piece.words))
    chosen = fullest if len(fullest.words) > len(group[0].words) * 1.2 else group[0]
    return Said(chosen.excerpt, chosen.parts, tuple(piece.excerpt for piece in group if piece is not chosen))
