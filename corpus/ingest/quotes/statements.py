"""Statements without marks: the clauses that report what somebody said."""

from collections.abc import Iterator

from corpus.ingest.quotes.frames import Frame
from corpus.ingest.quotes.lists import ANSWERS, DETERMINERS, OUTLET_WORDS, TIMES
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.relay import medium
from corpus.ingest.quotes.together import partner
from corpus.ingest.quotes.tokens import QUOTE
from corpus.ingest.quotes.transcript import turns
from corpus.models import Span, Statement

_SCORES = {"says": 0.88, "verb-name": 0.92, "by": 0.85, "according-to": 0.93, "impersonal": 0.55}
_LEAST = 3  # words that a reported clause has
_KNOWN = 0.5
_REQUESTS = (["asked", "for"], ["asks", "for"])  # "she had asked for the call" tells nothing that she said


def statements(reading: SpeechReading) -> tuple[tuple[Statement, int], ...]:
    """Every reported statement by span, with its verb's token; one inside another's has the outer speaker as relay."""
    found: dict[tuple[int, int, str | None], tuple[Statement, int]] = {}
    for sentence in range(len(reading.tokens.first)):
        held = reading.frames(sentence)
        for number, frame in enumerate(held):
            for made in _statement(reading, frame, held[number + 1 :], sentence):
                found.setdefault((made.span.start, made.span.stop, made.speaker), (made, frame.verb))
    for turn in turns(reading):
        found.setdefault((turn.span.start, turn.span.stop, turn.speaker), (turn, -1))
    return tuple(sorted(found.values(), key=lambda pair: pair[0].span))


def _statement(reading: SpeechReading, frame: Frame, later: list[Frame], sentence: int) -> Iterator[Statement]:
    tokens = reading.tokens
    low, high = tokens.first[sentence], tokens.last[sentence]
    stop = next(
        (f.start for f in later if f.inside is None and f.start > frame.verb and f.rule != "according-to"), high
    )
    start = frame.start
    if tokens.lows[frame.verb : frame.verb + 2] in _REQUESTS and tokens.word(frame.verb + 2) != QUOTE:
        return
    if _told(reading, frame.verb + 1, stop) < (1 if tokens.lows[frame.verb] in ANSWERS else _LEAST):
        if _told(reading, low, min(frame.verb, frame.phrase.first)) < _LEAST + 1:
            return
        start, stop = low, high
    voice = reading.voices.of(frame.phrase)
    if voice.entity is not None and voice.entity.name.split()[-1] in OUTLET_WORDS:
        return
    confidence = _SCORES[frame.rule] * voice.confidence
    relay = _outer(reading, frame, voice.name)
    span = _span(reading, start, stop)
    if not len(span) or voice.name is None or _only_quoted(reading, frame, low):
        return
    carried = medium(reading, frame.verb)
    other = partner(tokens, reading.phrases, frame.phrase)
    for phrase in (frame.phrase,) if other is None else (other, frame.phrase):
        name = reading.voices.of(phrase).name if confidence >= _KNOWN else None
        mention = reading.span_of(phrase)
        yield Statement(span, name, mention, relay, carried, confidence=confidence, rule=frame.rule)


def _told(reading: SpeechReading, start: int, stop: int) -> int:
    """How many words outside quotations stand between two tokens, days left out."""
    tokens = reading.tokens
    return sum(
        tokens.words[i][0].isalnum() and tokens.words[i] != QUOTE and tokens.lows[i] not in TIMES
        for i in range(start, stop)
    )


def _only_quoted(reading: SpeechReading, frame: Frame, low: int) -> bool:
    """Whether the frame just names the speaker of the quotation before it: “…,” she said in a statement."""
    tokens = reading.tokens
    mention = frame.phrase.mention
    lead = mention.lead if mention is not None and frame.phrase.kind == "name" else frame.phrase.first
    start = min(lead, frame.verb)
    while start > low and tokens.lows[start - 1] in DETERMINERS:
        start -= 1
    quoted = start > low and tokens.words[start - 1] == QUOTE
    return quoted and _told(reading, low, start) == 0 and "that" not in tokens.lows[frame.verb : frame.verb + 12]


def _outer(reading: SpeechReading, frame: Frame, speaker: str | None) -> str | None:
    """Who tells that somebody said it: the speaker of the frame around this one."""
    if frame.inside is None:
        return None
    voice = reading.voices.of(frame.inside.phrase)
    return voice.name if voice.name != speaker else None


def _span(reading: SpeechReading, start: int, stop: int) -> Span:
    tokens = reading.tokens
    while start < stop and tokens.words[start] in {",", ";", "—", "–", "-"}:
        start += 1
    while stop > start + 1 and tokens.words[stop - 1] in {",", ";", "—", "–", "-"}:
        stop -= 1
    if start >= stop:
        return Span(0, 0)
    return Span(tokens.starts[start], tokens.stops[stop - 1])
