"""What a comparison takes from one article. All of it follows from the article alone, so that it can be kept beside it.

`sentence` is the number of a passage. Rows are named tuples, since thousands are made for an answer. How they are read
from a text: `corpus.compare.notes`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from corpus.concepts import concepts
from corpus.events.cast import Cast
from corpus.events.frames import Frame
from corpus.models import Article, Excerpt, Figure, Quote, Span

FACT, SAID, CLAIMED = "as fact", "as said", "as a claim"


class Voucher(NamedTuple):
    """How far an outlet stands behind a sentence, by which words, and who speaks in it, in the order of the text."""

    bearing: str
    words: Span
    speakers: tuple[str, ...]


class Passage(NamedTuple):
    """A sentence: all its concepts, those that tell what it is about, and the people and sides that it names."""

    span: Span
    spoken: frozenset[str]
    about: frozenset[str]
    voucher: Voucher
    people: frozenset[str]
    sides: frozenset[str]


class Denial(NamedTuple):
    """The stem of what a "not" denies, and the words from one to the other."""

    predicate: str
    words: Span


class Clause(NamedTuple):
    """A clause that speaks of three things or more; `plain` where nothing in it denies, asks or supposes."""

    sentence: int
    span: Span
    bearing: str  # of its sentence's voucher
    about: frozenset[str]
    denied: frozenset[str]  # concepts right behind a "not"
    denial: Denial | None
    plain: bool


class Turn(NamedTuple):
    """A sentence that speaks of three things or more: what it denies, and which sides speak or act in it."""

    sentence: int
    denial: Denial | None
    open: bool  # asks or supposes before it denies
    plain: bool
    sides: frozenset[str]


class Counted(NamedTuple):
    """A figure that counts: its unit and the fate of those counted, what it is put to, and where its hedges begin."""

    sentence: int
    figure: Figure
    unit: str
    fate: str
    measured: frozenset[str]
    start: int


class Lasting(NamedTuple):
    """A duration: the term of the happening that it measures, and the families of that word.

    `head` is -1 where it measures one that is not named in the sentence.
    """

    sentence: int
    figure: Figure
    head: int
    families: frozenset[str]
    start: int


class Saying(NamedTuple):
    """A quotation of somebody who is known, keyed as participants are, and all its concepts."""

    sentence: int
    quote: Quote
    speaker: str
    spoken: frozenset[str]


class Formed(NamedTuple):
    """Words that give the form of a happening, or a name for it: a way of a table in data/forms.toml."""

    words: Span
    table: str
    way: str


class Traits(NamedTuple):
    """What the sentence of a frame says of the happening: where, in what form, called what, and what it was like."""

    located: tuple[tuple[str, Span], ...] = ()
    formats: tuple[Formed, ...] = ()
    namings: tuple[Formed, ...] = ()
    likened: Span | None = None


@dataclass(frozen=True)
class Notes:
    """What is taken from an article, or from some of its sentences; `traits` are those of the frames, in order."""

    article: Article
    passages: Mapping[int, Passage]  # by the numbers of the sentences
    cast: Cast
    clauses: tuple[Clause, ...]
    turns: tuple[Turn, ...]
    counted: tuple[Counted, ...]
    lasting: tuple[Lasting, ...]
    sayings: tuple[Saying, ...]
    traits: tuple[Traits, ...]
    frames: tuple[Frame, ...] = field(default=(), compare=False)
    kept: bool = field(default=False, compare=False)  # from a corpus, which knows what copies what

    def __hash__(self) -> int:
        """As its article."""
        return hash(self.article)

    def told(self) -> Iterator[tuple[Frame, Traits]]:
        """The frames with their traits."""
        return zip(self.frames, self.traits, strict=True)


class _InSentence(Protocol):
    @property
    def sentence(self) -> int:
        """The number of its passage."""


Of = TypeVar("Of", bound=_InSentence)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Of]):
    """A row of notes with the notes that hold it."""

    notes: Notes
    own: Of

    @property
    def passage(self) -> Passage:
        """The sentence that it stands in."""
        return self.notes.passages[self.own.sentence]


Spoken = Callable[[Excerpt], frozenset[str]]


def spoken_in(noted: Sequence[Notes]) -> Spoken:
    """What excerpts of some articles speak of: of whole sentences and quotations it is known."""
    known = {
        (one.article.id, span.start, span.stop): spoken
        for one in noted
        for span, spoken in (
            *((saying.quote.span, saying.spoken) for saying in one.sayings),
            *((passage.span, passage.spoken) for passage in one.passages.values()),
        )
    }

    def spoken(excerpt: Excerpt) -> frozenset[str]:
        found = known.get((excerpt.article.id, excerpt.span.start, excerpt.span.stop))
        return concepts(excerpt.text) if found is None else found

    return spoken
