"""What an article states on a point: a value, cut from its text."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.compare.cutting import excerpt
from corpus.compare.noted import Traits
from corpus.events.frames import Frame
from corpus.events.study import speaker_key
from corpus.models import Article, Event, Excerpt, Quote, Span, Statement
from corpus.results import Slot

_SHOWN = 80  # code points
MOST = 6  # excerpts of a point


@dataclass(frozen=True)
class Happening:
    """An event of the comparison with the frames that tell of it."""

    number: int
    frames: tuple[Frame, ...]
    event: Event | None = None
    traits: tuple[Traits, ...] = ()  # of the frames, in their order

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that tell of it."""
        return frozenset(frame.article.id for frame in self.frames)

    def told(self) -> Iterator[tuple[Frame, Traits]]:
        """The frames with what their sentences say of it."""
        return zip(self.frames, self.traits, strict=True)


@dataclass(frozen=True)
class Claim:
    """A stated value: `about` tells what it is a value of, `words` are the words that state it, inside `span`.

    `soft` when the text gives it as rough or vague, so that another value need not contradict it.
    """

    article: Article
    span: Span
    words: Span
    slot: Slot
    about: Hashable
    value: Hashable
    soft: bool = False
    event: Event | None = field(default=None, compare=False)
    quote: Quote | Statement | None = field(default=None, compare=False)

    @property
    def excerpt(self) -> Excerpt:
        """The claim as an excerpt with its words highlighted."""
        return excerpt(self.article, self.span, self.words, self.quote)

    @property
    def voice(self) -> str:
        """Whose words they are: those of two speakers are no two wordings of one thing."""
        return speaker_key(self.quote.speaker) if self.quote and self.quote.speaker else ""

    @property
    def stated(self) -> str:
        """The words that state the value, as printed; of many only the first."""
        words = self.words.cut(self.article.body)
        return words if len(words) <= _SHOWN else words[: words.rfind(" ", 0, _SHOWN)].rstrip(" ,;:")

    @property
    def key(self) -> tuple[str, str, Span, Span]:
        """Earliest published first, then in the order of the text."""
        return (self.article.published or "", self.article.id, self.words, self.span)


def picked(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """At most six claims, no excerpt twice; values and witnesses in turn, so that no value is left out."""
    rounds: Counter[Hashable] = Counter()
    ranked = []
    seen: set[tuple[str, Span]] = set()
    for claim in sorted(claims, key=lambda claim: claim.key):
        if (claim.article.id, claim.span) in seen:
            continue
        seen.add((claim.article.id, claim.span))
        turn = max(rounds[claim.value], 2 * rounds[claim.article.id, ""])
        rounds[claim.value] += 1
        rounds[claim.article.id, ""] += 1
        ranked.append((turn, claim.key, claim))
    chosen = sorted(ranked, key=lambda row: row[:2])[:MOST]
    return tuple(sorted((claim for _, _, claim in chosen), key=lambda claim: claim.key))
