"""Talk written down turn by turn: "LIND: We will build it.", each turn a paragraph of its own."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.tokens import QUOTE
from corpus.models import Span, Statement

_TURNS = 3  # turns that make a transcript
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Turn:
    name: str
    mention: Mention
    first: int  # the token behind the colon
    last: int


def turns(reading: SpeechReading) -> Iterator[Statement]:
    """Each turn of a transcript as its speaker's statement; nothing where too few turns, or nobody speaks twice."""
    found = list(_turns(reading))
    often = Counter(turn.name for turn in found)
    if len(found) < _TURNS or max(often.values()) < 2:
        return
    tokens = reading.tokens
    for turn in found:
        span = Span(tokens.starts[turn.first], tokens.stops[turn.last - 1])
        named = Span(tokens.starts[turn.mention.first], tokens.stops[turn.mention.last - 1])
        yield Statement(span, turn.name, named, confidence=_SURE, rule="transcript")


def _turns(reading: SpeechReading) -> Iterator[_Turn]:
    tokens = reading.tokens
    last = {paragraph: tokens.last[sentence] for sentence, paragraph in enumerate(tokens.paragraph)}
    before = -1
    for sentence, paragraph in enumerate(tokens.paragraph):
        opens, before = paragraph != before, paragraph
        mention = reading.phrases.mention_at(tokens.first[sentence]) if opens else None
        mention = mention or (_led(reading, tokens.first[sentence]) if opens else None)
        if mention is None or tokens.word(mention.last) != ":":
            continue
        first = mention.last + 1
        if first < last[paragraph] and tokens.words[first] != QUOTE:
            yield _Turn(_name(reading, mention), mention, first, last[paragraph])


def _led(reading: SpeechReading, first: int) -> Mention | None:
    """A name behind its title at the head of a paragraph: "Mayor Lind: ..."."""
    for i in range(first + 1, min(len(reading.tokens), first + 4)):
        mention = reading.phrases.mention_at(i)
        if mention is not None:
            return mention if mention.lead == first else None
    return None


def _name(reading: SpeechReading, mention: Mention) -> str:
    """The longest form of a name, also of one in capitals."""
    entity = reading.registry.of(mention)
    if not entity.name.isupper():
        return entity.name
    fitting = [
        e for e in reading.registry.entities if e.human and e.name.upper().split()[-1] == entity.name.split()[-1]
    ]
    return next((e.name for e in fitting if not e.name.isupper()), entity.name)
