"""Who passes words on, and what carried them: speaker, relay and medium are three things."""

from dataclasses import dataclass, replace

from corpus.ingest.quotes.attribution import Attribution
from corpus.ingest.quotes.candidates import Candidate
from corpus.ingest.quotes.frames import Frame, closes
from corpus.ingest.quotes.lists import MEDIA, NETWORKS, OUTLET_WORDS, PREPOSITIONS, RUNNING, TOLD, VERBS
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import doubt, passive
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.tokens import QUOTE

_OWN = frozenset(("says-that", "says-clause", "calls", "name-verb", "verb-name"))
_ASKS = frozenset(("asks", "asked"))
_QUOTES = frozenset(("quoted", "quotes"))
_SAYING = frozenset(("saying", "telling", "writing", "warning"))
_WHOM = frozenset(("him", "her", "them"))
_QUOTING = 16  # words between "quoted" and the quotation
_REACH = 14  # words behind a verb in which its medium stands
_CLOSE = 6  # words between a verb and the quotation that it certainly introduces
_LITTLE = 0.05  # doubt of a phrase that may pass words on
_SURE = 0.7  # a speaker's own frame beats "according to" from here on


@dataclass(frozen=True, slots=True)
class Chain:
    """The candidate who speaks, and the phrase's frame that passes it on."""

    speaker: Candidate
    relay: Frame | None = None


def chain(reading: SpeechReading, found: Attribution) -> Chain | None:
    """Tell apart who speaks and who tells it; None where nobody speaks."""
    if found.best is None:
        return None
    at = reading.tokens.quotes[found.number]
    if quoting := _quoting(reading, found.best, at):
        return quoting
    held = reading.frames(reading.tokens.sentence[at])
    given = next((frame for frame in held if frame.rule == "according-to"), None)
    best = found.best
    if best.rule == "according-to":
        own = _own(reading, found, best, at)
        if own is None:
            return Chain(best)
        best = own
    told = _told_behind(reading, found, held, at)
    if told is not None:
        return told
    if given is not None and given.verb != best.verb and not _same(reading, given, best):
        return Chain(best, given)
    return Chain(best, _outer(reading, held, best, at))


def _quoting(reading: SpeechReading, best: Candidate, at: int) -> Chain | None:
    """Okorin quoted Lind as saying “…”: the subject passes on what the object said."""
    tokens, phrases = reading.tokens, reading.phrases
    low, high = tokens.first[tokens.sentence[at]], tokens.last[tokens.sentence[at]]
    for verb in range(max(low, at - _QUOTING) + 1, min(high - 2, at + _QUOTING)):
        if tokens.lows[verb] not in _QUOTES or passive(tokens, verb, low):
            continue
        as_saying = next((k for k in range(verb + 2, min(high - 1, verb + _REACH)) if tokens.lows[k] == "as"), None)
        if as_saying is None or tokens.lows[as_saying + 1] not in _SAYING:
            continue
        pronoun = tokens.lows[verb + 1] in _WHOM
        said = Phrase(verb + 1, verb + 2, "pronoun") if pronoun else phrases.after(verb + 1)
        told = phrases.subject_plain(verb, at + 1 if verb > at else low)
        names = {reading.voices.of(phrase).name for phrase in (said, told) if phrase}
        if said and told and len(names) > 1 and best.phrase.first in {said.first, told.first}:
            return Chain(replace(best, phrase=said), Frame(verb, told, low, "says"))
    return None


def _own(reading: SpeechReading, found: Attribution, given: Candidate, at: int) -> Candidate | None:
    """The frame that says it beside "according to": before the quotation, and behind that when both stand before it."""
    for other in found.others:
        if other.rule in _OWN and other.score >= _SURE and other.verb < at:
            if given.verb < at and other.verb < given.verb:
                continue
            if other.phrase.first != given.phrase.first and not _same_voice(reading, other, given):
                return other
    return None


def _told_behind(reading: SpeechReading, found: Attribution, held: list[Frame], at: int) -> Chain | None:
    """Lind told Weber it was “too late,” Stone reported: the frame behind passes on the frame before."""
    best = found.best
    if best is None or best.verb < at or best.rule not in {"name-verb", "verb-name", "tail"}:
        return None
    if best.phrase.kind == "pronoun" or reading.tokens.lows[best.verb] in _ASKS:
        return None
    if reading.tokens.text[reading.tokens.starts[at] - 1] == "(":
        return None
    behind = next((frame for frame in held if frame.verb == best.verb), None)
    if behind is None:
        return None
    for other in found.others:
        near = other.rule == "says-that" or (other.rule == "says-clause" and at - other.verb <= _CLOSE)
        own = 0 <= other.verb < at and near and other.score >= _SURE
        if own and not _same_voice(reading, other, best) and reading.voices.of(other.phrase).name is not None:
            return Chain(other, behind)
    return None


def _same_voice(reading: SpeechReading, one: Candidate, other: Candidate) -> bool:
    name = reading.voices.of(one.phrase).name
    return name is not None and name == reading.voices.of(other.phrase).name


def _same(reading: SpeechReading, frame: Frame, best: Candidate) -> bool:
    if frame.phrase.first == best.phrase.first:
        return True
    name = reading.voices.of(frame.phrase).name
    return name is None or name == reading.voices.of(best.phrase).name


def _outer(reading: SpeechReading, held: list[Frame], best: Candidate, at: int) -> Frame | None:
    """The frame around the speaker's own: before it, or closing the sentence: "…, state radio reported"."""
    mine = next((frame for frame in held if frame.verb == best.verb), None)
    outer = mine.inside if mine is not None else None
    if outer is not None and _speaks(reading, outer) and not _same(reading, outer, best):
        return outer
    for frame in held:
        behind = frame.verb > max(best.verb, at) and reading.tokens.lows[frame.verb] not in RUNNING
        if (
            behind
            and best.verb >= 0
            and _speaks(reading, frame)
            and _closes(reading, frame)
            and not _same(reading, frame, best)
        ):
            return frame
    return None


def _speaks(reading: SpeechReading, frame: Frame) -> bool:
    """Whether a frame has a verb of speech and a subject that can speak."""
    if VERBS.get(reading.tokens.lows[frame.verb]) != "say":
        return False
    if frame.phrase.kind == "name":
        return (
            frame.phrase.mention is None
            or frame.phrase.mention.kind != "name"
            or len(frame.phrase.mention.core) > 1
            or reading.registry.of(frame.phrase.mention).human
        )
    return doubt(reading.tokens, frame.phrase) <= _LITTLE


def _closes(reading: SpeechReading, frame: Frame) -> bool:
    tokens = reading.tokens
    return closes(tokens, frame, tokens.last[tokens.sentence[frame.verb]])


def medium(reading: SpeechReading, verb: int) -> str | None:
    """What carried the words: the outlet told, the network written on, the statement they stood in."""
    if verb < 0:
        return None
    tokens = reading.tokens
    stop = min(tokens.last[tokens.sentence[verb]], verb + _REACH)
    for i in range(verb + 1, stop):
        word = tokens.words[i]
        if word in {QUOTE, ":", ";"} or tokens.lows[i] == "that":
            return None
        mention = reading.phrases.mention_at(i)
        if mention is None or mention.first != i:
            continue
        name = reading.registry.of(mention).name
        before = tokens.lows[i - 1] if tokens.lows[i - 1] != "the" else tokens.lows[i - 2]
        if name in NETWORKS and before == "on":
            return name
        told = i - verb <= 2 and tokens.lows[verb] in TOLD
        if _is_outlet(mention.core) and (told or before in PREPOSITIONS):
            return name
    return None


def _is_outlet(core: tuple[str, ...]) -> bool:
    return core[-1] in OUTLET_WORDS or core[0] in OUTLET_WORDS


def in_statement(reading: SpeechReading, verb: int) -> bool:
    """Whether the words stood in a statement, a read-out, a letter."""
    tokens = reading.tokens
    sentence = tokens.sentence[verb]
    near = tokens.lows[max(tokens.first[sentence], verb - 4) : min(tokens.last[sentence], verb + 6)]
    return any(word in MEDIA and word in {"statement", "readout", "release", "communique"} for word in near)
