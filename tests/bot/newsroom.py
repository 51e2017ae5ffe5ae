"""A library that grows while a test runs: made-up people who speak, outlets that differ, events to come."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from corpus.models import (
    Article,
    Basis,
    Event,
    Excerpt,
    Hop,
    Interval,
    Person,
    Printed,
    Provenance,
    Quote,
    QuoteKind,
    Role,
    Span,
)
from corpus.results import (
    Candidate,
    Comparison,
    Contrast,
    Match,
    Relation,
    Resolution,
    Said,
    Slot,
    Timeline,
    Verdict,
)
from tests.handlers.fake import FakeLibrary

SPEAKERS = tuple(Person(name, spellings=(name,), quotes=1) for name in ("Ana Lopes", "Vera Brandt", "Ivo Kral"))
WORDS = [
    "harbour",
    "ferry",
    "crane",
    "bridge",
    "market",
    "school",
    "winter",
    "canal",
    "tower",
    "garden",
    "station",
    "museum",
]


def credited(outlet: str) -> Provenance:
    return Provenance((Hop(outlet, Role.AUTHOR, Basis.STATED),))


@dataclass
class Newsroom(FakeLibrary):
    held: tuple[Article, ...] = ()
    persons: tuple[Person, ...] = SPEAKERS
    points: list[Contrast] = field(default_factory=list)
    happenings: list[Event] = field(default_factory=list)
    numbers: itertools.count = field(default_factory=itertools.count)
    asked: list[str] = field(default_factory=list)

    def says(self, day: dt.date, speaker: str = "Ana Lopes", outlet: str = "Harbour Times", words: str = "") -> Article:
        n = next(self.numbers)
        words = words or f"We shall mend the {WORDS[n % 12]} number {n} before the {WORDS[n // 12 % 12]} opens again."
        body = f"“{words}” {speaker} said."
        quote = Quote(Span(1, 1 + len(words)), speaker, kind=QuoteKind.DIRECT, confidence=0.9, said_on=day)
        return self._put(day, outlet, body, (quote,))

    def differ(self, day: dt.date, values: tuple[str, str] = ("40 minutes", "an hour"), old: bool = False) -> None:
        """Two outlets on the length of one meeting."""
        event = self.plans(day, day, outlet="Ferry Post")
        pair = [
            self._put(day - dt.timedelta(days=99 * old * at), outlet, f"The meeting took {value}.")
            for at, (outlet, value) in enumerate(zip(("Harbour Times", "Ferry Post"), values, strict=True))
        ]
        excerpts = tuple(Excerpt(one, Span(0, len(one.body))) for one in pair)
        self.points.append(Contrast(Relation.DIFFER, excerpts, Slot.DURATION, Verdict.CONTRADICT, values, event))

    def plans(self, day: dt.date, when: dt.date, outlet: str = "Harbour Times") -> Event:
        body = f"The council meets about the {WORDS[when.day % 12]}, number {next(self.numbers)}."
        article = self._put(day, outlet, body)
        self.happenings.append(Event(Interval.day(when), (Excerpt(article, Span(0, len(body))),), words=("council",)))
        return self.happenings[-1]

    def _put(self, day: dt.date, outlet: str, body: str, quotes: tuple[Quote, ...] = ()) -> Article:
        name = f"n{next(self.numbers)}"
        article = Article(
            id=name, title=name, body=body, published=day.isoformat(), published_basis=Basis.STATED, provenance=credited(outlet), quotes=quotes
        )  # fmt: skip
        self.held = (*self.held, article)
        return article

    def resolve(self, text: str) -> Resolution:
        found = tuple(Candidate(p.name, p.kind, 1.0, p) for p in self.persons if text.casefold() in p.name.casefold())
        return Resolution(Match.ACCEPT if len(found) == 1 else Match.NONE, text, "", found)

    def quotes_by(self, who: Person | None, *, via: Person | None = None, topic: str = "") -> tuple[Said, ...]:
        self.asked.append("quotes")
        return tuple(
            Said(Excerpt(one, quote.span, quote=quote))
            for one in reversed(self.held)
            for quote in one.quotes
            if (who is None or quote.speaker == who.name) and topic.casefold() in one.body.casefold()
        )

    def timeline(self, *, who: Person | None = None, topic: str = "", days: Interval | None = None) -> Timeline:
        events = (event for event in self.happenings if topic.casefold() in event.mentions[0].text.casefold())
        return Timeline(tuple(event for event in events if who is None), self.scope())

    def compare(self, topic: str = "", *, outlets: tuple[str, str] | None = None) -> Comparison:
        self.asked.append("compare")
        points = (one for one in self.points if topic.casefold() in one.excerpts[0].text.casefold())
        return Comparison(tuple(points), self.scope())

    def articles(self, *, since: dt.date | None = None, limit: int = 20) -> tuple[Printed, ...]:
        return tuple(one for one in reversed(self.held) if since is None or (one.day and one.day >= since))[:limit]
