"""Who says what in a sentence outside quotation marks: verbs of report, each with its subject."""

from dataclasses import dataclass, replace

from corpus.ingest.dates.lexicon import NUMBERS
from corpus.ingest.quotes.denied import denied
from corpus.ingest.quotes.lists import (
    AUXILIARIES,
    BASES,
    DETERMINERS,
    PREPOSITIONS,
    REPORTS,
    RUNNING,
    TIMES,
    TOLD,
    VERBS,
)
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.plausible import doubt, is_noun, opens_with_verb, passive
from corpus.ingest.quotes.together import partner
from corpus.ingest.quotes.tokens import QUOTE, Tokens

_CARRIES_ON = frozenset(("on", "seemed", "seems", "appeared", "appears", "continued", "continues", "began", "begins"))
_LITTLE = 0.11  # doubt of a phrase that may still say something
_MAKES = frozenset(("make", "makes", "made", "making"))
_PUTS = frozenset(("put", "puts", "putting"))
_NUMBER_REACH = 12  # words between "put" and the number
_POINTS = frozenset(
    (
        "clear",
        "plain",
        "known",
        "point",
        "points",
        "claim",
        "claims",
        "argument",
        "case",
        "promise",
        "promises",
        "threat",
        "threats",
        "accusation",
        "accusations",
        "remark",
        "remarks",
        "allegation",
        "allegations",
    )
)
_OPENING = frozenset(("when", "while", "as", "although", "though", "because", "since", "if"))
_JOINS = frozenset(
    ("and", "but", "while", "or", "as", "though", "although", "when", "which", "where", "who", "because")
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of report at token `verb` and who is its subject. `start` is where its clause begins.

    `inside` is the frame whose words it stands in: "Lind said Okoro denied it" has the second inside the first.
    """

    verb: int
    phrase: Phrase
    start: int
    rule: str
    inside: "Frame | None" = None


def frames(tokens: Tokens, phrases: Phrases, quotations: tuple[Marked, ...], sentence: int) -> list[Frame]:
    """The frames of one sentence, by place."""
    low, high = tokens.first[sentence], tokens.last[sentence]
    found: list[Frame] = []
    for verb in range(low, high):
        word = tokens.lows[verb]
        opened = word == QUOTE and verb > low and opens_with_verb(tokens, quotations, verb) is not None
        opened = opened or (word in _MAKES and any(w in _POINTS for w in tokens.lows[verb + 1 : verb + 6]))
        opened = opened or (word in _PUTS and _puts_at(tokens, verb, high))
        if not opened and (word not in REPORTS or (tokens.words[verb][0].isupper() and verb > low)):
            continue
        if word != QUOTE and (is_noun(tokens, verb, low) or _aside(tokens, verb, low) or denied(tokens, verb)):
            continue
        made = _frame(tokens, phrases, verb, low, high)
        if made is not None and doubt(tokens, made.phrase) <= _LITTLE:
            found.append(_nested(tokens, made, found))
    found = _closed(tokens, found, high)
    given = _according(tokens, phrases, low, high)
    if given is not None:
        found.append(given)
    return found


def _puts_at(tokens: Tokens, verb: int, high: int) -> bool:
    """Whether somebody puts a number at so much: "the ministry put the figure at 38"."""
    stop = min(high - 1, verb + _NUMBER_REACH)
    at = next((k for k in range(verb + 2, stop) if tokens.lows[k] == "at"), None)
    if at is None or tokens.lows[verb + 1] not in DETERMINERS:
        return False
    return any(word[0].isdigit() or word in NUMBERS for word in tokens.lows[at + 1 : at + 5])


def _closed(tokens: Tokens, found: list[Frame], high: int) -> list[Frame]:
    """With the frame that closes the sentence around all others: "Okoro said no, a clerk has claimed"."""
    if len(found) < 2 or not closes(tokens, found[-1], high):
        return found
    last = replace(found[-1], start=tokens.first[tokens.sentence[found[-1].verb]], inside=None)
    return [*(frame if frame.inside else replace(frame, inside=last) for frame in found[:-1]), last]


def closes(tokens: Tokens, frame: Frame, high: int) -> bool:
    """Whether a comma or a quotation stands right before a frame that closes its sentence."""
    if tokens.lows[frame.verb] in RUNNING:
        return False
    mention = frame.phrase.mention
    lead = mention.lead if mention is not None and frame.phrase.kind == "name" else frame.phrase.first
    start = min(frame.verb, lead)
    while start > 0 and tokens.lows[start - 1] in DETERMINERS:
        start -= 1
    if start == 0 or tokens.words[start - 1] not in {",", QUOTE}:
        return False
    rest = tokens.words[max(frame.verb + 1, frame.phrase.last) : high]
    if QUOTE in rest or "that" in rest:  # its words are still to come
        return False
    return sum(word[0].isalnum() and word.lower() not in TIMES for word in rest) <= 2


def _frame(tokens: Tokens, phrases: Phrases, verb: int, low: int, high: int) -> Frame | None:
    if passive(tokens, verb, low):
        if tokens.word(verb + 1) == "by":
            phrase = phrases.after(verb + 2) if verb + 2 < high else None
            return Frame(verb, phrase, low, "by") if phrase else None
        return _impersonal(tokens, verb, low)
    before = tokens.words[verb - 1] if verb > low else ""
    turns = before == QUOTE or (before == "," and tokens.lows[verb] not in TOLD)  # ", told Radio Lind": who is told
    if VERBS.get(tokens.lows[verb]) == "say" and turns and tokens.lows[verb] not in RUNNING:
        phrase = phrases.after(verb + 1) if verb + 1 < high else None
        inverted = phrase is not None and phrase.kind != "noun" and _ends_near(tokens, phrase.last, high)
        if phrase is not None and inverted and not _goes_on(tokens, phrase):
            return Frame(verb, phrase, low, "verb-name")
    phrase = phrases.subject(verb)
    if phrase is None or phrase.last > verb:
        return None
    own = partner(tokens, phrases, phrase) if phrase.last <= verb else None
    return Frame(verb, phrase, _clause(tokens, phrase, own, verb, low), "says")


def _goes_on(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a name in commas has a verb of its own behind them: said the mayor, Ada Lind, had told him."""
    apposed = phrase.mention is not None and tokens.word(phrase.mention.lead - 1) == ","
    following = tokens.word(phrase.last + 1)
    return apposed and tokens.word(phrase.last) == "," and (following in AUXILIARIES or following in VERBS)


def _aside(tokens: Tokens, verb: int, low: int) -> bool:
    """Whether a verb reports nothing here: before answering | to consider | did not respond."""
    before = tokens.word(verb - 1) if verb > low else ""
    word = tokens.lows[verb]
    if word in RUNNING:
        return before in PREPOSITIONS and before != "with"
    if before == "to" and word in BASES:
        return tokens.word(verb - 2) not in _CARRIES_ON
    near = tokens.lows[max(low, verb - 3) : verb]
    return word in {"respond", "comment", "reply", "elaborate"} and any(w in {"not", "n't", "n’t"} for w in near)


def _impersonal(tokens: Tokens, verb: int, low: int) -> Frame | None:
    """It was stressed that: said by whoever the text reports from."""
    if tokens.word(verb + 1) != "that":
        return None
    for i in (low, low + 1):
        if tokens.word(i) == "it" and verb - i <= 4:
            return Frame(verb, Phrase(i, i + 1, "pronoun"), low, "impersonal")
    return None


def _ends_near(tokens: Tokens, last: int, high: int) -> bool:
    return high - last <= 3 or tokens.words[last] in {",", ".", ";"}


def _clause(tokens: Tokens, phrase: Phrase, other: Phrase | None, verb: int, low: int) -> int:
    """Where the clause of a verb begins: its own subject's clause, or behind "and" for a second verb."""
    near = phrase.near if phrase.near is not None else phrase.first
    for i in range(verb - 1, max(low, near), -1):
        if tokens.lows[i] in _JOINS:
            return i
        if tokens.words[i] == "," and tokens.lows[verb] in RUNNING:
            return i + 1
    if other is not None:
        phrase, near = other, other.first
    start = (
        phrase.mention.lead if phrase.mention is not None and phrase.kind == "name" and phrase.near is None else near
    )
    for i in range(start - 1, low, -1):
        if tokens.lows[i] in _JOINS and i > low and _verb_in(tokens, low, i):
            return i
        if tokens.words[i] == "," and tokens.lows[i + 1] in _JOINS:
            return i + 1
    return low


def _verb_in(tokens: Tokens, start: int, stop: int) -> bool:
    return any(w in VERBS or w in AUXILIARIES or w.endswith("ed") for w in tokens.lows[start:stop])


def _nested(tokens: Tokens, made: Frame, before: list[Frame]) -> Frame:
    """The frame with the one that it stands in: the last whose verb comes before its subject with no join between."""
    for outer in reversed(before):
        if outer.rule in {"verb-name", "by"} or made.phrase.first <= outer.verb:
            continue
        between = tokens.lows[outer.verb + 1 : made.phrase.first]
        joined = any(word in {"and", "but", "while", "with", ";"} for word in between) and "that" not in between[-2:]
        if not joined and not ("," in between and _aside_clause(tokens, outer)):
            return Frame(
                made.verb, made.phrase, outer.verb + 1 if made.start <= outer.verb else made.start, made.rule, outer
            )
    return made


def _aside_clause(tokens: Tokens, frame: Frame) -> bool:
    """Whether a frame stands in a clause of its own, which a comma ends: "when Okoro said no, Lind laughed"."""
    first = tokens.first[tokens.sentence[frame.verb]]
    before = tokens.lows[first : frame.phrase.first]
    return frame.phrase.near is not None or any(word in _OPENING for word in before)


def _according(tokens: Tokens, phrases: Phrases, low: int, high: int) -> Frame | None:
    for i in range(low, high - 2):
        if tokens.lows[i] == "according" and tokens.lows[i + 1] == "to":
            phrase = phrases.after(i + 2)
            return Frame(i, phrase, low, "according-to") if phrase is not None else None
    return None
