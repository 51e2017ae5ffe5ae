"""/digest [daily HH:MM | weekly DAY HH:MM | pause 7d | off …]: what is new, here and now or at the chat's own time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from corpus.models import Excerpt, Quote, QuoteKind
from corpus.results import Relation, Said
from handlers.messages import Action, Answer, Desk, Follow, Message, Record, Request, Status, msg
from handlers.novel import ITEMS, few, interest, new, sections, today
from handlers.paging import action, page, why, within
from handlers.planning import after_now
from handlers.points import point
from handlers.scheduling import schedule, when
from handlers.since import SINCE, asked_since, told_since
from handlers.usage import usage
from handlers.utterances import KNOWN, newest, utterance

DIFFERENCES = 2
NEW = "new"  # what a schedule asks for: what was not told, or nothing
IMPORT = 20  # old articles that are told of even where nothing else is new


def digest(request: Request, desk: Desk) -> Answer:
    """A digest now, or its schedule."""
    words = request.args.strip()
    if not (rest := after_now(words)):
        return _now(request, desk)
    if rest != words:  # nothing narrows what is shown at once
        return usage(request, desk)
    if words == NEW:
        return _news(request, desk)
    if since := SINCE.fullmatch(words):
        return _since(request, desk, *asked_since(since))
    return schedule(request, desk)


def _now(request: Request, desk: Desk) -> Answer:
    """What is new; where nothing is, or nobody knows what came in when, the newest that there is."""
    record = desk.chats.record(request.chat)
    found = _news(request, desk, record) if record.arrived else None
    if found and found.sections:
        return replace(found, note=_lines(found.note, when(request, desk)))
    return _overview(request, desk)


def _news(request: Request, desk: Desk, record: Record | None = None) -> Answer:
    """What was not told here yet; nothing where nothing is new."""
    record = record or desk.chats.record(request.chat)
    kept = desk.chats.schedule(request.chat)
    about, follows = kept.topic if kept else "", desk.chats.follows(request.chat)
    items = new(record, interest(about, follows, desk), desk, today(request, desk))
    archive = msg("digest.archive", n=record.archive) if record.archive else None
    if not items:
        return _nothing(record, archive)
    made = sections(few(items), desk)
    all_of_it = told_since(request, record.since, about, follows)
    rest = (Action(msg("action.digest.rest", n=len(items)), all_of_it),) if len(items) > ITEMS else ()
    further = (*rest, action(msg("action.timeline"), request, "timeline"), *why(all_of_it, made))
    return Answer(Status.OK, msg("digest.new", n=len(items)), made, further, archive)


def _nothing(record: Record, archive: Message | None) -> Answer:
    if archive and record.archive >= IMPORT:
        return Answer(Status.OK, archive)
    if record.stopped:
        return Answer(Status.NOTHING, msg("digest.stopped", day=record.stopped.date()))
    return Answer(Status.NOTHING, msg("digest.empty"), note=archive)


def _since(request: Request, desk: Desk, since: dt.datetime, about: str, follows: Sequence[Follow]) -> Answer:
    """All that is new since then, told or not, a page at a time."""
    record = replace(desk.chats.record(request.chat, since), told=frozenset())
    items = new(record, interest(about, follows, desk), desk, today(request, desk))
    if not items:
        return _nothing(record, None)
    some, turn = page(items, request, ITEMS)
    made = sections(some, desk)
    return Answer(
        Status.OK, msg("digest.since", n=len(items), day=record.since.date()), made, (*turn, *why(request, made))
    )


def _overview(request: Request, desk: Desk) -> Answer:
    found = desk.library.compare()
    differing = [point(one, found) for one in found.points if one.relation is Relation.DIFFER][:DIFFERENCES]
    shown = [excerpt for one in differing for excerpt in one.excerpts]
    fresh = (one for one in newest(desk.library.quotes_by(None)) if not _among(one, shown))
    said = _varied(tuple(fresh))[: ITEMS - len(differing)]
    made = (*differing, *(utterance(one, speakers=True) for one in said))
    scope = within(desk.library.scope())
    if not made:
        return Answer(Status.NOTHING, msg("nothing.digest", scope=scope))
    actions = (action(msg("action.compare"), request, "compare"), action(msg("action.timeline"), request, "timeline"))
    return Answer(
        Status.OK, msg("digest.heading", scope=scope), made, (*actions, *why(request, made)), when(request, desk)
    )


def _among(said: Said, shown: Sequence[Excerpt]) -> bool:
    """Whether its words stand in what is shown already."""
    return any(one.article.id == said.excerpt.article.id and one.span.overlaps(said.excerpt.span) for one in shown)


def _varied(said: Sequence[Said]) -> list[Said]:
    """One utterance of each who is known to speak, and each in full: a digest is no transcript."""
    first: dict[str, Said] = {}
    for one in said:
        quote = one.excerpt.quote
        if isinstance(quote, Quote) and quote.speaker and quote.confidence >= KNOWN and quote.kind is QuoteKind.DIRECT:
            first.setdefault(quote.speaker, one)
    return list(first.values())


def _lines(*parts: Message | None) -> Message | None:
    some = tuple(part for part in parts if part)
    return msg("lines", parts=some) if some else None
