"""Candidates before a quotation: Ada Lind said “…” | Ada Lind: “…” | Ada Lind’s claim of “…”."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.ingest.quotes.behind import role_ends
from corpus.ingest.quotes.candidates import Around, Candidate
from corpus.ingest.quotes.lists import CLAIMS, POSSESSIVES, RUNNING, TIMES, TOLD, VERBS
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import MODALS, PENALTIES, is_noun, kind_of, opens_with_verb, passive
from corpus.ingest.quotes.tokens import QUOTE

_HEARERS = frozenset(("him", "her", "them", "me", "us", "reporters", "journalists"))
_JOINS = frozenset(("and", "but", "while", ";"))
_APART = frozenset(("after", "when", "while", "because", "as", "before", "since", "though", "although"))
_HAD = frozenset(("had", "has"))
_LOOSE = frozenset(("says-clause", "calls", "thinks"))
_VERBS = 3  # verbs before a quotation that are looked at
_MINDS = 1  # verbs behind which no further verb of the mind is looked at
_REACH = 34  # words before a quotation in which its frame stands
_CLAIM = 12  # words between the owner of a claim and its quotation
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_OPENS_CLAIM = frozenset(("that", "of", "about", "to", "for", ":"))
_GAP = frozenset(
    (
        "that",
        ",",
        ":",
        "as",
        "a",
        "the",
        "an",
        "how",
        "his",
        "her",
        "it",
        "he",
        "she",
        "they",
        "is",
        "was",
        "were",
        "to",
        "like",
    )
)


class BeforeQuote(Around):
    """Looks to the left of each quotation."""

    def candidates(self, at: int) -> Iterator[Candidate]:
        """Candidates from before the quotation at token `at`, inside its sentence."""
        tokens = self.tokens
        low, _ = self.bounds(at)
        if at <= low:
            return
        yield from self._colon(at, low)
        yield from self._according(at, low)
        yield from self._verbs_before(at, low)
        yield from self._owner(at, low)
        if any(word[0].isalpha() for word in tokens.words[low:at]):
            yield from self.made(self.phrases.main_subject(low, at), "main-subject")

    def _colon(self, at: int, low: int) -> Iterator[Candidate]:
        if self.tokens.words[at - 1] != ":" or at - 2 < low:
            return
        mention = self.phrases.mention_at(at - 2)
        if mention is None:
            return
        before = self.tokens.lows[mention.lead - 1]
        alone = mention.lead <= low + 4 or (before == "and" and mention.kind == "person")
        apposed = before == "," and mention.kind != "place" and role_ends(self.tokens, {}, mention.lead - 2)
        if (
            before in _DASHES
            or apposed
            or (
                alone and not any(word in VERBS for word in self.tokens.lows[max(low, mention.lead - 5) : mention.lead])
            )
        ):
            yield from self.made(Phrase(mention.first, mention.last, "name", mention), "colon")

    def _according(self, at: int, low: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        for i in range(at - 2, low - 1, -1):
            if lows[i] == "according" and lows[i + 1] == "to":
                yield from self.made(self.phrases.after(i + 2), "according-to", i)
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
            loose = (candidate.rule in _LOOSE and not self._full(candidate)) or self._planned(candidate)
            if loose and any(self._holds(outer, candidate) for outer in found[rank + 1 :]):
                minus += PENALTIES["planned" if self._planned(candidate) else "nested"]
            yield replace(candidate, score=candidate.score - minus)

    def _planned(self, inner: Candidate) -> bool:
        """Whether the verb only tells what somebody would say: he would offer “a prayer”."""
        between = self.tokens.lows[inner.phrase.last : inner.verb]
        return any(word in MODALS for word in between)

    def _full(self, inner: Candidate) -> bool:
        """Whether all of a clause is said: had promised that the city would buy “six boats”."""
        lows = self.tokens.lows
        return lows[inner.verb + 1] == "that" and lows[inner.verb - 1] in _HAD and VERBS.get(lows[inner.verb]) == "say"

    def _holds(self, outer: Candidate, inner: Candidate) -> bool:
        """Whether the inner subject stands in what the outer one says."""
        if VERBS.get(self.tokens.lows[outer.verb]) != "say" or outer.verb >= inner.phrase.first:
            return False
        if self.tokens.words[inner.verb] == QUOTE:
            return False
        between = self.tokens.lows[outer.verb : inner.phrase.first]
        if between[-1] in _APART:
            return False
        return not any(word in _JOINS for word in between[-4:])

    def _from_verb(self, verb: int, kind: str, at: int, low: int) -> Iterator[Candidate]:
        tokens = self.tokens
        if tokens.word(verb + 1) == "by" and verb + 2 < at:
            named = "as" in tokens.lows[verb + 2 : at]
            yield from self.made(self.phrases.after(verb + 2), "by", verb, 0.0 if named else PENALTIES["by-alone"])
            return
        before = tokens.words[verb - 1] if verb > low else ""
        inverts = kind == "say" and tokens.lows[verb] not in TOLD and tokens.lows[verb] not in RUNNING
        if passive(tokens, verb, low) and not (kind == "say" and tokens.lows[verb] not in TOLD):
            return
        if tokens.lows[verb] in RUNNING and verb - low <= 1:
            yield from self._to_come(verb, kind, at)
            return
        phrase = self.phrases.subject(verb)
        named = phrase is not None and phrase.kind != "noun"
        if inverts and not named and before in {"", ","} and verb + 1 < at and tokens.words[verb + 1][0].isupper():
            yield from self.made(self.phrases.after(verb + 1), "verb-name", verb, 0.05)
            return
        if phrase is None:
            return
        gap = _GAP | MODALS | TIMES | {"on"} if tokens.lows[verb] in TOLD else _GAP
        near = all(tokens.lows[i] in gap or self._hearer(i, kind) for i in range(verb + 1, at)) or self._told_that(
            verb, at
        )
        rule = {"say": "says-that" if near else "says-clause", "call": "calls", "think": "thinks"}[kind]
        yield from self.made(phrase, rule, verb, 0.004 * (at - verb))

    def _to_come(self, verb: int, kind: str, at: int) -> Iterator[Candidate]:
        """Calling it “a mess,” Ada Lind left: the subject of an opening participle stands behind its comma."""
        tokens = self.tokens
        _, high = self.bounds(at)
        ends = self.quotations[tokens.numbers[at]].span.stop
        paused = tokens.text[ends - 1] in ",’'" and at + 1 < high
        i = at if paused else next((k for k in range(at + 1, high - 1) if tokens.words[k] == ","), high)
        phrase = self.phrases.after(i + 1) if i + 1 < high else None
        yield from self.made(phrase, {"say": "says-clause", "call": "calls", "think": "thinks"}[kind], verb)

    def _told_that(self, verb: int, at: int) -> bool:
        """Whether somebody is told words that "that" opens: had told him on the phone that “…”."""
        tokens = self.tokens
        if (
            tokens.lows[verb] not in TOLD
            or tokens.lows[at - 1] not in {"that", ":"}
            or not self._hearer(verb + 1, "say")
        ):
            return False
        return not any(word in VERBS or word in MODALS for word in tokens.lows[verb + 2 : at - 1])

    def _hearer(self, i: int, kind: str) -> bool:
        """Whether token `i` belongs to who is told: told Lind “…”, told him: “…”."""
        return kind == "say" and (self.phrases.mention_at(i) is not None or self.tokens.lows[i] in _HEARERS)

    def _owner(self, at: int, low: int) -> Iterator[Candidate]:
        """Lind’s “big day”, her “big day”, Lind’s claim that it was a “big day”."""
        tokens = self.tokens
        said, told = False, False
        for i in range(at - 1, max(low, at - _CLAIM) - 1, -1):
            word = tokens.lows[i]
            if word in CLAIMS and not said:
                said, told = True, tokens.lows[i + 1] not in _OPENS_CLAIM
            if (not said and i < at - 4) or (VERBS.get(word) == "say" and word not in CLAIMS and i < at - 1):
                return
            asked = said or (VERBS.get(tokens.lows[at - 1]) == "say" and tokens.lows[at - 1].endswith("ed"))
            rule = "owner-said" if asked else "owner"
            minus = PENALTIES["claim-told"] if told and self._told_of(i, low, at) else 0.0
            if word in POSSESSIVES:
                yield from self.made(Phrase(i, i + 1, "pronoun"), rule, -1, 0.05 + minus)
                return
            if word in {"'s", "’s", "’", "'"} and (mention := self.phrases.mention_at(i - 1)) is not None:
                yield from self.made(Phrase(mention.first, mention.last, "name", mention), rule, -1, minus)
                return

    def _told_of(self, owner: int, low: int, at: int) -> bool:
        """Whether somebody else speaks of a claim: Weber called Lind’s claim “a mess”."""
        lows = self.tokens.lows
        return lows[at - 1] == "as" or any(
            VERBS.get(lows[k]) in {"say", "call"} and not is_noun(self.tokens, k, low) for k in range(low, owner)
        )
