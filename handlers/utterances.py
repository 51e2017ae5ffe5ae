"""How is an utterance told? In full or in its sentence, by the day it was said, with the same words elsewhere."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.excerpts import fits
from corpus.models import Excerpt, Interval, Person, Quote, Span
from corpus.results import Said
from corpus.sentences import sentences
from handlers.messages import Action, Desk, Request, Section, msg
from handlers.paging import page

KNOWN = 0.5  # confidence from which a speaker is shown
FRAGMENT = 4  # words from which an utterance stands alone
MANY = 200  # utterances of which fragments are told together before they are counted
AROUND = 120  # characters on either side of a fragment in a sentence that is too long


def newest(said: Sequence[Said]) -> list[Said]:
    """By the day it was said, which the day of publication never stands for: the undated ones come last."""
    return sorted(said, key=lambda one: _day(one) or dt.date.min, reverse=True)


def known(said: Said) -> bool:
    """Whether the speaker is more than a guess: nobody gets words put into their mouth."""
    return said.excerpt.quote is None or said.excerpt.quote.confidence >= KNOWN


def _day(said: Said) -> dt.date | None:
    return said.excerpt.quote.said_on if said.excerpt.quote else None


def utterance(said: Said, *, speakers: bool) -> Section:
    """One utterance as a section: its pieces in one, and the same words elsewhere by their credits."""
    day = _day(said)
    first = (said.excerpt, *said.parts) if said.parts else (whole(said.excerpt),)
    return Section(
        excerpts=(*first, *said.renderings),
        when=Interval.day(day) if day else None,
        joined=bool(said.parts) and not said.renderings,
        notes=(msg("quote.renderings"),) if said.renderings else (),
        also=said.also,
        speakers=speakers,
        spoken=True,
    )


def utterances(said: Sequence[Said], *, speakers: bool) -> tuple[Section, ...]:
    """Sections of a page; fragments of one sentence stand in it together, each marked."""
    return tuple(_told(one, speakers=speakers) for one in _together(said, speakers=speakers))


def _together(said: Sequence[Said], *, speakers: bool) -> list[Said | Section]:
    """What each section of `utterances` tells; of an article with one utterance that alone, which is told when shown.

    Only words of one article can stand in one sentence.
    """
    if len({one.excerpt.article.id for one in said}) == len(said):
        return list(said)
    of_article = Counter(one.excerpt.article.id for one in said)
    sections: list[Said | Section] = []
    places: dict[str, list[int]] = defaultdict(list)
    for one in said:
        article = one.excerpt.article.id
        section = one if of_article[article] == 1 else utterance(one, speakers=speakers)
        if isinstance(section, Said) or not _joins(section, sections, places[article]):
            places[article].append(len(sections))
            sections.append(section)
    return sections


def _joins(section: Section, sections: list[Said | Section], places: Sequence[int]) -> bool:
    """Whether it stands in one sentence with another of its article; if so, both are one from now on."""
    for at in places:
        other = sections[at]
        if isinstance(other, Section) and (_holds(other, section) or _holds(section, other)):
            sections[at] = _marked(other, section) if _holds(other, section) else _marked(section, other)
            return True
    return False


def _told(one: Said | Section, *, speakers: bool) -> Section:
    return one if isinstance(one, Section) else utterance(one, speakers=speakers)


def shelved(
    said: Sequence[Said], request: Request, size: int, *, speakers: bool
) -> tuple[int, tuple[Section, ...], tuple[Action, ...]]:
    """How many there are, those of a page, and the buttons that turn it; of very many, fragments count one by one."""
    if len(said) > MANY:
        few, turn = page(said, request, size)
        return len(said), utterances(few, speakers=speakers), turn
    sections = _together(said, speakers=speakers)
    some, turn = page(sections, request, size)
    return len(sections), tuple(_told(one, speakers=speakers) for one in some), turn


def heard(person: Person, desk: Desk) -> int:
    """How many utterances `/quote` has of somebody: fragments of one sentence are one, as it shows them."""
    if person.quotes > MANY:
        return person.quotes
    return desk.library.once(("heard", person), lambda: len(_together(_of(person, desk), speakers=False)))


def _of(person: Person, desk: Desk) -> list[Said]:
    return [one for one in desk.library.quotes_by(person) if known(one)]


def _holds(outer: Section, inner: Section) -> bool:
    """Whether a fragment's sentence, already there, shows the other words too, as the same person's."""
    (a, *more), (b, *others) = outer.excerpts, inner.excerpts
    if more or others or not (a.highlights and a.quote and b.quote) or a.article.id != b.article.id:
        return False
    return b.span in a.span and (a.quote.speaker, a.quote.relay) == (b.quote.speaker, b.quote.relay)


def _marked(outer: Section, inner: Section) -> Section:
    shown, more = outer.excerpts[0], inner.excerpts[0]
    marks = tuple(sorted({*shown.highlights, *(more.highlights or (more.span,))}))
    return replace(outer, excerpts=(replace(shown, highlights=marks),), also=outer.also + inner.also)


def whole(excerpt: Excerpt) -> Excerpt:
    """A fragment in its sentence, marked there: two words alone tell little."""
    if len(excerpt.text.split()) >= FRAGMENT or not isinstance(excerpt.quote, Quote):
        return excerpt
    body = excerpt.article.body
    around = next((sentence for sentence in sentences(body) if excerpt.span in sentence), excerpt.span)
    if not fits(around.cut(body)):
        around = _near(body, excerpt.span, around)
    return Excerpt(excerpt.article, around, (excerpt.span,), excerpt.quote)


def _near(body: str, span: Span, sentence: Span) -> Span:
    """The whole words of a sentence that stand around a fragment, where the sentence is too long to be shown."""
    start, stop = max(sentence.start, span.start - AROUND), min(sentence.stop, span.stop + AROUND)
    if start > sentence.start:
        start = body.find(" ", start, span.start) + 1 or span.start
    if stop < sentence.stop:
        stop = max(body.rfind(" ", span.stop, stop), span.stop)
    return Span(start, stop)
