"""Noun phrases next to a verb: who is its subject, read from the words around it without a parser."""

from dataclasses import replace

from corpus.ingest.quotes.behind import Behind, role_ends
from corpus.ingest.quotes.lists import (
    AUXILIARIES,
    DETERMINERS,
    MEDIA,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    RUNNING,
    SUBORDINATORS,
    TIMES,
    VERBS,
)
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.tokens import Tokens

_PLACING = frozenset(("on", "in", "at", "to", "for", "from", "via"))
_COORDINATORS = frozenset(("and", "but", "or", "then", "nor"))
_COUNTS = frozenset(
    (
        "less",
        "more",
        "than",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "ten",
        "several",
        "few",
        "a",
        "couple",
        "of",
    )
)
_BE = frozenset(("is", "are", "was", "were", "been", "be", "'s", "’s"))
_GOING_ON = frozenset(("kept", "keeps", "began", "begins", "started", "starts", "stopped", "continued", "continues"))
_RELATIVES = frozenset(("who", "which", "that"))
_NOUN_REACH = 9  # words that a noun phrase without a name may take
_WITH = 7  # words of a phrase between "with" and its participle
_ASIDE_REACH = 32  # words that may stand between a subject and its verb, between commas


class Phrases:
    """Looks for noun phrases in one article."""

    def __init__(self, tokens: Tokens, mentions: tuple[Mention, ...]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self._behind = Behind(tokens, self._at)

    def mention_at(self, i: int) -> Mention | None:
        """The name that token `i` is part of."""
        return self._at.get(i)

    # -- left of a verb -------------------------------------------------------------------------------------------

    def subject(self, verb: int) -> Phrase | None:
        """The subject of the verb at token `verb`, looked for to its left inside its sentence."""
        low = self.tokens.first[self.tokens.sentence[verb]]
        i = self.skip_adverbs(verb - 1, low)
        if i < low:
            return None
        if self._participle(verb, i):
            return self._of_participle(verb, i, low)
        if self.tokens.lows[i] in _GOING_ON:
            return self.subject_plain(i, low)
        if self.tokens.lows[i] in _COORDINATORS:
            return self.main_subject(self.clause_start(i, low), i) or self.main_subject(low, i)
        return self.leftward(i, low)

    def _participle(self, verb: int, i: int) -> bool:
        """Whether a verb stands without its subject: saying | having said; not: is saying, kept saying."""
        skipped = self.tokens.lows[i + 1 : verb]
        if "having" in skipped:
            return True
        return (
            verb_running(self.tokens.lows[verb])
            and not any(word in _BE for word in skipped)
            and self.tokens.lows[i] not in _GOING_ON
        )

    def leftward(self, i: int, low: int) -> Phrase | None:
        """The phrase that ends at token `i`, over relative pronouns, asides and adverbs."""
        i = self.skip_adverbs(i, low)
        if i < low:
            return None
        word = self.tokens.lows[i]
        if word in _RELATIVES:
            return self._antecedent(i, low)
        if word in {",", ")", "–", "—", "-", "--"}:
            return self._around_aside(i, low)
        return self.ending_at(i, low)

    def skip_adverbs(self, i: int, low: int) -> int:
        """The last token at or before `i` that is no auxiliary, adverb or word of time."""
        lows, words = self.tokens.lows, self.tokens.words
        while i >= low:
            word = lows[i]
            if word == "to" and i - 1 >= low and words[i - 1][0].islower():
                i -= 2
            elif word in {"'s", "’s"} and self._at.get(i - 1) is not None:
                break
            elif (
                word in AUXILIARIES
                or word in TIMES
                or (word in _COUNTS and i + 1 < len(lows) and (lows[i + 1] in TIMES or lows[i + 1] in _COUNTS))
                or (word.endswith("ly") and words[i][0].islower() and len(word) > 4)
            ):
                i -= 1
            else:
                break
        return i

    def ending_at(self, i: int, low: int) -> Phrase | None:
        """The noun phrase whose last token is `i`; of "the head of the harbour" the head, not the harbour."""
        if i < low:
            return None
        mention = self._at.get(i)
        if mention is not None:
            return self._named(mention, low)
        word = self.tokens.lows[i]
        if word in PRONOUNS:
            return Phrase(i, i + 1, "pronoun")
        if word in {"'s", "’s", "'", "’"} or not word[0].isalnum() or word in SUBORDINATORS or word in PREPOSITIONS:
            return None
        return self._noun(i, low)

    def _named(self, mention: Mention, low: int) -> Phrase | None:
        """A name as a subject, or what it hangs on: "lawyers" of "lawyers for Lind"."""
        before = mention.lead - 1
        while before >= low and self.tokens.lows[before] in DETERMINERS:
            before -= 1
        if before >= low and self.tokens.lows[before] in PREPOSITIONS:
            return self._owner(before, mention.last, mention, low)
        if before >= low and self.tokens.lows[before] in {"'s", "’s", "'", "’"} and mention.kind != "person":
            owner = self._at.get(before - 1)
            return Phrase(owner.first if owner else before, mention.last, "noun", owner or mention)
        return Phrase(mention.first, mention.last, "name", mention)

    def _owner(self, preposition: int, last: int, held: Mention | None, low: int) -> Phrase | None:
        """What a prepositional phrase from `preposition` to `last` hangs on, with it where both touch."""
        i = preposition - 1
        if i < low:
            return None
        if self.tokens.lows[i] in VERBS and self.tokens.lows[i] not in MEDIA and self.tokens.lows[i] not in ROLES:
            return None
        owner = self.leftward(i, low)
        if (
            owner is not None
            and owner.kind == "noun"
            and owner.last == preposition
            and self.tokens.lows[preposition] in {"of", "for", "from", "with", "to", "at", "in"}
        ):
            return replace(owner, last=last, mention=owner.mention or held)
        return owner

    def _noun(self, i: int, low: int) -> Phrase | None:
        """A phrase around a common noun, back to its determiner or to where the clause begins."""
        tokens, first = self.tokens, i
        while first > low and i - first < _NOUN_REACH and tokens.lows[first] not in DETERMINERS:
            previous = tokens.lows[first - 1]
            if (
                previous in PREPOSITIONS
                or previous in SUBORDINATORS
                or previous in _COORDINATORS
                or previous in PRONOUNS
            ):
                break
            if not (previous[0].isalnum() or previous in {"'s", "’s", "’", "'"}):
                break
            if (
                (previous in VERBS or previous in AUXILIARIES)
                and previous not in MEDIA
                and previous not in ROLES
                and tokens.words[first - 1][0].islower()
                and previous not in {"'s", "’s"}
            ):
                break
            first -= 1
        held = next((self._at[k] for k in range(first, i + 1) if k in self._at), None)
        if first > low and tokens.lows[first - 1] in PREPOSITIONS:
            return self._owner(first - 1, i + 1, held, low)
        return Phrase(first, i + 1, "noun", held)

    def _antecedent(self, i: int, low: int) -> Phrase | None:
        """Who is meant by the relative pronoun at `i`."""
        j = i - 1
        if j >= low and self.tokens.lows[j] in {",", "–", "—"}:
            j -= 1
        phrase = self.ending_at(j, low) if j >= low else None
        return replace(phrase, near=i) if phrase is not None else None

    def _around_aside(self, i: int, low: int) -> Phrase | None:
        """The subject before an aside that closes at `i`: "Ada Lind, a teacher from Lindholm, said"."""
        tokens = self.tokens
        if tokens.words[i] == ")":
            opened = next((k for k in range(i - 1, max(low, i - _ASIDE_REACH) - 1, -1) if tokens.words[k] == "("), None)
            return None if opened is None else self.ending_at(opened - 1, low)
        apposed = self._apposed_before(i)
        if apposed is not None:
            return apposed
        same = {",", ";"} if tokens.words[i] == "," else {tokens.words[i]}
        far: Phrase | None = None
        for j in range(i - 1, max(low, i - _ASIDE_REACH), -1):
            if tokens.words[j] not in same:
                continue
            phrase = self.ending_at(j - 1, low)
            if phrase is None or tokens.lows[j - 1] in VERBS:
                continue
            if phrase.kind == "name" and not self._after_comma(phrase.first, low):
                return phrase
            if phrase.kind == "pronoun" or (phrase.kind == "noun" and self._is_somebody(phrase)):
                return phrase
            far = far or phrase
        return far or (self.main_subject(low, i) if tokens.words[i] == "," else None) or self.ending_at(i - 1, low)

    def _apposed_before(self, i: int) -> Phrase | None:
        """The name that closes at the comma `i` and says who a role before it is: "the mayor, Ada Lind, said"."""
        mention = self._at.get(i - 1)
        if mention is None or mention.kind not in {"person", "name"} or self.tokens.word(mention.lead - 1) != ",":
            return None
        if role_ends(self.tokens, self._at, mention.lead - 2):
            return Phrase(mention.first, mention.last, "name", mention)
        return None

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase with its article ends in a role: "the Russian president"."""
        return self.tokens.lows[phrase.first] in DETERMINERS and role_ends(self.tokens, self._at, phrase.last - 1)

    def _after_comma(self, first: int, low: int) -> bool:
        """Whether a name stands in a list or an aside itself: "Lindholm, Mass., said"."""
        mention = self._at.get(first)
        start = mention.lead if mention else first
        return (
            start - 1 > low
            and self.tokens.words[start - 1] == ","
            and mention is not None
            and mention.kind in {"place", "name"}
            and len(mention.core) == 1
        )

    def _of_participle(self, verb: int, i: int, low: int) -> Phrase | None:
        """With Lind saying | a sign reading | Lind left the room, saying."""
        tokens = self.tokens
        if tokens.words[i][0].isalnum() and tokens.lows[i] not in _COORDINATORS:
            mention = self._at.get(i)
            if mention is not None and (mention.kind == "person" or tokens.word(mention.lead - 1) not in _PLACING):
                return Phrase(mention.first, mention.last, "name", mention)
            if tokens.lows[i] in PRONOUNS or tokens.lows[i] in ROLES:
                return self.ending_at(i, low)
        if tokens.lows[i] == "and":
            before = next(
                (k for k in range(i - 1, max(low, i - _ASIDE_REACH), -1) if verb_running(tokens.lows[k])), None
            )
            if before is not None and "with" in tokens.lows[low:before]:
                return self.subject(before)
        elif (held := self._with(i, low)) is not None:
            return held
        start = self.clause_start(i, low)
        return self.main_subject(start, verb) or self.main_subject(low, verb) or self.ending_at(i, low)

    def _with(self, i: int, low: int) -> Phrase | None:
        """Who does it in "with officials saying", "with the mayor of Lindholm saying"."""
        lows = self.tokens.lows
        for k in range(i, max(low, i - _WITH) - 1, -1):
            if lows[k] == "with":
                return Phrase(k + 1, i + 1, "noun") if k < i else None
            if not lows[k][0].isalnum() or verb_running(lows[k]):
                return None
        return None

    def clause_start(self, i: int, low: int) -> int:
        """Where the clause around token `i` begins: behind ", and", "; ", "while" when a subject follows."""
        tokens = self.tokens
        for k in range(i - 1, low, -1):
            word = tokens.lows[k]
            if word in {";", ":"}:
                return k + 1
            if word in {"and", "but", "while", "as", "though", "although", "when", "because", "where"}:
                if tokens.words[k - 1] != "," and word in {"and", "as", "when"}:
                    continue
                following = k + 1
                if following < i and (
                    tokens.lows[following] in {"he", "she", "they", "it"}
                    or (
                        following in self._at
                        and self._at[following].last < i
                        and tokens.words[self._at[following].last] not in {",", "and", "'s", "’s"}
                    )
                ):
                    return following
        return low

    # -- the sentence ---------------------------------------------------------------------------------------------

    def main_subject(self, low: int, upto: int) -> Phrase | None:
        """The subject of the clause that begins at `low`, when it stands before token `upto`."""
        at = self._behind_opening(low, upto)
        tokens = self.tokens
        for i in range(at + 1, upto):
            word = tokens.lows[i]
            if not tokens.words[i][0].islower() or verb_running(word):
                continue
            known = word in VERBS or word in AUXILIARIES
            if known or word.endswith("ed"):
                phrase = self.subject_plain(i, at)
                if phrase is not None and (known or phrase.kind != "noun"):
                    return phrase
        return self._first_named(at, upto)

    def _first_named(self, at: int, upto: int) -> Phrase | None:
        for i in range(at, upto):
            mention = self._at.get(i)
            if mention is not None and mention.first == i:
                owned = mention.last < upto and self.tokens.lows[mention.last] in {"'s", "’s", "'", "’"}
                phrase = None if owned else self._named(mention, at)
                if phrase is not None:
                    return phrase
            elif self.tokens.lows[i] in {"he", "she", "they", "it"}:
                return Phrase(i, i + 1, "pronoun")
        return None

    def subject_plain(self, verb: int, low: int) -> Phrase | None:
        """The subject directly before a finite verb, or before an aside; no participles, no second verbs."""
        i = self.skip_adverbs(verb - 1, low)
        if i < low:
            return None
        word = self.tokens.lows[i]
        if word in _RELATIVES:
            return None
        if word in {",", ")", "–", "—"}:
            return self._around_aside(i, low)
        return self.ending_at(i, low)

    def _behind_opening(self, low: int, upto: int) -> int:
        """Behind an opening phrase or clause with its comma: "In a statement on Monday, ..."."""
        tokens = self.tokens
        opener = tokens.lows[low]
        if opener in {'"', "“", ",", "(", "["} and low + 1 < upto:
            return self._behind_opening(low + 1, upto)
        if opener in _COORDINATORS and low + 1 < upto:
            return self._behind_opening(low + 1, upto)
        if (
            opener in PREPOSITIONS
            or opener in SUBORDINATORS
            or verb_running(opener)
            or opener.endswith(("ed", "ing"))
            or opener in {"asked", "told"}
        ):
            for i in range(low, upto):
                if tokens.words[i] == ",":
                    named = i + 2 < upto and tokens.words[i + 1][0].isupper() and tokens.words[i + 2] == ","
                    return i + 3 if named else i + 1
        return low

    def after(self, i: int) -> Phrase | None:
        """The noun phrase that begins at token `i`: the subject behind its verb, or what "according to" names."""
        return self._behind.at(i)


def verb_running(word: str) -> bool:
    """Whether a word is the -ing form of a verb of speech."""
    return word in RUNNING
