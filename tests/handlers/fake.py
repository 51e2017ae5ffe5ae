"""A library written by hand: six small articles of made-up news, and the simplest answers to each question."""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.models import (
    Article,
    Basis,
    DateMention,
    Event,
    Excerpt,
    Hop,
    Interval,
    Kind,
    Person,
    Printed,
    Provenance,
    Quote,
    QuoteKind,
    Role,
    Span,
)
from corpus.results import (
    Asked,
    Candidate,
    Checked,
    CheckedQuote,
    Comparison,
    Contrast,
    Finding,
    Match,
    Refusal,
    Relation,
    Resolution,
    Said,
    Scope,
    Slot,
    Source,
    Timeline,
    Verdict,
    Version,
)
from handlers.messages import ChatRef, Desk, Follow, Preferences, Record, Schedule

NOW = dt.datetime(2022, 3, 16, 12, 0, tzinfo=dt.UTC)  # a Wednesday


def span(body: str, words: str) -> Span:
    at = body.index(words)
    return Span(at, at + len(words))


def quote(body: str, words: str, speaker: str | None, **more) -> Quote:
    return Quote(span(body, words), speaker, **({"confidence": 0.9 if speaker else 0.0, "rule": "said-name"} | more))


HARBOUR = (
    "The harbour talks lasted 40 minutes. “We will open the harbour on Monday,” Mayor Ana Lopes said. The city waits."
)
FERRY = "Talks on the harbour took about an hour, officials said. Deputy Rui Lopes told the Ferry Post that “the mayor promised two new ferries” this week."
STRIKE = "Dockers plan a strike on 20 March 2022. “Nobody asked us,” union head Vera Brandt said."
BRIEF = "Our account: the council met. “Ferries are the city's lungs,” Ana Lopes told the council."

ARTICLES = (
    Article(
        id="a1", title="Harbour to open", body=HARBOUR, published="2022-03-07", published_basis=Basis.STATED, source="harbour.txt",
        url="https://harbour.example/1?a=1&b=2", provenance=Provenance((Hop("Harbour Times", Role.AUTHOR, Basis.STATED),)),
        quotes=(quote(HARBOUR, "We will open the harbour on Monday,", "Ana Lopes", said_on=dt.date(2022, 3, 6), speaker_span=span(HARBOUR, "Mayor Ana Lopes")),),
        dates=(DateMention(span(HARBOUR, "Monday"), Interval.day(dt.date(2022, 3, 14))),),
    ),
    Article(
        id="a2", title="Ferries promised", body=FERRY, published="2022-03-08", published_basis=Basis.INFERRED, source="ferry.txt",
        provenance=Provenance((Hop("Ferry Post", Role.AUTHOR, Basis.INFERRED, "state"), Hop("Reuters", Role.CITED, Basis.STATED, "wire"))),
        quotes=(quote(FERRY, "the mayor promised two new ferries", "Ana Lopes", relay="Rui Lopes", medium="Ferry Post", kind=QuoteKind.PARTIAL),),
    ),
    Article(
        id="a3", title="Strike", body=STRIKE, published="2022-03-15", published_basis=Basis.STATED, source="strike.txt",
        provenance=Provenance((Hop("Dock Wire", Role.AGENCY, Basis.STATED, "wire"), Hop(None, Role.CARRIER, Basis.INFERRED))),
        quotes=(quote(STRIKE, "Nobody asked us,", "Vera Brandt"),),
        dates=(DateMention(span(STRIKE, "20 March 2022"), Interval.day(dt.date(2022, 3, 20))),),
    ),
    Article(
        id="a4", title=None, body=BRIEF, kind=Kind.BRIEF, source="brief.md", provenance=Provenance((Hop("Harbour Times", Role.AUTHOR, Basis.GIVEN),)),
        quotes=(quote(BRIEF, "Ferries are the city's lungs,", "Ana Lopes"),),
    ),
)  # fmt: skip

ANA = Person("Ana Lopes", spellings=("Ana Lopes", "Анна Лопеш"), roles=("mayor",), quotes=3, articles=3, outlets=2)
RUI = Person("Rui Lopes", spellings=("Rui Lopes",), roles=("deputy",), quotes=0, articles=1, outlets=1)
VERA = Person("Vera Brandt", spellings=("Vera Brandt",), quotes=1, articles=1, outlets=1)
PEOPLE = (ANA, VERA, RUI)


@dataclass
class FakeLibrary:
    """Looks words up, nothing more; `articles_` may be replaced."""

    held: tuple[Article, ...] = ARTICLES
    persons: tuple[Person, ...] = PEOPLE
    history: tuple[Version, ...] = ()  # of its first article

    def warm(self) -> None:
        """There is nothing to wait for."""

    def present(self) -> "FakeLibrary":
        return self

    def scope(self) -> Scope:
        days = [a.day for a in self.held if a.day]
        return Scope(len(self.held), min(days, default=None), max(days, default=None))

    def resolve(self, text: str) -> Resolution:
        name, _, topic = text.partition(" on ")
        hits = [p for p in self.persons if name.casefold() in {p.name.casefold(), *(s.casefold() for s in p.spellings)}]
        several = [p for p in self.persons if name.casefold() in p.name.casefold().split()]
        near = [p for p in self.persons if p.name[:3].casefold() == name[:3].casefold()]
        for status, found in (
            (Match.ACCEPT, hits),
            (Match.ACCEPT if len(several) == 1 else Match.AMBIGUOUS, several),
            (Match.SUGGEST, near),
        ):
            if found:
                return Resolution(status, name, topic, tuple(Candidate(p.name, p.kind, 1.0, p) for p in found))
        return Resolution(Match.NONE, name, topic)

    def resolve_outlet(self, text: str) -> Resolution:
        names = dict.fromkeys(a.provenance.outlet for a in self.held if a.provenance.outlet)
        hits = [n for n in names if text.casefold() in n.casefold()]
        status = {0: Match.NONE, 1: Match.ACCEPT}.get(len(hits), Match.AMBIGUOUS)
        return Resolution(status, text, "", tuple(Candidate(n, "outlet", 1.0) for n in hits))

    def quotes_by(self, who: Person | None, *, via: Person | None = None, topic: str = "") -> tuple[Said, ...]:
        return tuple(
            Said(Excerpt(a, q.span, quote=q))
            for a in self.held
            for q in a.quotes
            if (who is None or q.speaker == who.name)
            and (via is None or q.relay == via.name)
            and topic.casefold() in q.span.cut(a.body).casefold()
        )

    def relayed_by(self, relay: Person) -> tuple[tuple[Person, int], ...]:
        told = [q.speaker for a in self.held for q in a.quotes if q.relay == relay.name]
        return tuple((p, told.count(p.name)) for p in self.persons if p.name in told)

    def context(self, excerpt: Excerpt) -> Excerpt:
        whole = Span(0, len(excerpt.article.body))
        return Excerpt(excerpt.article, whole, (excerpt.span,), excerpt.quote)

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:  # nothing is kept
        return make()

    def events(self) -> tuple[Event, ...]:
        return tuple(
            Event(d.interval, (Excerpt(a, Span(0, len(a.body)), (d.span,)),), words=("harbour",))
            for a in self.held
            for d in a.dates
        )

    def timeline(self, *, who: Person | None = None, topic: str = "", days: Interval | None = None) -> Timeline:
        events = tuple(
            e
            for e in self.events()
            if topic.casefold() in e.mentions[0].text.casefold()
            and (days is None or days.overlaps(e.when))
            and (who is None or who.name in e.mentions[0].text)
        )
        return Timeline(events, self.scope(), days)

    def compare(self, topic: str = "", *, outlets: tuple[str, str] | None = None) -> Comparison:
        if topic.casefold() not in "harbour talks" or not self.held:
            return Comparison((), self.scope())
        pair = (
            Excerpt(
                self.held[0], span(HARBOUR, "The harbour talks lasted 40 minutes."), (span(HARBOUR, "40 minutes"),)
            ),
            Excerpt(
                self.held[1],
                span(FERRY, "Talks on the harbour took about an hour, officials said."),
                (span(FERRY, "about an hour"),),
            ),
        )
        points = (
            Contrast(
                Relation.DIFFER,
                pair,
                Slot.DURATION,
                Verdict.BOTH_MAY_BE_RIGHT,
                ("40 minutes", "about an hour"),
                self.events()[0],
            ),
            Contrast(Relation.ONLY, (Excerpt(self.held[2], span(STRIKE, "Dockers plan a strike on 20 March 2022.")),)),
        )
        return Comparison(points, self.scope(), silent=self.held[3:])

    def about(self, topic: str) -> frozenset[str] | None:
        return None

    def held_against(self, text: str) -> Comparison:
        return self.compare() if "harbour" in text.casefold() else Comparison((), self.scope())

    def ask(self, question: str) -> Asked:
        if "Macron" in question:
            return Asked(refusal=Refusal("name", ("Macron",), ("Ana Lopes",)))
        words = [w.casefold() for w in question.split() if len(w) > 3]
        found = [
            Excerpt(a, Span(0, a.body.index(".") + 1)) for a in self.held if any(w in a.body.casefold() for w in words)
        ]
        return Asked(tuple(found), None if found else Refusal("coverage"))

    def check(self, text: str) -> Checked:
        name, _, words = text.rpartition(": ")
        words = words.strip('“”"')
        for a in self.held:
            for q in a.quotes:
                printed = q.span.cut(a.body)
                if words and words.casefold() in printed.casefold():
                    cut = len(words) < len(printed.strip(","))
                    findings = (
                        *((Finding.SPEAKER,) if name and name != q.speaker else ()),
                        Finding.CUT if cut else Finding.VERBATIM,
                    )
                    said = Said(Excerpt(a, q.span, quote=q))
                    one = CheckedQuote(words, findings, name, q.speaker or "", said, goes_on=cut)
                    return Checked((one,), self.scope())
        missed = CheckedQuote(words, (Finding.NOT_FOUND,), name)
        return Checked((missed,) if any(map(str.isalnum, words)) else (), self.scope())

    def sources(self, outlet: str = "") -> tuple[Source, ...]:
        return tuple(
            Source(a.provenance, 1, len(a.quotes), a.day, a.day)
            for a in self.held
            if not outlet or a.provenance.outlet == outlet
        )

    def people(self) -> tuple[Person, ...]:
        return self.persons if self.held else ()

    def article(self, article_id: str) -> Printed | None:
        return next((a for a in self.held if a.id == article_id), None)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        return self.history if self.held and article_id == self.held[0].id else ()

    def articles(self, *, since: dt.date | None = None, limit: int = 20) -> tuple[Printed, ...]:
        return self.held[:limit]


EMPTY = FakeLibrary(held=(), persons=())


@dataclass
class FakeChats:
    kept: dict[ChatRef, Schedule] = field(default_factory=dict)
    chosen: dict[ChatRef, Preferences] = field(default_factory=dict)
    zones: dict[ChatRef, str] = field(default_factory=dict)
    followed: dict[ChatRef, dict[str, Follow]] = field(default_factory=dict)
    recorded: Record = field(default_factory=lambda: Record(NOW))
    line: str = ""

    def schedule(self, chat: ChatRef) -> Schedule | None:
        return self.kept.get(chat)

    def set_schedule(self, chat: ChatRef, schedule: Schedule) -> None:
        self.kept[chat] = schedule

    def clear_schedule(self, chat: ChatRef) -> bool:
        return self.kept.pop(chat, None) is not None

    def pause(self, chat: ChatRef, until: dt.datetime | None) -> bool:
        if chat in self.kept:
            self.kept[chat] = replace(self.kept[chat], paused=until)
        return chat in self.kept

    def zone(self, chat: ChatRef) -> str:
        return self.zones.get(chat, "Europe/Lisbon")

    def set_zone(self, chat: ChatRef, zone: str) -> None:
        self.zones[chat] = zone

    def follows(self, chat: ChatRef) -> tuple[Follow, ...]:
        return tuple(self.followed.get(chat, {}).values())

    def follow(self, chat: ChatRef, follow: Follow) -> bool:
        mine = self.followed.setdefault(chat, {})
        return mine.setdefault(follow.name.lower(), follow) is follow

    def unfollow(self, chat: ChatRef, name: str) -> bool:
        mine = self.followed.get(chat, {})
        gone = [key for key in mine if not name or key == name.lower()]
        for key in gone:
            del mine[key]
        return bool(gone)

    def record(self, chat: ChatRef, since: dt.datetime | None = None, *, alert: bool = False) -> Record:
        return replace(self.recorded, since=since) if since else self.recorded

    def preferences(self, chat: ChatRef) -> Preferences:
        return self.chosen.get(chat, Preferences())

    def prefer(self, chat: ChatRef, chosen: Preferences) -> None:
        self.chosen[chat] = chosen

    def forget_person(self, person: int) -> int:
        return len(self.kept) + len(self.chosen)

    def last(self, chat: ChatRef, asker: int | None) -> str:
        return self.line


class FakeClock:
    def now(self) -> dt.datetime:
        return NOW


def desk(library: FakeLibrary | None = None) -> Desk:
    return Desk(library or FakeLibrary(), FakeChats(), FakeClock())
