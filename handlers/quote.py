"""/quote WHO [via WHO] [on TOPIC]: what somebody said, newest first."""

import datetime as dt
from collections.abc import Sequence

from corpus.excerpts import fits
from corpus.models import Excerpt, Interval, Person, Quote, Span, Statement
from corpus.results import Match, Resolution, Said
from corpus.sentences import sentences
from handlers.arguments import Wanted, readable, wanted
from handlers.messages import Action, Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, page, shown, why, within
from handlers.usage import usage
from handlers.who import Meant, choose, meant, nobody

KNOWN = 0.5  # confidence from which a speaker is shown
PAGE = 5  # utterances a page
FRAGMENT = 4  # words from which an utterance stands alone
AROUND = 120  # characters on either side of a fragment in a sentence that is too long
RELAYS = 2  # buttons to words that come through somebody else


def quote(request: Request, desk: Desk) -> Answer:
    """Quotes of a person or body; of anyone on a topic, where the words name nobody."""
    if not readable(request.args):
        return usage(request, desk)
    asked = wanted(request.args)
    who = meant(asked.who, desk)
    if not isinstance(who, Meant):
        return _unnamed(request, desk, who, asked)
    topic = asked.topic or who.topic
    if not asked.via:
        return _said(request, desk, who, topic)
    relay = meant(asked.via, desk)
    if isinstance(relay, Meant):
        return _said(request, desk, who, topic or relay.topic, relay.person)
    if relay.status in {Match.AMBIGUOUS, Match.SUGGEST}:
        return choose(relay, request, _line(who.person.name, "{}", topic))
    return nobody(asked.via, relay, request, desk)


def _unnamed(request: Request, desk: Desk, found: Resolution, asked: Wanted) -> Answer:
    """The words name nobody for certain: they may be a topic, or a name that is spelled too freely."""
    line = _line("{}", asked.via, asked.topic or found.topic)
    if found.status is Match.AMBIGUOUS:
        return choose(found, request, line)
    topical = _anyone(request, desk)
    if topical:
        return topical
    return choose(found, request, line) if found.status is Match.SUGGEST else nobody(asked.who, found, request, desk)


def _line(who: str, via: str = "", topic: str = "") -> str:
    return who + (f" via {via}" if via else "") + (f" on {topic}" if topic else "")


def _said(request: Request, desk: Desk, who: Meant, topic: str, via: Person | None = None) -> Answer:
    said = [one for one in newest(desk.library.quotes_by(who.person, via=via, topic=topic)) if _known(one)]
    few, turn = page(said, request, PAGE)
    sections = tuple(utterance(one, speakers=False) for one in few)
    return Answer(
        Status.OK if said else Status.NOTHING,
        _heading(who.person, said, topic, via) if said else _none(desk, who.person, topic, via),
        sections,
        (*turn, *_others(request, desk, who, topic, via), *why(request, sections)),
        _note(who),
    )


def newest(said: Sequence[Said]) -> list[Said]:
    """By the day it was said, which the day of publication never stands for: the undated ones come last."""
    return sorted(said, key=lambda one: _day(one) or dt.date.min, reverse=True)


def _known(said: Said) -> bool:
    """Whether the speaker is more than a guess: nobody gets words put into their mouth."""
    return said.excerpt.quote is None or said.excerpt.quote.confidence >= KNOWN


def _day(said: Said) -> dt.date | None:
    return said.excerpt.quote.said_on if said.excerpt.quote else None


def utterance(said: Said, *, speakers: bool) -> Section:
    """One utterance as a section: its pieces in one, and the same words elsewhere by their credits."""
    day = _day(said)
    return Section(
        excerpts=(said.excerpt, *said.parts) if said.parts else (whole(said.excerpt),),
        when=Interval.day(day) if day else None,
        joined=bool(said.parts),
        also=said.also,
        speakers=speakers,
        spoken=True,
    )


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


def _heading(person: Person, said: Sequence[Said], topic: str, via: Person | None) -> Message:
    parts = [msg("person.role", name=person.name, role=person.roles[0]) if person.roles else person.name]
    if others := tuple(spelling for spelling in person.spellings if spelling != person.name)[:3]:
        parts.append(msg("person.spelled", spellings=others))
    n = len(said)
    reported = isinstance(said[0].excerpt.quote, Statement)
    if topic:
        count = msg("reports.on", n=n, topic=shown(topic)) if reported else msg("quotes.on", n=n, topic=shown(topic))
    else:
        count = msg("reports", n=n) if reported else msg("quotes", n=n)
    parts.append(msg("quotes.via", quotes=count, relay=via.name) if via else count)
    return msg("dots", parts=tuple(parts))


def _none(desk: Desk, person: Person, topic: str, via: Person | None) -> Message:
    scope = within(desk.library.scope())
    if via and topic:
        return msg("nothing.via.on", name=person.name, relay=via.name, topic=shown(topic), scope=scope)
    if via:
        return msg("nothing.via", name=person.name, relay=via.name, scope=scope)
    if topic:
        return msg("nothing.on", name=person.name, topic=shown(topic), scope=scope)
    return msg("nothing.said", name=person.name, scope=scope)


def _others(request: Request, desk: Desk, who: Meant, topic: str, via: Person | None) -> list[Action]:
    """What to ask next: words that others passed on, all of this person's quotes, the person's days."""
    name = who.person.name
    actions = []
    if via is None:
        for speaker, n in desk.library.relayed_by(who.person)[:RELAYS]:
            label = msg("action.via", speaker=_last(speaker.name), relay=_last(name), n=n)
            actions.append(action(label, request, "quote", _line(speaker.name, name)))
    if topic or via:
        n = len(desk.library.quotes_by(who.person))
        if n:
            actions.append(action(msg("action.all", n=n), request, "quote", name))
    actions.extend(
        action(msg("action.person", name=other.name, n=other.quotes), request, "quote", _line(other.name, topic=topic))
        for other in _quoted(who)[:RELAYS]
    )
    actions.append(action(msg("action.timeline"), request, "timeline", name))
    return actions


def _last(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _quoted(who: Meant) -> tuple[Person, ...]:
    """Who else may be meant, and has said anything."""
    return tuple(other for other in who.others if other.quotes)


def _note(who: Meant) -> Message | None:
    others = _quoted(who)
    return msg("who.also", names=tuple(other.name for other in others)) if others else None


def _anyone(request: Request, desk: Desk) -> Answer | None:
    """Quotes on a topic, whoever said them; None where there are none."""
    asked = wanted(request.args)
    topic = asked.topic or asked.who
    said = newest(desk.library.quotes_by(None, topic=topic)) if not asked.via else []
    if not said:
        return None
    few, turn = page(said, request, PAGE)
    sections = tuple(utterance(one, speakers=True) for one in few)
    actions = (*turn, action(msg("action.ask"), request, "ask", topic), *why(request, sections))
    return Answer(Status.OK, msg("quotes.anyone", n=len(said), topic=shown(topic)), sections, actions)
