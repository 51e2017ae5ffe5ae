"""The questions that a corpus answers; handlers call nothing else.

A Library looks before each question whether a newer generation stands at its URL, and opens it; what `present` gives
looks once, so that an answer made of many questions is of one state of the corpus.
"""

import datetime as dt
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from corpus.ask import ask
from corpus.changes import MARK
from corpus.errors import StoreError
from corpus.excerpts import around
from corpus.models import Article, Excerpt, Interval, Person, Printed
from corpus.results import Asked, Checked, Comparison, Resolution, Said, Scope, Source, Timeline, Version
from corpus.sentences import sentences
from corpus.shelf import Shelf, open_shelf
from corpus.store.schema import article_row
from corpus.words import stems

Made = TypeVar("Made")


def open_library(url: str) -> "CorpusLibrary":
    """A library over the corpus at a URL; StoreError where there is none, or a damaged one."""
    return CorpusLibrary(url)


class CorpusLibrary:
    """Answers from the newest generation of one corpus; safe between threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = Lock()
        self._shelf = open_shelf(url)

    def _now(self) -> Shelf:
        """The newest generation; whoever still reads the old one goes on with it."""
        shelf = self._shelf
        if shelf.fresh():
            return shelf
        with self._lock:
            if not self._shelf.fresh():
                self._shelf = open_shelf(self._url, self._shelf)
            return self._shelf

    def present(self) -> "CorpusLibrary":
        """The library as it is now, which stays so: for all that goes into one answer."""
        return _Present(self._url, self._now())

    def warm(self) -> None:
        """Work out beforehand what first questions wait for; may run in a thread of its own."""
        self._now().warm()
        self.check("Nobody: “not one of these words was said”")

    def close(self) -> None:
        """Let go of the file."""
        self._shelf.generation.close()

    def scope(self) -> Scope:
        """How many articles of which days."""
        return self._now().scope

    def resolve(self, text: str) -> Resolution:
        """Who is meant by a name, perhaps with a topic beside it."""
        return self._now().people.resolve(text)

    def resolve_outlet(self, text: str) -> Resolution:
        """Which outlet is meant."""
        return self._now().outlets.resolve(text)

    def quotes_by(self, who: Person | None, *, via: Person | None = None, topic: str = "") -> tuple[Said, ...]:
        """What somebody said, or anybody on a topic, newest day of publication first.

        The same words in several articles come once, with the others in `also`. Reports without quotation marks come
        only where there are no quotes. Every word of the topic stands in the sentences of each, in some form.
        """
        return self._now().said(who, via, topic)

    def relayed_by(self, relay: Person) -> tuple[tuple[Person, int], ...]:
        """Whose words somebody passed on, with numbers of quotes, most first."""
        return self._now().relayed(relay)

    def context(self, excerpt: Excerpt) -> Excerpt:
        """The excerpt with the sentence before and the one after, as far as a chat may show them."""
        body = excerpt.article.body
        span = around(body, excerpt.span, sentences(body))
        return Excerpt(excerpt.article, span, (excerpt.span,) if span != excerpt.span else ())

    def timeline(self, *, who: Person | None = None, topic: str = "", days: Interval | None = None) -> Timeline:
        """Events by day: those that a mention tells with the topic's words, in which somebody takes part."""
        shelf = self._now()
        words = shelf.groups(topic)
        called = (who.spellings[:4] or (who.name,)) if who else ()
        names = frozenset(root for name in called for root in stems(name)[-1:]) if who else None
        wanted = {} if words is None else shelf.happened(words, names, days)
        return shelf.timeline(wanted, days)

    def compare(self, topic: str = "", *, outlets: tuple[str, str] | None = None) -> Comparison:
        """On what articles differ and agree."""
        shelf = self._now()
        return shelf.compare(topic, outlets)

    def about(self, topic: str) -> frozenset[str] | None:
        """The ids of all articles that `compare` and `timeline` would look at for a topic; None where they look at all.

        Far cheaper than either: where nothing new is among them, neither tells anything new.
        """
        return self._now().about(topic)

    def held_against(self, text: str) -> Comparison:
        """On what a text that is not in the corpus differs from the articles and agrees with them; it is not kept."""
        from corpus.held import held_against

        return held_against(text, self._now())

    def ask(self, question: str) -> Asked:
        """Sentences that answer, best first, or why there are none."""
        return ask(question, self._now().material)

    def check(self, text: str) -> Checked:
        """The quotations of a message held against the corpus: verbatim, cut, altered, another's, not found."""
        from corpus.checking import Held, check

        shelf = self._now()
        return Checked(check(text, Held(shelf.generation, shelf.speller, shelf.people)), shelf.scope)

    def sources(self, outlet: str = "") -> tuple[Source, ...]:
        """How pages credit their outlets, most articles first; with a name, the chains it stands in."""
        found = self._now().sources
        return tuple(one for one in found if not outlet or any(hop.outlet == outlet for hop in one.provenance.chain))

    def people(self) -> tuple[Person, ...]:
        """Who is quoted and may be listed, most quoted first."""
        return self._now().people.listed()

    def article(self, article_id: str) -> Article | None:
        """An article with its annotations; `id~1` names an earlier version of one that was watched."""
        if MARK in article_id:
            from corpus.ingest.annotated import annotated
            from corpus.watched.history import earlier

            before = earlier(self._url, article_id)
            return annotated(before.article) if before else None
        generation = self._now().generation
        row = generation.article_row(article_id.strip())
        return None if row is None else next(generation.full([row]), None)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """What an article that was watched said when, the first version first; none where it was not watched."""
        from corpus.watched.history import versions

        try:
            return versions(self._url, article_id.strip())
        except StoreError:
            return ()  # what is watched is kept apart: its trouble is not the article's

    def articles(self, *, since: dt.date | None = None, limit: int = 20) -> tuple[Printed, ...]:
        """The newest articles, newest first."""
        generation = self._now().generation
        return tuple(generation.printed(generation.newest(limit, article_row(since, 0) if since else 0)).values())

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, which is kept under the key for as long as the corpus stays as it is."""
        return self._now().once(key, make)


class _Present(CorpusLibrary):
    """Answers from one generation, whatever comes."""

    def __init__(self, url: str, shelf: Shelf) -> None:
        self._url = url
        self._shelf = shelf

    def _now(self) -> Shelf:
        return self._shelf

    def present(self) -> CorpusLibrary:
        """Itself."""
        return self
