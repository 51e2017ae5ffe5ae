"""What is new for a chat? Items of the corpus since its last digest, on what it follows or asked for, as sections."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from zoneinfo import ZoneInfo

from corpus import news
from corpus.models import Event, Excerpt, Person
from corpus.news import Item
from corpus.results import Comparison, Contrast, Match
from handlers.messages import Desk, Follow, Record, Request, Section
from handlers.points import point
from handlers.timeline import happening
from handlers.utterances import newest, utterance

ITEMS = 5  # what a digest tells at most
SHARES = (2, 2, 1)  # of differences, quotes and events, as far as there are any
MANY = 5_000  # articles that are looked through


@dataclass(frozen=True, slots=True)
class Interest:
    """Whose words and which topics are told, and of which outlets; with none, everybody's and all.

    `beside` are followed without narrowing what else is told.
    """

    people: tuple[Person, ...] = ()
    topics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    beside: "Interest | None" = None


def interest(about: str, follows: Iterable[Follow], desk: Desk) -> Interest:
    """What a schedule is about; those who are followed come beside it."""
    wanted = _meant((part.strip() for part in about.split(",")), desk)
    return replace(wanted, beside=followed(follows, desk))


def followed(follows: Iterable[Follow], desk: Desk) -> Interest | None:
    """What somebody follows, None for nothing."""
    found = _meant((one.name for one in follows), desk)
    return found if found != Interest() else None


def _meant(parts: Iterable[str], desk: Desk) -> Interest:
    people, topics, outlets = [], [], []
    for part in filter(None, parts):
        who, outlet = desk.library.resolve(part), desk.library.resolve_outlet(part)
        if who.best and who.best.person and not who.topic:
            people.append(who.best.person)
        elif outlet.status is Match.ACCEPT and outlet.best:
            outlets.append(outlet.best.name)
        else:
            topics.append(part)
    return Interest(tuple(people), tuple(topics), tuple(outlets))


def new(record: Record, wanted: Interest, desk: Desk, today: dt.date) -> list[Item]:
    """All that is new and was not told, differences first, each kind in its order."""
    articles = desk.library.articles(since=today - news.RECENT, limit=MANY) if record.arrived else ()
    ids = news.fresh(articles, record.arrived, today)
    if not ids:
        return []
    differing = list(_differences(wanted, ids, desk))
    told = {story for item in differing for story in item.stories}  # what outlets differ on is told with them
    said = _said(wanted, ids, desk)
    words = [excerpt for item in said for excerpt in item.excerpts]
    happened = (item for item in _events(wanted, ids, desk, today) if told.isdisjoint(item.keys))
    more = (item for item in happened if not all(_holds(mention, words) for mention in item.excerpts))
    items = _printed_by(wanted.outlets, (*differing, *said, *more))
    return news.unseen(items, record.told)


def _holds(mention: Excerpt, words: Iterable[Excerpt]) -> bool:
    """Whether a mention only tells that the words were said, which are told by themselves."""
    return any(one.article.id == mention.article.id and one.span in mention.span for one in words)


def today(request: Request, desk: Desk) -> dt.date:
    """The day in the chat's zone."""
    return desk.clock.now().astimezone(ZoneInfo(desk.chats.zone(request.chat))).date()


def _differences(wanted: Interest, ids: Collection[str], desk: Desk) -> Iterator[Item]:
    for topic in (*wanted.topics, *(person.name for person in wanted.people)) or ("",):
        if _touched(topic, ids, desk):
            yield from news.differences(desk.library.compare(topic), ids)


def _touched(topic: str, ids: Collection[str], desk: Desk) -> bool:
    """Whether anything new may be told on a topic: most have had nothing, and telling that is cheap."""
    known = desk.library.about(topic)
    return known is None or not known.isdisjoint(ids)


def _said(wanted: Interest, ids: Collection[str], desk: Desk) -> list[Item]:
    """Of each who is named one at a time; where nobody is, one of each who speaks."""
    named = [*wanted.people, *(wanted.beside.people if wanted.beside else ())]
    topics = [*wanted.topics, *(wanted.beside.topics if wanted.beside else ())]
    library = desk.library
    heard = [library.quotes_by(person) for person in named] + [library.quotes_by(None, topic=one) for one in topics]
    if heard:
        turns = zip_longest(*(news.utterances(newest(said), ids) for said in heard))
        return [item for turn in turns for item in turn if item]
    first: dict[tuple[str, ...], Item] = {}
    for item in news.utterances(newest(library.quotes_by(None)), ids):
        first.setdefault(item.stories, item)
    return list(first.values())


def _events(wanted: Interest, ids: Collection[str], desk: Desk, day: dt.date) -> Iterator[Item]:
    for person in wanted.people:
        yield from news.events(desk.library.timeline(who=person), ids, day)
    for topic in wanted.topics or (() if wanted.people else ("",)):
        if _touched(topic, ids, desk):
            yield from news.events(desk.library.timeline(topic=topic), ids, day)


def _printed_by(outlets: Sequence[str], items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        hops = (hop.outlet for excerpt in item.excerpts for hop in excerpt.article.provenance.published)
        if not outlets or any(hop in outlets for hop in hops):
            yield item


def few(items: Sequence[Item]) -> list[Item]:
    """At most five: some of each kind, differences first, the room that is left for whatever there is."""
    kinds: tuple[list[Item], list[Item], list[Item]] = ([], [], [])
    for item in items:
        kinds[_kind(item)].append(item)
    kept = [item for kind, share in zip(kinds, SHARES, strict=True) for item in kind[:share]]
    rest = [item for kind, share in zip(kinds, SHARES, strict=True) for item in kind[share:]]
    return sorted(kept + rest[: ITEMS - len(kept)], key=_kind)


def _kind(item: Item) -> int:
    return 0 if isinstance(item.what, Contrast) else 2 if isinstance(item.what, Event) else 1


def sections(items: Iterable[Item], desk: Desk) -> tuple[Section, ...]:
    """Items as sections that remember what they tell."""
    scope = Comparison((), desk.library.scope())
    return tuple(replace(_section(item, scope), keys=item.keys, stories=item.stories) for item in items)


def _section(item: Item, scope: Comparison) -> Section:
    if isinstance(item.what, Contrast):
        return point(item.what, scope)
    if isinstance(item.what, Event):
        return happening(item.what)
    return utterance(item.what, speakers=True)
