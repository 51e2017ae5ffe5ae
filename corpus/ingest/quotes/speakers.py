"""Quotations with their speakers: each attribution put into a name, in the order of the text."""

import re

from corpus.ingest.quotes.attribution import Attribution, Attributor
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.scare import is_scare
from corpus.ingest.quotes.voices import Voice
from corpus.models import Quote, QuoteKind, Span

_KNOWN = 0.5  # below, the speaker is unknown
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FRAMES = frozenset((",", ":", "—", "–", "-", "--"))


def speakers(reading: SpeechReading) -> tuple[Quote, ...]:
    """Every quotation of a text, scare quotes too, with the speaker where one is known."""
    quotes: list[Quote] = []
    voices: dict[tuple[int, int], Voice] = {}
    for attribution in Attributor(reading.tokens, reading.phrases, reading.quotations).run():
        quotes.append(_quote(reading, attribution, voices))
    return tuple(quotes)


def _quote(reading: SpeechReading, found: Attribution, voices: dict[tuple[int, int], Voice]) -> Quote:
    quotation = reading.quotations[found.number]
    at = reading.tokens.quotes[found.number]
    best = found.best
    if is_scare(reading.tokens, quotation, at, best):
        return Quote(quotation.span, kind=QuoteKind.SCARE, rule="scare")
    kind = _kind(reading, quotation.span, at)
    if best is None:
        return Quote(quotation.span, kind=kind)
    key = (best.phrase.first, best.phrase.last)
    voice = voices.get(key) or reading.voices.of(best.phrase)
    voices[key] = voice
    confidence = max(0.0, min(1.0, best.score * voice.confidence))
    known = voice.name if confidence >= _KNOWN else None
    return Quote(quotation.span, known, reading.span_of(best.phrase), kind=kind, confidence=confidence, rule=best.rule)


def _kind(reading: SpeechReading, span: Span, at: int) -> QuoteKind:
    """Direct for whole sentences: what opens with a capital, or behind a comma or colon, in four words or more."""
    text = span.cut(reading.text)
    words = _WORD.findall(text)
    before = reading.tokens.words[at - 1] if at else "\n"
    opens = words[0][0].isupper() or before in _FRAMES
    whole = opens and (len(words) > 3 or text[-1] in ".!?,…")
    return QuoteKind.DIRECT if whole else QuoteKind.PARTIAL
