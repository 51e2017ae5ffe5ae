"""One generation of a corpus with all that is worked out from it once: who speaks, its words, its events."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.about import WHOLE, comparable, telling
from corpus.ask import Forms, Material, Speller, ask
from corpus.chains import unpacked
from corpus.compared import Compared, as_wholes, lit, on_topic
from corpus.errors import UNSOUND, DamagedError, StoreError
from corpus.models import Article, Event, Excerpt, Interval, Person
from corpus.names import Gazetteer
from corpus.people import People, outlets
from corpus.quotations import quotations
from corpus.renderings import side_by_side
from corpus.requested import as_printed
from corpus.results import Comparison, Said, Scope, Source, Timeline
from corpus.store import Generation, open_generation
from corpus.store.schema import MARK
from corpus.suppressed import stamp
from corpus.words import stems

if TYPE_CHECKING:
    from corpus.compare.noted import Notes
    from corpus.told import Told

Made = TypeVar("Made")
SOME = 32  # sets of articles with their events that are kept
SAID = 64  # lists of utterances, for the next page and for how many there are of all
KEPT = 4_096  # small things that handlers work out
MOST = 2_000  # utterances that one answer is made of


def open_shelf(url: str, before: "Shelf | None" = None) -> "Shelf":
    """The newest generation at a URL; StoreError where there is none. It goes on from what `before` has worked out."""
    return Shelf(open_generation(url), before)


class Shelf:
    """Read only; what is worked out twice by two threads comes out the same."""

    def __init__(self, generation: Generation, before: "Shelf | None" = None) -> None:
        self.generation = generation
        self._stamp = stamp(generation.where)
        self._some = lru_cache(SOME)(self._read)
        self.said = lru_cache(SAID)(self._said)
        self._told_by = lru_cache(SOME)(self._told)
        self.relayed = lru_cache(KEPT)(self._relayed)
        self._made: dict[Hashable, Any] = {}
        self._before: Told | None = before.last_told() if before else None

    def last_told(self) -> "Told | None":
        """What was worked out of the articles here, or else before; None where nothing was yet."""
        worked_out: Told | None = self.__dict__.get("told")
        return worked_out or self._before

    def fresh(self) -> bool:
        """Whether this is still the newest, and nobody was kept out since; a damaged successor is none."""
        try:
            return self.generation.fresh() and stamp(self.generation.where) == self._stamp
        except StoreError:
            return True

    @cached_property
    def scope(self) -> Scope:
        """How many articles of which days."""
        count, first, last = self.generation.bounds()
        return Scope(count, _day(first), _day(last))

    @cached_property
    def people(self) -> People:
        """Who speaks."""
        return People(self.generation)

    @cached_property
    def speller(self) -> Speller:
        """The words of the texts."""
        return Speller(self.generation)

    @cached_property
    def material(self) -> Material:
        """What questions are asked of."""
        size, last = self.generation.length(), self.scope.last
        return Material(self.generation, self.speller, size, self.known, self.near, last, self.voice)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Chains of publication, most articles first."""
        quotes = self.generation.quotes_by_credit()
        found = [
            Source(unpacked(chain), count, quotes.get(chain, 0), _day(first), _day(last))
            for chain, _, count, first, last, _ in self.generation.chains()
        ]
        return tuple(sorted(found, key=lambda one: (-one.articles, one.provenance.credit)))

    @cached_property
    def outlets(self) -> Gazetteer:
        """The outlets by any spelling."""
        return outlets(one.provenance for one in self.sources)

    @cached_property
    def told(self) -> "Told":
        """All articles with their annotations, and what happened."""
        from corpus.told import Told

        before, self._before = self._before, None
        return Told(self.generation, before)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles with their annotations."""
        return self.told.articles

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, by day."""
        return self.told.events

    def timeline(self, wanted: Mapping[Event, Sequence[Excerpt]], asked: Interval | None) -> Timeline:
        """Events with the mentions that are asked for; which of them matter, and on what outlets disagree there."""
        from corpus.compare import disagreements
        from corpus.events.choice import matter

        chosen = matter(wanted)
        disputed = [event for event in chosen if len({one.article.witness for one in event.mentions}) > 1]
        known = self.told.noted if self.whole else self._tellers(disputed)
        articles = [one.article for one in known.values()]
        differ = tuple(point for event in disputed for point in disagreements(articles, event, known))
        return Timeline(tuple(wanted), self.scope, asked, chosen, differ)

    def _tellers(self, events: Sequence[Event]) -> "dict[str, Notes]":
        ids = dict.fromkeys(mention.article.id for event in events for mention in event.mentions)
        rows = (self.generation.article_row(one) for one in ids)
        found = [row for row in rows if row is not None]
        return {one.article.id: one for one in self.generation.noted(found)} if found else {}

    def warm(self) -> None:
        """Work out what first questions need, so that nobody waits for it."""
        self.timeline(self.happened((), None, None), None)
        self.compare("", None)
        self.known("warm")
        ask("what was said?", self.material)

    def compare(self, topic: str, outlets: tuple[str, str] | None) -> Comparison:
        """On what articles differ and agree: all of them, or of a large corpus the newest on the topic."""
        from corpus.compare import compare
        from corpus.compare.topic import read_topic

        topic = self.speller.rendered(as_printed(topic))
        if self.whole:
            return compare(self.articles, self.events, topic=topic, outlets=outlets, known=self.told.noted)
        groups = [[root for root, _ in forms] for _, forms in self.speller.read(topic) if forms]
        rows, sentences = comparable(self.generation, groups, outlets)
        words = read_topic(topic, self.scope.last).words
        noted, events = self._some(tuple(rows), None if sentences is None else tuple(sentences), words, outlets)
        articles = [one.article for one in noted]
        known = {one.article.id: one for one in noted}
        return compare(articles, events, topic=topic, outlets=outlets, known=known)

    def about(self, topic: str) -> frozenset[str] | None:
        """The ids of the articles that a comparison or a timeline on a topic is made of; None for any of them."""
        if self.whole:
            return None
        groups = [[root for root, _ in forms] for _, forms in self.speller.read(topic) if forms]
        rows = {*comparable(self.generation, groups, None)[0], *telling(self.generation, groups)[0]}
        return frozenset(one.id for one in self.generation.printed(rows).values())

    @property
    def whole(self) -> bool:
        """Whether the corpus is small enough to look at all of it for each answer."""
        return self.scope.articles <= WHOLE

    def happened(
        self, words: Sequence[Sequence[str]], names: frozenset[str] | None, days: Interval | None
    ) -> dict[Event, tuple[Excerpt, ...]]:
        """Events of some days, each with the mentions that hold one of each group of words and one of the names.

        Of a large corpus those of the newest articles with the words and days.
        """
        if self.whole:
            from corpus.events.told import mentioning

            found = {event: mentioning(event, words, names) for event in self.events}
        else:
            groups = [*words, *([sorted(names)] if names else ())]
            found = self._told_by(tuple(map(tuple, groups)), days)
        return {event: told for event, told in found.items() if told and (days is None or event.when.overlaps(days))}

    def _told(self, groups: Sequence[Sequence[str]], days: Interval | None) -> dict[Event, tuple[Excerpt, ...]]:
        from corpus.events.lit import told_by

        articles, sentences = telling(self.generation, groups, days)
        known = self.generation.printed(articles)
        return told_by(self.generation.kept(known), lit(self.generation, sentences, known))

    def _read(
        self,
        rows: tuple[int, ...],
        sentences: tuple[int, ...] | None,
        words: frozenset[str],
        outlets: tuple[str, str] | None,
    ) -> Compared:
        if words:
            return on_topic(self.generation, rows, sentences, words, outlets)
        return as_wholes(self.generation, rows, sentences, outlets)

    def groups(self, topic: str) -> list[list[str]] | None:
        """For each telling word of a topic the stems it may stand for; None where one stands nowhere."""
        groups = []
        for _, forms in self.speller.read(topic):
            if not forms:
                return None
            groups.append([root for root, _ in forms])
        return groups

    def _said(self, who: Person | None, via: Person | None, topic: str) -> tuple[Said, ...]:
        """What somebody said, or anybody on a topic: quotes, or else reports."""
        words = self.groups(topic)
        if words is None:
            return ()
        ids, relays = (self.people.ids(one) if one else None for one in (who, via))
        found = self.generation.said(ids, relays, words=words, limit=MOST)
        found = [one for one in found if one.said.speaker not in self.people.silenced]
        articles = self.generation.printed(one.article for one in found)
        for quoted in (True, False):
            some = [one for one in found if one.is_quote == quoted]
            if said := quotations(some, articles, named=who is not None):
                return side_by_side(said)
        return ()

    def _relayed(self, relay: Person) -> tuple[tuple[Person, int], ...]:
        """Whose words somebody passed on, with numbers of quotes, most first."""
        passed_on = self.generation.relayed(self.people.ids(relay))
        people = self.people.by_id(one for one in passed_on if one is not None)
        counts: dict[str, tuple[Person, int]] = {}
        for one, times in passed_on.items():
            if one in people:
                person = people[one]
                counts[person.name] = (person, counts.get(person.name, (person, 0))[1] + times)
        return tuple(sorted(counts.values(), key=lambda pair: (-pair[1], pair[0].name)))

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, kept under the key; two threads may both make it."""
        known: Made | None = self._made.get(key)
        if known is not None:
            return known
        found = make()
        if len(self._made) >= KEPT:
            self._made.clear()
        self._made[key] = found
        return found

    def near(self, word: str) -> tuple[str, ...]:
        """Names, or else words, nearest to one that stands nowhere."""
        return self.people.near(word) or self.speller.nearest(word)

    def voice(self, name: str) -> frozenset[str]:
        """The marks of sentences in which whoever is meant speaks."""
        best = self.people.resolve(name).best
        ids = self.people.ids(best.person) if best and best.person else ()
        return frozenset(f"{MARK}s{one}" for one in ids)

    def known(self, name: str) -> Forms:
        """The stems of whoever a word names, where the gazetteer is sure."""
        best = self.people.resolve(name).best
        return tuple((root, 1.0) for root in stems(best.name)[-1:] if self.speller.knows(root)) if best else ()


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except UNSOUND as error:
        raise DamagedError("a day of publication", error) from error
