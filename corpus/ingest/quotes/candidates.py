"""Who may have spoken a quotation: each rule points at one phrase, with the rule's score."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.ingest.quotes.lists import (
    AUXILIARIES,
    CLAIMS,
    POSSESSIVES,
    RUNNING,
    SUBORDINATORS,
    TIMES,
    TOLD,
    VERBS,
)
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.plausible import MODALS, PENALTIES, SCORES, doubt, is_noun, kind_of, opens_with_verb, passive
from corpus.ingest.quotes.tokens import QUOTE, Tokens

_HEARERS = frozenset(("him", "her", "them", "me", "us", "reporters", "journalists"))
_JOINS = frozenset(("and", "but", "while", ";"))
_LOOSE = frozenset(("says-clause", "calls", "thinks"))
_VERBS = 3  # verbs before a quotation that are looked at
_MINDS = 1  # verbs behind which no further verb of the mind is looked at
_REACH = 34  # words around a quotation in which its frame stands
_CLAIM = 12  # words between the owner of a claim and its quotation
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_SKIP = frozenset((",", "—", "–", "―", "-", "--", ".", "…", "..", "...", ";", '"', "'", "”", "’"))
_GAP = frozenset(
    ("that", ",", ":", "as", "a", "the", "an", "how", "his", "her", "it", "is", "was", "were", "to", "like")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be the speaker. `rule` names why; `verb` is the token that links both, -1 without one."""

    phrase: Phrase
    rule: str
    score: float
    verb: int = -1


class Frames:
    """The words around each quotation of one article."""

    def __init__(self, tokens: Tokens, phrases: Phrases, quotations: tuple[Marked, ...]) -> None:
        self.tokens = tokens
        self.phrases = phrases
        self.quotations = quotations

    def candidates(self, number: int) -> list[Candidate]:
        """Candidates from the quotation's own sentence, in no order."""
        at = self.tokens.quotes[number]
        return [*self._right(at), *self._left(at)]

    def _bounds(self, at: int) -> tuple[int, int]:
        sentence = self.tokens.sentence[at]
        return self.tokens.first[sentence], self.tokens.last[sentence]

    def _made(self, phrase: Phrase | None, rule: str, verb: int = -1, minus: float = 0.0) -> Iterator[Candidate]:
        if phrase is not None:
            yield Candidate(phrase, rule, SCORES[rule] - minus - doubt(self.tokens, phrase), verb)

    # -- behind the quotation -------------------------------------------------------------------------------------

    def _right(self, at: int) -> Iterator[Candidate]:
        tokens = self.tokens
        _, high = self._bounds(at)
        i = at + 1
        while i < high and tokens.words[i] in _SKIP:
            i += 1
        if i >= high:
            return
        paused = self._paused(at)
        dashed = any(tokens.words[k] in _DASHES for k in range(at + 1, i))
        if tokens.lows[i : i + 2] == ["according", "to"]:
            yield from self._made(self.phrases.after(i + 2), "according-to", i)
            return
        if tokens.lows[i] == "by":
            yield from self._by_behind(at, i)
            return
        verb = i
        while verb < high - 1 and (tokens.lows[verb] in AUXILIARIES or tokens.lows[verb].endswith("ly")):
            verb += 1
        if self._inverted(i, verb) and paused:
            yield from self._made(self.phrases.after(verb + 1), "verb-name", verb)
            return
        yield from self._named_behind(i, high, paused=paused)
        yield from self._tail(i, high)
        yield from self._according_behind(i, high)
        if dashed and tokens.words[i][0].isupper():
            yield from self._made(self.phrases.after(i), "signed")

    def _according_behind(self, i: int, high: int) -> Iterator[Candidate]:
        """“…” that all may read, according to Ada Lind."""
        lows = self.tokens.lows
        for k in range(i + 1, min(high - 2, i + _REACH)):
            if lows[k] == "according" and lows[k + 1] == "to":
                yield from self._made(self.phrases.after(k + 2), "according-behind", k)
                return

    def _inverted(self, i: int, verb: int) -> bool:
        """Whether a verb has its subject behind itself: “…,” said Ada Lind; not: compared to, to say."""
        lows = self.tokens.lows
        if lows[i] == "to" or self.tokens.word(verb + 1) in {"to", "with", "by"}:
            return False
        return kind_of(self.tokens, verb) in {"say", "call"} and lows[verb] not in RUNNING

    def _by_behind(self, at: int, i: int) -> Iterator[Candidate]:
        """The plan was called “a mess” by Ada Lind."""
        tokens = self.tokens
        low, _ = self._bounds(at)
        verb = next(
            (k for k in range(at - 1, max(low, at - 5), -1) if VERBS.get(tokens.lows[k]) in {"say", "call"}), -1
        )
        if verb >= 0 and tokens.lows[verb] not in RUNNING:
            yield from self._made(self.phrases.after(i + 1), "by", verb)

    def _named_behind(self, i: int, high: int, *, paused: bool) -> Iterator[Candidate]:
        """“…,” Ada Lind, a teacher, said: the first verb behind, and its subject."""
        tokens = self.tokens
        for verb in range(i, min(high, i + _REACH)):
            word = tokens.lows[verb]
            if word == QUOTE or (word == ";" and verb > i):
                return
            kind = kind_of(tokens, verb)
            if (
                kind is None
                or word in RUNNING
                or not tokens.words[verb][0].islower()
                or (kind == "think" and verb - i > 2)
                or is_noun(tokens, verb, i)
            ):
                continue
            phrase = self._subject_from(i, verb)
            if phrase is None:
                continue
            near = (
                phrase.first - i <= 3
                and tokens.lows[i] not in SUBORDINATORS
                and tokens.lows[i] not in {"and", "but", "to", "for", "of", "in", "on"}
            )
            rule = "name-verb" if paused and near else "name-verb-far"
            minus = (0.0 if paused else 0.25) + (0.15 if kind == "think" else 0.0)
            yield from self._made(phrase, rule, verb, minus)
            return

    def _tail(self, i: int, high: int) -> Iterator[Candidate]:
        """“…” that all may read, Ada Lind said: a frame that closes the sentence speaks for all before it."""
        tokens = self.tokens
        for verb in range(high - 1, max(i, high - _REACH), -1):
            word = tokens.lows[verb]
            if (
                VERBS.get(word) != "say"
                or word in RUNNING
                or tokens.words[verb][0].isupper()
                or is_noun(self.tokens, verb, i)
            ):
                continue
            if tokens.words[verb - 1] in {",", QUOTE}:
                yield from self._made(self.phrases.after(verb + 1), "tail", verb)
            elif verb + 1 >= high or tokens.words[verb + 1] in {".", ","} or tokens.lows[verb + 1] in TIMES:
                phrase = self._subject_from(i, verb) if verb - i < 2 else self.phrases.subject_plain(verb, i)
                if phrase is not None and tokens.words[self._lead(phrase) - 1] in {",", QUOTE}:
                    yield from self._made(phrase, "tail", verb)
            return

    def _lead(self, phrase: Phrase) -> int:
        return phrase.mention.lead if phrase.mention is not None and phrase.kind == "name" else phrase.first

    def _subject_from(self, i: int, verb: int) -> Phrase | None:
        """The subject between `i` and the verb; a name that begins right at `i` needs no search."""
        mention = self.phrases.mention_at(i)
        if mention is not None and mention.first == i and mention.last <= verb:
            phrase = self.phrases.ending_at(mention.last - 1, i)
            ahead = self.tokens.lows[mention.last]
            if (
                phrase is not None
                and ahead not in {"'s", "’s", "'", "’", "of"}
                and not (ahead[0].isalpha() and ahead == "campaign")
            ):
                between = self.tokens.lows[mention.last : verb]
                if (
                    not between
                    or between[0] in {",", "(", "—", "–", "who"}
                    or all(w in AUXILIARIES or w.endswith("ly") for w in between)
                ):
                    return phrase
        if self.tokens.lows[i] in {"he", "she", "they", "it", "we", "i"}:
            return Phrase(i, i + 1, "pronoun")
        return self.phrases.subject_plain(verb, i)

    def _paused(self, at: int) -> bool:
        """Whether the quotation ends as speech does before its speaker is named."""
        quotation = self.quotations[self.tokens.numbers[at]]
        text = self.tokens.text
        last = text[quotation.span.stop - 1]
        if last in "'’" and len(quotation.span) > 1:
            last = text[quotation.span.stop - 2]
        following = self.tokens.words[at + 1] if at + 1 < len(self.tokens) else ""
        return last in ",?!—-–…." or following == "," or following in _DASHES

    # -- before the quotation -------------------------------------------------------------------------------------

    def _left(self, at: int) -> Iterator[Candidate]:
        tokens = self.tokens
        low, _ = self._bounds(at)
        if at <= low:
            return
        yield from self._colon(at, low)
        yield from self._according(at, low)
        yield from self._verbs_before(at, low)
        yield from self._owner(at, low)
        if any(word[0].isalpha() for word in tokens.words[low:at]):
            yield from self._made(self.phrases.main_subject(low, at), "main-subject")

    def _colon(self, at: int, low: int) -> Iterator[Candidate]:
        if self.tokens.words[at - 1] != ":" or at - 2 < low:
            return
        mention = self.phrases.mention_at(at - 2)
        if mention is None:
            return
        alone = mention.lead <= low + 4 or self.tokens.words[mention.lead - 1] in _DASHES
        if alone and not any(word in VERBS for word in self.tokens.lows[max(low, mention.lead - 5) : mention.lead]):
            yield from self._made(Phrase(mention.first, mention.last, "name", mention), "colon")

    def _according(self, at: int, low: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        for i in range(at - 2, low - 1, -1):
            if lows[i] == "according" and lows[i + 1] == "to":
                yield from self._made(self.phrases.after(i + 2), "according-to", i)
                return

    def _verbs_before(self, at: int, low: int) -> Iterator[Candidate]:
        """The nearest verbs before the quotation, at most three, each with its subject."""
        tokens = self.tokens
        found: list[Candidate] = []
        for verb in range(at - 1, max(low, at - _REACH) - 1, -1):
            word = tokens.lows[verb]
            if word == ";" or len(found) >= _VERBS:
                break
            if word == QUOTE and (opened := opens_with_verb(tokens, self.quotations, verb)):
                found.extend(self._from_verb(verb, opened, at, low))
                continue
            kind = kind_of(tokens, verb)
            if kind is None or (not tokens.words[verb][0].islower() and verb > low) or is_noun(self.tokens, verb, low):
                continue
            if kind == "think" and len(found) >= _MINDS:
                continue
            found.extend(self._from_verb(verb, kind, at, low))
        for rank, candidate in enumerate(found):
            minus = PENALTIES["farther"] * rank
            loose = candidate.rule in _LOOSE or self._planned(candidate)
            if loose and any(self._holds(outer, candidate) for outer in found[rank + 1 :]):
                minus += PENALTIES["planned" if self._planned(candidate) else "nested"]
            yield replace(candidate, score=candidate.score - minus)

    def _planned(self, inner: Candidate) -> bool:
        """Whether the verb only tells what somebody would say: he would offer “a prayer”."""
        between = self.tokens.lows[inner.phrase.last : inner.verb]
        return any(word in MODALS for word in between)

    def _holds(self, outer: Candidate, inner: Candidate) -> bool:
        """Whether the inner subject stands in what the outer one says."""
        if VERBS.get(self.tokens.lows[outer.verb]) != "say" or outer.verb >= inner.phrase.first:
            return False
        if self.tokens.words[inner.verb] == QUOTE:
            return False
        between = self.tokens.lows[outer.verb : inner.phrase.first]
        return not any(word in _JOINS for word in between[-4:])

    def _from_verb(self, verb: int, kind: str, at: int, low: int) -> Iterator[Candidate]:
        tokens = self.tokens
        if tokens.word(verb + 1) == "by" and verb + 2 < at:
            named = "as" in tokens.lows[verb + 2 : at]
            yield from self._made(self.phrases.after(verb + 2), "by", verb, 0.0 if named else PENALTIES["by-alone"])
            return
        before = tokens.words[verb - 1] if verb > low else ""
        inverts = kind == "say" and tokens.lows[verb] not in TOLD and tokens.lows[verb] not in RUNNING
        if passive(tokens, verb, low) and not (kind == "say" and tokens.lows[verb] not in TOLD):
            return
        phrase = self.phrases.subject(verb)
        named = phrase is not None and phrase.kind != "noun"
        if inverts and not named and before in {"", ","} and verb + 1 < at and tokens.words[verb + 1][0].isupper():
            yield from self._made(self.phrases.after(verb + 1), "verb-name", verb, 0.05)
            return
        if phrase is None:
            return
        near = all(tokens.lows[i] in _GAP or self._hearer(i, kind) for i in range(verb + 1, at))
        rule = {"say": "says-that" if near else "says-clause", "call": "calls", "think": "thinks"}[kind]
        yield from self._made(phrase, rule, verb, 0.004 * (at - verb))

    def _hearer(self, i: int, kind: str) -> bool:
        """Whether token `i` belongs to who is told: told Lind “…”, told him: “…”."""
        return kind == "say" and (self.phrases.mention_at(i) is not None or self.tokens.lows[i] in _HEARERS)

    def _owner(self, at: int, low: int) -> Iterator[Candidate]:
        """Lind’s “big day”, her “big day”, Lind’s claim that it was a “big day”."""
        tokens = self.tokens
        said = False
        for i in range(at - 1, max(low, at - _CLAIM) - 1, -1):
            word = tokens.lows[i]
            said = said or word in CLAIMS
            if (not said and i < at - 4) or (VERBS.get(word) == "say" and word not in CLAIMS and i < at - 1):
                return
            asked = said or (VERBS.get(tokens.lows[at - 1]) == "say" and tokens.lows[at - 1].endswith("ed"))
            rule = "owner-said" if asked else "owner"
            minus = PENALTIES["claim-told"] if said and self._told_of(i, low, at) else 0.0
            if word in POSSESSIVES:
                yield from self._made(Phrase(i, i + 1, "pronoun"), rule, -1, 0.05 + minus)
                return
            if word in {"'s", "’s", "’", "'"} and (mention := self.phrases.mention_at(i - 1)) is not None:
                yield from self._made(Phrase(mention.first, mention.last, "name", mention), rule, -1, minus)
                return

    def _told_of(self, owner: int, low: int, at: int) -> bool:
        """Whether somebody else speaks of a claim: Weber called Lind’s claim “a mess”."""
        lows = self.tokens.lows
        return lows[at - 1] == "as" or any(
            VERBS.get(lows[k]) in {"say", "call"} and not is_noun(self.tokens, k, low) for k in range(low, owner)
        )
