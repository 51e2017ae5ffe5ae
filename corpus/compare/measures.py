"""How long happenings took."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import hedges
from corpus.compare.noted import Counted, Lasting, Notes, Placed
from corpus.compare.pairs import joined
from corpus.events.heads import head_at
from corpus.events.study import Sentence, Study, cut
from corpus.models import Article, Figure, Span
from corpus.results import Slot

MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 525600}
_DAYS = 3  # between two reports whose counts compare: tolls grow
_MEETING = frozenset({"contact"})  # of which one report of the news tells one
_TIMES = 5  # as long as another length of one happening is no length
_MANY = 80  # durations held against each other


def sentence_at(read: Study, span: Span) -> tuple[int, Sentence] | None:
    """The sentence that a span starts in, with its number."""
    for number, sentence in enumerate(read.sentences):
        if sentence.span.start <= span.start < sentence.span.stop:
            return number, sentence
    return None


def lasting(read: Study) -> Iterator[Lasting]:
    """The durations of an article, each with the happening that it measures."""
    for figure in read.article.figures:
        place = sentence_at(read, figure.span) if figure.unit in MINUTES else None
        head = _lasted(read, place[1], figure) if place else None
        if place and head is not None:
            families = _families(read, place[1], head)
            yield Lasting(place[0], figure, head, families, begins(read, place[1], figure))


def durations(noted: Sequence[Notes], told: Sequence[Happening]) -> Iterator[Claim]:
    """How long happenings took, in minutes."""
    by_head = {(frame.article.id, frame.head.index): event for event in told for frame in event.frames if frame.head}
    rows: list[_Row] = []
    for notes in noted:
        for one in notes.lasting:
            key = notes.article.id, one.head
            if found := by_head.get(key) or _before(told, notes.article.id, one.sentence):
                rows.append(_Row(notes, one, found))
    home = joined(len(rows), _one_length(rows, news(told)))
    for at, row in zip(home, rows, strict=True):
        figure, minutes = row.own.figure, MINUTES[row.own.figure.unit]
        value = (round(figure.low * minutes, 2), round(figure.high * minutes, 2))
        yield figure_claim(row.notes, row.own, slot=Slot.DURATION, about=("long", at), value=value, event=row.event)


@dataclass(frozen=True, slots=True)
class _Row(Placed[Lasting]):
    """A duration in its article, with the happening that it measures."""

    event: Happening


def _families(read: Study, sentence: Sentence, index: int) -> frozenset[str]:
    head = head_at(read, sentence, index) if index >= 0 else None
    return frozenset() if head is None or head.earlier or head.later else head.families


def _one_length(rows: Sequence[_Row], shared: Mapping[str, frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Lengths of one happening; or of the one meeting that two reports of the same news give a length for."""
    own = Counter((row.notes.article.id, family) for row in rows for family in row.own.families)
    for (at, one), (near, other) in combinations(enumerate(rows[:_MANY]), 2):
        here, there = one.notes.article, other.notes.article
        if not _alike(one.own.figure, other.own.figure):
            continue
        if one.event is other.event:
            yield at, near
        elif here.id != there.id and shared[here.id] & shared[there.id] and close(here, there):
            families = one.own.families & other.own.families & _MEETING
            if any(own[here.id, family] == own[there.id, family] == 1 for family in families):
                yield at, near


def _alike(one: Figure, other: Figure) -> bool:
    """Whether neither lasts many times as long as the other."""
    left, right = (figure.low * MINUTES[figure.unit] for figure in (one, other))
    return max(left, right) <= _TIMES * min(left, right)


def news(told: Sequence[Happening]) -> Mapping[str, frozenset[int]]:
    """For each article the dated happenings, no sayings, that it tells."""
    found: dict[str, set[int]] = defaultdict(set)
    for event in told:
        if event.event:
            for frame in event.frames:
                if not frame.utterance:
                    found[frame.article.id].add(event.number)
    return defaultdict(frozenset, {key: frozenset(numbers) for key, numbers in found.items()})


def close(one: Article, other: Article) -> bool:
    """Whether two articles came out within days of each other."""
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= _DAYS


def _lasted(read: Study, sentence: Sentence, figure: Figure) -> int | None:
    """The term of the happening that a figure measures; -1 when it measures one that is not named in the sentence."""
    first, stop = read.at(figure.span)
    words = [term.word for term in read.tokens[max(sentence.first, first - 4) : first]]
    after = [term.word for term in read.tokens[stop : min(sentence.stop, stop + 3)]]
    lists = {name: hedges("distance", name).by_first for name in ("before", "after")}
    for index in range(stop, min(stop + 4, sentence.stop)):
        if read.gap(index - 1, index).strip(" -\n") or read.tokens[index].stop:
            break
        head = head_at(read, sentence, index)
        if head and head.noun and not head.utterance:
            return head.index
    if any(word in hedges("lasting").by_first for word in words) or "long" in after[:1]:
        return _noun_before(read, sentence, first)
    if (after and after[0] in lists["after"]) or (words and words[-1] in lists["before"]):
        return None
    if "for" in words[-2:] and any(word in hedges("lasting", "with_for").by_first for word in words):
        return _noun_before(read, sentence, first)
    return None


def _noun_before(read: Study, sentence: Sentence, first: int) -> int:
    for index in range(first - 1, sentence.first - 1, -1):
        head = head_at(read, sentence, index)
        if head and not head.utterance:
            return head.index
    return -1


def _before(told: Sequence[Happening], article: str, number: int) -> Happening | None:
    """The happening that the article told last, in this sentence or the one before."""
    near = [
        (frame.order, frame.focus, event)
        for event in told
        for frame in event.frames
        if frame.article.id == article and number - 1 <= frame.order <= number and not frame.utterance
    ]
    return max(near, key=lambda row: row[:2])[2] if near else None


def begins(read: Study, sentence: Sentence, figure: Figure) -> int:
    """Where a figure begins with its hedges."""
    first, _ = read.at(figure.span)
    while first > sentence.first and _hedge(read, sentence, first - 1):
        first -= 1
    return min(figure.span.start, read.tokens[first].span.start)


def figure_claim(
    notes: Notes,
    stated: Counted | Lasting,
    *,
    slot: Slot,
    about: Hashable,
    value: Hashable,
    event: Happening | None,
) -> Claim:
    """A figure with its hedges as a claim."""
    article, figure = notes.article, stated.figure
    return Claim(
        article,
        cut(article.body, notes.passages[stated.sentence].span, figure.span),
        Span(stated.start, figure.span.stop),
        slot,
        about,
        value,
        soft=figure.hedged or figure.low != figure.high,
        event=event.event if event else None,
    )


def _hedge(read: Study, sentence: Sentence, index: int) -> bool:
    return bool(list(hedges("about").found(read.tokens[max(sentence.first, index) : index + 1])))
