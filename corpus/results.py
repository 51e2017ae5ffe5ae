"""What the library answers: typed findings, made of excerpts. Handlers turn them into sections."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from corpus.models import Article, Event, Excerpt, Interval, Person, Printed, Provenance


class Match(StrEnum):
    """How sure a name is of its person."""

    ACCEPT = "accept"
    AMBIGUOUS = "ambiguous"
    SUGGEST = "suggest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer was looked for in."""

    articles: int
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person, body, place or outlet that a query may mean; `score` 0 to 1."""

    name: str
    kind: str  # person | org | place | outlet
    score: float
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant. `topic` is what the query says beside the name, empty when nothing."""

    status: Match
    query: str
    topic: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The one accepted; None unless the status is accept."""
        return self.candidates[0] if self.status is Match.ACCEPT and self.candidates else None


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance: its excerpt, and the same words elsewhere. `parts` holds the further pieces of a split quote.

    `renderings` are other English for what seems one statement, by other articles, each with its credit.
    """

    excerpt: Excerpt
    parts: tuple[Excerpt, ...] = ()
    also: tuple[Excerpt, ...] = ()
    renderings: tuple[Excerpt, ...] = ()


class Relation(StrEnum):
    """How two or more outlets stand to each other on a point."""

    DIFFER = "differ"
    AGREE = "agree"
    ONLY = "only"


class Slot(StrEnum):
    """On what outlets differ."""

    DATE = "date"
    DURATION = "duration"
    COUNT = "count"
    PLACE = "place"
    FORMAT = "format"
    NAMING = "naming"
    WORDING = "wording"
    ATTRIBUTION = "attribution"
    STANCE = "stance"


class Verdict(StrEnum):
    """What kind of difference it is."""

    CONTRADICT = "contradict"
    BOTH_MAY_BE_RIGHT = "both_may_be_right"
    WORDED_DIFFERENTLY = "worded_differently"


@dataclass(frozen=True, slots=True)
class Contrast:
    """One point of a comparison: at most six excerpts, from two outlets or more unless `only`.

    `values` are the stated values, one an excerpt ("50-minute", "roughly one-hour"), cut from the excerpts' bodies;
    `stated` holds each value once, where two excerpts write one value in two ways.
    `tellers` is how many of the articles in scope tell it, copies among them; `earlier` are those that came out before
    it happened, and so could not.
    """

    relation: Relation
    excerpts: tuple[Excerpt, ...]
    slot: Slot | None = None
    verdict: Verdict | None = None
    values: tuple[str, ...] = ()
    event: Event | None = None
    tellers: int = 0
    earlier: tuple[Printed, ...] = ()
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All points, differ first. `silent` are the articles in scope that predate the event or do not tell it."""

    points: tuple[Contrast, ...]
    scope: Scope
    silent: tuple[Printed, ...] = ()
    copies: tuple[tuple[Printed, ...], ...] = ()  # groups of texts that are one: one witness each
    announcing: tuple[Printed, ...] = ()  # of the silent those that tell of the first point's event as to come


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is answered: `missing` are the names or words that stand nowhere, `near` the nearest that do."""

    reason: str  # name | word | coverage | empty
    missing: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Sentences that answer a question, best first; or why there are none.

    The first `strong` are near the best in merit, the rest much weaker; 0 where that is not known. `also` holds for
    each excerpt the same sentence in copies of its article, no further witnesses; empty where that is not known.
    """

    excerpts: tuple[Excerpt, ...] = ()
    refusal: Refusal | None = None
    strong: int = 0
    also: tuple[tuple[Excerpt, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet of the corpus as its pages credit it."""

    provenance: Provenance
    articles: int
    quotes: int
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of their day; `topic` words and days that were asked for.

    `chosen` are those that matter, where there are many, else all. `differ` holds on what outlets disagree about the
    chosen, each point with its event.
    """

    events: tuple[Event, ...]
    scope: Scope
    asked: Interval | None = None
    chosen: tuple[Event, ...] = ()
    differ: tuple[Contrast, ...] = ()


class Finding(StrEnum):
    """What becomes of words that were given as somebody's; several may hold at once."""

    VERBATIM = "verbatim"
    CUT = "cut"
    ALTERED = "altered"
    SPEAKER = "another speaker"
    PARTLY = "partly"  # some of the words stand in quotation marks, the others are an outlet's own
    INDIRECT = "indirect"  # an outlet's own words, not in quotation marks
    NOT_FOUND = "not found"
    TOO_SHORT = "too short"  # too few words that tell anything


@dataclass(frozen=True, slots=True)
class Difference:
    """Words as they were given beside those that are printed; one is empty where words were added or left out.

    `negation` is 1 where the given words deny what the printed ones do not, -1 where they no longer deny it.
    """

    said: str
    printed: str
    negation: int = 0


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """One quotation held against the corpus; `source` is the nearest utterance, the printed words that differ marked.

    `speaker` is the name it was given under, as the corpus spells it where it knows it; `actual` who said the words
    there, empty where that is unknown. `relay` passed them on there; `misrelayed` is who the claim says did, where that
    is another. `begins` and `goes_on`: the utterance has more before, behind; `gaps`: inside. `outside` are claimed
    words that stand there without quotation marks.
    """

    words: str
    findings: tuple[Finding, ...]
    speaker: str = ""
    actual: str = ""
    source: Said | None = None
    differences: tuple[Difference, ...] = ()
    begins: bool = False
    goes_on: bool = False
    gaps: bool = False
    misspelt: bool = False
    relay: str = ""
    misrelayed: str = ""
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """All quotations of one message, in its order; none where it holds no words."""

    quotes: tuple[CheckedQuote, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood when it was seen, in UTC; `number` from 1. Earlier ones have ids of their own: `id~1`."""

    number: int
    seen: dt.datetime
    article: Article
