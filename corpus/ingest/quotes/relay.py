"""Who passes words on, and what carried them: speaker, relay and medium are three things."""

from dataclasses import dataclass, replace

from corpus.ingest.quotes.attribution import Attribution
from corpus.ingest.quotes.candidates import Candidate
from corpus.ingest.quotes.frames import Frame, closes
from corpus.ingest.quotes.lists import (
    CARRIERS,
    CARRYING,
    MEDIA,
    NETWORKS,
    OUTLET_WORDS,
    PREPOSITIONS,
    RUNNING,
    TOLD,
    VERBS,
)
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import doubt, passive
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.tokens import QUOTE

_OWN = frozenset(("says-that", "says-clause", "calls", "name-verb", "verb-name"))
_ASKS = frozenset(("asks", "asked"))
_QUOTES = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))
_PLAINLY = frozenset(("quoted", "quotes", "quoting"))  # need no "as saying"
# what may stand between who sent a message and its words
_OPENS = frozenset(
    (
        ":",
        ",",
        "that",
        "which",
        "in",
        "he",
        "she",
        "they",
        "said",
        "says",
        "saying",
        "wrote",
        "read",
        "reads",
        "reading",
    )
)
_WHOM = frozenset(("him", "her", "them"))
_WHOM_REACH = 6  # words between "whom" and "quoted"
_QUOTING = 16  # words between "quoted" and the quotation
_REACH = 14  # words behind a verb in which its medium stands
_CLOSE = 6  # words between a verb and the quotation that it certainly introduces
_HARDLY = 0.2  # doubt of a phrase that may be quoted
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
    if quoting := _quoting(reading, found.best, at) or _carried(reading, found.best, at):
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
    tokens = reading.tokens
    low, high = tokens.first[tokens.sentence[at]], tokens.last[tokens.sentence[at]]
    for verb in range(max(low, at - _QUOTING) + 1, min(high - 1, at + _QUOTING)):
        if tokens.lows[verb] not in _QUOTES or passive(tokens, verb, low):
            continue
        said, told = _quoted(reading, best, verb, at)
        names = {reading.voices.of(phrase).name for phrase in (said, told) if phrase}
        if said and told and len(names) > 1 and best.phrase.first in {said.first, told.first}:
            return Chain(replace(best, phrase=said), Frame(verb, told, low, "says"))
    return None


def _quoted(reading: SpeechReading, best: Candidate, verb: int, at: int) -> tuple[Phrase | None, Phrase | None]:
    """Who is quoted at a verb and who quotes: “…,” Okorin quoted Lind | Lind, whom Okorin quoted as saying."""
    tokens, phrases = reading.tokens, reading.phrases
    low, high = tokens.first[tokens.sentence[at]], tokens.last[tokens.sentence[at]]
    start = at + 1 if verb > at else low
    whom = next((k for k in range(verb - 1, max(start, verb - _WHOM_REACH), -1) if tokens.lows[k] == "whom"), None)
    as_saying = next((k for k in range(verb + 1, min(high - 1, verb + _REACH)) if tokens.lows[k] == "as"), None)
    saying = as_saying is not None and tokens.lows[as_saying + 1] in RUNNING
    if whom is not None and saying:
        comma = tokens.words[whom - 1] == ","
        return phrases.ending_at(whom - 1 - comma, low), phrases.subject_plain(verb, whom + 1)
    pronoun = tokens.lows[verb + 1] in _WHOM
    said = Phrase(verb + 1, verb + 2, "pronoun") if pronoun else phrases.after(verb + 1)
    if not saying and not (said and verb > at and _plainly(reading, verb, said)):
        return None, None
    return said, best.phrase if tokens.lows[verb] in RUNNING else phrases.subject_plain(verb, start)


def _plainly(reading: SpeechReading, verb: int, said: Phrase) -> bool:
    """Whether somebody is quoted with no more words: “…,” Okorin quoted Lind; not: quoting Lind's letter."""
    tokens = reading.tokens
    ends = tokens.word(said.last) in {".", ",", ""} and tokens.lows[said.last - 1] not in MEDIA
    return ends and tokens.lows[verb] in _PLAINLY and doubt(tokens, said) <= _HARDLY


def _carried(reading: SpeechReading, best: Candidate, at: int) -> Chain | None:
    """Okorin read out a message from Lind: “…”: who carries the words passes them on."""
    tokens, phrases = reading.tokens, reading.phrases
    low = tokens.first[tokens.sentence[at]]
    for verb in range(max(low, at - _QUOTING) + 1, at - 3):
        if tokens.lows[verb] not in CARRYING or passive(tokens, verb, low):
            continue
        stops = range(verb + 1, min(at - 2, verb + _CLOSE))
        noun = next(
            (k for k in stops if tokens.lows[k] in CARRIERS and tokens.lows[k + 1] in {"from", "by", "of"}), None
        )
        said = phrases.after(noun + 2) if noun is not None else None
        if said is None or any(word not in _OPENS for word in tokens.lows[said.last : at]):
            continue
        told = phrases.subject_plain(verb, low)
        if told and reading.voices.of(told).name != reading.voices.of(said).name:
            return Chain(replace(best, phrase=said, score=max(best.score, _SURE)), Frame(verb, told, low, "says"))
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
