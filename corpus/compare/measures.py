"""How long and how many: figures that say something of a happening, or of one thing in two articles."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import fates, hedges
from corpus.compare.pairs import joined, pairs
from corpus.compare.speech import telling
from corpus.concepts import concepts
from corpus.events.frames import Frame
from corpus.events.heads import head_at
from corpus.events.study import Sentence, Study, cut, study
from corpus.models import Article, Figure, Span
from corpus.results import Slot
from corpus.words import fold, stem

MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 525600}
# "the death toll rose to 36": a bare number that counts the dead
_TOLL = re.compile(
    r"\btoll\b[^.\d\n]{0,80}\b(?:to|at|of|reached|hit|was|passed)\s(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?![%.]\d)"
)
_YEARS = 1900  # a bare number from here on may be a year
_DAYS = 3  # between two reports whose counts compare: tolls grow
_FATED, _LIKE = 2, 3  # telling words that two sentences with counts of one unit must share
_AROUND = 6  # terms before and behind a figure that may tell what befell those who are counted


def sentence_at(read: Study, span: Span) -> tuple[int, Sentence] | None:
    """The sentence that a span starts in, with its number."""
    for number, sentence in enumerate(read.sentences):
        if sentence.span.start <= span.start < sentence.span.stop:
            return number, sentence
    return None


def durations(articles: Sequence[Article], told: Sequence[Happening]) -> Iterator[Claim]:
    """How long happenings took, in minutes."""
    by_head = {
        (frame.article.id, frame.head.index): (frame, event) for event in told for frame in event.frames if frame.head
    }
    for article in articles:
        read = study(article)
        for figure in article.figures:
            place = sentence_at(read, figure.span) if figure.unit in MINUTES else None
            if place is None:
                continue
            head = _lasted(read, place[1], figure)
            found = _told(by_head, article.id, head) if head is not None else None
            found = found or (_before(told, article.id, place[0]) if head is not None else None)
            if found:
                value = (round(figure.low * MINUTES[figure.unit], 2), round(figure.high * MINUTES[figure.unit], 2))
                yield _claim(read, place[1], figure, slot=Slot.DURATION, about=found.number, value=value, event=found)


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


def _told(by_head: Mapping[tuple[str, int], tuple[Frame, Happening]], article: str, head: int) -> Happening | None:
    found = by_head.get((article, head))
    return found[1] if found else None


def _before(told: Sequence[Happening], article: str, number: int) -> Happening | None:
    """The happening that the article told last, in this sentence or the one before."""
    near = [
        (frame.order, frame.focus, event)
        for event in told
        for frame in event.frames
        if frame.article.id == article and number - 1 <= frame.order <= number and not frame.utterance
    ]
    return max(near, key=lambda row: row[:2])[2] if near else None


def counts(articles: Sequence[Article], told: Sequence[Happening]) -> Iterator[Claim]:
    """How many: figures of one unit and one fate that stand in sentences about one thing get one `about`."""
    rows = [row for article in articles for row in _counted(article)]
    events = {(frame.article.id, frame.order): event for event in told for frame in event.frames if not frame.utterance}
    near = pairs([[row[4]] for row in rows])
    home = joined(len(rows), ((one, other) for one, other in near if _one_thing(rows[one], rows[other], events)))
    for at, (read, number, sentence, figure, _) in zip(home, rows, strict=True):
        event = events.get((read.article.id, number))
        value = (figure.low, figure.high)
        yield _claim(read, sentence, figure, slot=Slot.COUNT, about=("count", at), value=value, event=event)


_Row = tuple[Study, int, Sentence, Figure, tuple[str, str]]


def _counted(article: Article) -> Iterator[_Row]:
    read = study(article)
    for figure in article.figures:
        place = sentence_at(read, figure.span)
        if place and figure.unit not in MINUTES:
            yield read, place[0], place[1], figure, _counted_as(read, place[1], figure)
    for toll in _TOLL.finditer(article.body):
        number = float(toll["number"].replace(",", ""))
        place = sentence_at(read, Span(*toll.span("number")))
        if place and number < _YEARS:
            figure = Figure(Span(*toll.span("number")), number, number, "person")
            yield read, place[0], place[1], figure, ("person", "killed")


def _counted_as(read: Study, sentence: Sentence, figure: Figure) -> tuple[str, str]:
    """Unit and fate: twelve killed and twelve people killed are counted alike."""
    first, stop = read.at(figure.span)
    low = max(sentence.first, first - _AROUND)
    near = read.tokens[low : min(sentence.stop, stop + _AROUND)]
    found = [(abs(low + start - stop), form.way) for start, _, form in fates().found(near)]
    fate = min(found)[1] if found else ""
    unit = stem(fold(figure.unit))
    return ("person" if fate else next(iter(concepts(figure.unit)), unit), fate)


def _one_thing(left: _Row, right: _Row, events: Mapping[tuple[str, int], Happening]) -> bool:
    if left[4] != right[4] or left[0].article.id == right[0].article.id:
        return False
    days = left[0].article.day, right[0].article.day
    if days[0] and days[1] and abs((days[0] - days[1]).days) > _DAYS:
        return False
    one, other = (events.get((row[0].article.id, row[1])) for row in (left, right))
    if one and other and one is other:
        return True
    where = [row[0].cast.within(row[2].span).sides for row in (left, right)]
    if all(where) and not where[0] & where[1]:
        return False
    words = len(_around(left) & _around(right))
    names = len(_people(left) & _people(right))
    return names > 1 or words + names >= (_FATED if left[4][1] else _LIKE)


def _people(row: _Row) -> frozenset[str]:
    return frozenset(name.key for name in row[0].names(row[2].span) if not name.side and not name.place)


def _around(row: _Row) -> frozenset[str]:
    return frozenset(word for word in telling(row[0], row[2].span) if not word[:1].isdigit() and word != row[4][0])


def _claim(
    read: Study,
    sentence: Sentence,
    figure: Figure,
    *,
    slot: Slot,
    about: Hashable,
    value: Hashable,
    event: Happening | None,
) -> Claim:
    first, _ = read.at(figure.span)
    while first > sentence.first and _hedge(read, sentence, first - 1):
        first -= 1
    return Claim(
        read.article,
        cut(read.article.body, sentence.span, figure.span),
        Span(min(figure.span.start, read.tokens[first].span.start), figure.span.stop),
        slot,
        about,
        value,
        soft=figure.hedged or figure.low != figure.high,
        event=event.event if event else None,
    )


def _hedge(read: Study, sentence: Sentence, index: int) -> bool:
    return bool(list(hedges("about").found(read.tokens[max(sentence.first, index) : index + 1])))
