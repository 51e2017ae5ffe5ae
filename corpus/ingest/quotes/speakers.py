"""Quotations with their speakers: each attribution put into a name, in the order of the text."""

import re
from dataclasses import dataclass, replace

from corpus.ingest.quotes.attribution import Attribution, Attributor
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.readout import passed_on, stretch
from corpus.ingest.quotes.relay import chain, in_statement, medium
from corpus.ingest.quotes.scare import is_scare
from corpus.models import Quote, QuoteKind, Span

_KNOWN = 0.5  # below, the speaker is unknown
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LISTING = frozenset((",", "and", "or", "a", "an", "the"))
_FRAMES = frozenset((",", ":", "—", "–", "-", "--"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The quotes of a text, the verb that frames each (-1 without one), and the stretch told from a statement."""

    quotes: tuple[Quote, ...]
    verbs: tuple[int, ...]
    readout: tuple[int, int, str] | None = None


def speakers(reading: SpeechReading) -> Spoken:
    """Every quotation of a text, scare quotes too, with the speaker where one is known."""
    quotes: list[Quote] = []
    verbs: list[int] = []
    issued: dict[int, str] = {}
    scares: list[bool] = []
    for found in Attributor(reading.tokens, reading.phrases, reading.quotations).run():
        scares.append(_scare(reading, found, scares))
        quote, verb = _quote(reading, found) if not scares[-1] else (_nobodys(reading, found), -1)
        body = _issuer(reading, quote, verb)
        if body is not None:
            issued[quote.span.start] = body
            quote = replace(quote, medium=quote.medium or f"{body} statement")
        quotes.append(quote)
        verbs.append(verb)
    held = stretch(tuple(quotes), issued)
    return Spoken(passed_on(tuple(quotes), held, humans(reading)), tuple(verbs), held)


def humans(reading: SpeechReading) -> frozenset[str]:
    """The names of the persons of an article."""
    return frozenset(entity.name for entity in reading.registry.entities if entity.human)


def _scare(reading: SpeechReading, found: Attribution, before: list[bool]) -> bool:
    """Whether it is nobody's utterance; "rattled" and "cross" are so both or neither."""
    tokens, number = reading.tokens, found.number
    at = tokens.quotes[number]
    if number and not before[-1]:
        between = tokens.lows[tokens.quotes[number - 1] + 1 : at]
        if between and all(word in _LISTING for word in between):
            return False
    return is_scare(tokens, reading.quotations[number], at, found.best)


def _nobodys(reading: SpeechReading, found: Attribution) -> Quote:
    return Quote(reading.quotations[found.number].span, kind=QuoteKind.SCARE, rule="scare")


def _quote(reading: SpeechReading, found: Attribution) -> tuple[Quote, int]:
    quotation = reading.quotations[found.number]
    at = reading.tokens.quotes[found.number]
    kind = _kind(reading, quotation.span, at)
    linked = chain(reading, found)
    if linked is None:
        return Quote(quotation.span, kind=kind), -1
    best = linked.speaker
    voice = reading.voices.of(best.phrase)
    confidence = max(0.0, min(1.0, best.score * voice.confidence))
    relay = reading.voices.of(linked.relay.phrase).name if linked.relay else None
    quote = Quote(
        quotation.span,
        voice.name if confidence >= _KNOWN else None,
        reading.span_of(best.phrase),
        relay,
        medium(reading, best.verb),
        kind,
        confidence=confidence,
        rule=best.rule,
    )
    return quote, best.verb


def _issuer(reading: SpeechReading, quote: Quote, verb: int) -> str | None:
    """The body whose statement the words stand in."""
    if quote.speaker is None or verb < 0 or not in_statement(reading, verb):
        return None
    entity = reading.registry.named(quote.speaker)
    return quote.speaker if entity is not None and not entity.human else None


def _kind(reading: SpeechReading, span: Span, at: int) -> QuoteKind:
    """Direct for whole sentences: what opens with a capital, or behind a comma or colon, in four words or more."""
    text = span.cut(reading.text)
    words = _WORD.findall(text)
    before = reading.tokens.words[at - 1] if at else "\n"
    opens = words[0][0].isupper() or before in _FRAMES
    whole = opens and (len(words) > 3 or text[-1] in ".!?,…")
    return QuoteKind.DIRECT if whole else QuoteKind.PARTIAL
