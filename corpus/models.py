"""What the corpus is made of: frozen values, no behaviour beyond what follows from the fields.

All spans count code points of `Printed.body`, which is fixed before the first span is taken.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.publication import NO_CHAIN, Basis, Hop, Provenance, Role
from corpus.spans import Interval, Span

__all__ = [
    "Article",
    "Basis",
    "DateMention",
    "Dropped",
    "Event",
    "Excerpt",
    "Figure",
    "Hop",
    "Interval",
    "Kind",
    "Mod",
    "Page",
    "Person",
    "Printed",
    "Provenance",
    "Quote",
    "QuoteKind",
    "Reading",
    "Role",
    "Span",
    "Statement",
    "Tense",
]


class Kind(StrEnum):
    """Whether a document is the article itself or our account of it."""

    ARTICLE = "article"
    BRIEF = "brief"


class QuoteKind(StrEnum):
    """How much of an utterance stands between the marks."""

    DIRECT = "direct"  # whole sentences
    PARTIAL = "partial"  # a phrase inside a sentence of the outlet's
    SCARE = "scare"  # marks of distance, a title, a word as a word: nobody's utterance


class Mod(StrEnum):
    """Which part of its interval a date expression means: "early December" is December, start."""

    START = "start"
    MID = "mid"
    END = "end"


class Tense(StrEnum):
    """Whether the text tells a dated thing as past, as planned, or as going on."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it came, before anything is known of it.

    `source` is the file's path or the address; `media_type` as in MIME, empty when unknown; `found_at` is the day
    it was collected, which never stands for a day of publication. `url` is the address that it was collected from,
    where one is known; `line` the line (or row) of its source that it begins with, counted from 1. `shared` are the
    lines of a text that many pages beside it print as well.
    """

    source: str
    content: bytes
    media_type: str = ""
    found_at: dt.datetime | None = None
    url: str = ""
    line: int = 1
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; the span leaves the marks out.

    `speaker` is the resolved name as this article spells it, in its longest form, without role or title; None when
    unknown, which beats wrong. `speaker_span` is the nearest mention, a pronoun too. `relay` passed the words on,
    `medium` carried them ("Interfax"). `said_on` is the day of utterance, never the day of publication by default.
    `confidence` is that of the speaker, 0 to 1.
    """

    span: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    relay: str | None = None
    medium: str | None = None
    kind: QuoteKind = QuoteKind.DIRECT
    said_on: dt.date | None = None
    confidence: float = 0.0
    rule: str = ""  # which rule found the speaker: what *Why?* tells


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or clause that reports what somebody said, without or around quotation marks."""

    span: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    relay: str | None = None
    medium: str | None = None
    said_on: dt.date | None = None
    confidence: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and the whole unit it means: a month for "early December", with `mod` start.

    Weeks run Monday to Sunday. `anchor` is the day it was reckoned from (publication, or utterance inside a quote),
    None where the expression needs none; `year_stated` tells whether its year is printed in the article or worked out.
    """

    span: Span
    interval: Interval
    mod: Mod | None = None
    tense: Tense | None = None
    anchor: dt.date | None = None
    year_stated: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated quantity: low and high are equal unless the text gives a range.

    `unit` is singular and lower case: a span of time in its own unit ("minute"), a counted noun ("troop"), "percent", a
    currency's ISO code. `hedged` when the text says about, roughly, some, nearly, more than, up to …
    """

    span: Span
    low: float
    high: float
    unit: str
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The facts of publication, and the text: enough to cite from.

    `published` is an ISO day or minute ("2021-12-30T11:28"), None where no date can be had. `source` is the page's file
    or address as it was given, `url` the article's own address where one is known. `copy_of` is the id of the first
    article of the corpus that prints the same text: both are one witness. `byline` are the people who wrote it, as the
    page spells them.
    """

    id: str
    body: str
    title: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    language: str | None = None
    source: str = ""
    url: str | None = None
    provenance: Provenance = NO_CHAIN
    kind: Kind = Kind.ARTICLE
    copy_of: str | None = None
    byline: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its id: what is worked out of an article is looked up by it all the time, and a whole text is long."""
        return hash(self.id)

    @property
    def witness(self) -> str:
        """The id by which all copies of one text are counted once."""
        return self.copy_of or self.id

    @property
    def day(self) -> dt.date | None:
        """The day of publication."""
        return dt.date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Printed):
    """A document with all that was found in it."""

    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __hash__(self) -> int:
        """As `Printed`: a dataclass takes over no hash."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of a page that is not part of its article, and why."""

    text: str
    line: int  # counted from 1
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` makes of a page: the article, and all that was left out of it.

    `line` is the line or row of its source that it stands in, counted from 1; 0 where it is the whole of it.
    """

    article: Article
    dropped: tuple[Dropped, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks, or a body that issues statements, across articles.

    `name` is the commonest long spelling; `roles` are the titles they were given, commonest first.
    """

    name: str
    kind: str = "person"  # person | org
    spellings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 0
    articles: int = 0
    outlets: int = 0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document, cut from it and never typed: text, credit and date follow from the article and the span.

    `highlights` are spans of the same body inside `span`. `quote` is set where the excerpt shows somebody's utterance.
    """

    article: Printed
    span: Span
    highlights: tuple[Span, ...] = ()
    quote: Quote | Statement | None = None

    @property
    def text(self) -> str:
        """The verbatim words."""
        return self.span.cut(self.article.body)

    @property
    def date(self) -> dt.date | None:
        """The day of publication."""
        return self.article.day

    @property
    def credit(self) -> str:
        """Outlet chain and day in one line of English; says so when the words come from a brief."""
        day = self.article.day
        if day is None:
            when = "undated"
        else:
            when = f"{day.day} {calendar.month_abbr[day.month]} {day.year}"
            if self.article.published_basis is Basis.INFERRED:
                when += " (inferred)"
        line = f"{self.article.provenance.credit}, {when}"
        if self.article.kind is not Kind.BRIEF:
            return line
        if isinstance(self.quote, Quote) and self.span in self.quote.span:
            return f"{line}, from a brief"
        return f"Dateline's summary of {self.article.provenance.whose} article · {line}"


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions of one happening across articles, earliest published first."""

    when: Interval
    mentions: tuple[Excerpt, ...]
    tense: Tense | None = None
    words: tuple[str, ...] = field(default=())  # what it is called: "call", "talks"

    def outlets(self) -> Iterator[str]:
        """Each credited outlet once; copies of one text are one witness, credited as the first of them."""
        texts: dict[str, str] = {}
        for mention in self.mentions:
            texts.setdefault(mention.article.witness, mention.article.provenance.credit)
        yield from dict.fromkeys(texts.values())
