"""The noun phrase that ends at a token, read from right to left: a name, a pronoun, or a noun with what it hangs on."""

from collections.abc import Callable
from dataclasses import replace

from corpus.ingest.quotes.behind import calls, role_ends
from corpus.ingest.quotes.lists import (
    AUXILIARIES,
    DETERMINERS,
    MEDIA,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SUBORDINATORS,
    TIMES,
    VERBS,
)
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import PENALTIES, doubt
from corpus.ingest.quotes.tokens import Tokens

COORDINATORS = frozenset(("and", "but", "or", "then", "nor"))
OWNS = DETERMINERS | POSSESSIVES | {"'s", "’s"}  # behind these stands a noun: the Tribunal's press service
RELATIVES = frozenset(("who", "which", "that"))
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
_NOUN_REACH = 9  # words that a noun phrase without a name may take
_ASIDE_REACH = 32  # words that may stand between a subject and its verb, between commas


class Ahead:
    """Reads phrases to the left; `at` maps each token of a name to its mention.

    `lister` finds the subject of a list of verbs, whose comma is no aside's: (first token, comma) -> phrase.
    """

    def __init__(self, tokens: Tokens, names: dict[int, Mention], lister: Callable[[int, int], Phrase | None]) -> None:
        self.tokens = tokens
        self._at = names
        self.lister = lister

    def leftward(self, i: int, low: int) -> Phrase | None:
        """The phrase that ends at token `i`, over relative pronouns, asides and adverbs."""
        i = self.skip_adverbs(i, low)
        if i < low:
            return None
        word = self.tokens.lows[i]
        if word in RELATIVES:
            return self._antecedent(i, low)
        if word in {",", ")", "–", "—", "-", "--"}:
            return self.around_aside(i, low)
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
            return self.named(mention, low)
        word = self.tokens.lows[i]
        if word in PRONOUNS:
            return Phrase(i, i + 1, "pronoun")
        if word in {"'s", "’s", "'", "’"} or not word[0].isalnum() or word in SUBORDINATORS or word in PREPOSITIONS:
            return None
        return self._noun(i, low)

    def named(self, mention: Mention, low: int) -> Phrase | None:
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
                or previous in COORDINATORS
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
                and tokens.word(first - 2) not in OWNS
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
        if j < low:
            return None
        phrase = self._who(j, low) if self.tokens.lows[i] == "who" else self.ending_at(j, low)
        return replace(phrase, near=i) if phrase is not None else None

    def _who(self, j: int, low: int) -> Phrase | None:
        """Who is meant by "who" behind token `j`: "an attack on Lind" is Lind, "lawyers for Lind" are the lawyers."""
        phrase = self._somebody(j, low) or self.ending_at(j, low)
        named = self._at.get(j)
        if named is None or named.kind not in {"person", "name"} or (phrase is not None and phrase.kind != "noun"):
            return phrase
        thing = phrase is None or doubt(self.tokens, phrase) > PENALTIES["speaking-noun"]
        return Phrase(named.first, named.last, "name", named) if thing else phrase

    def _somebody(self, j: int, low: int) -> Phrase | None:
        """The role that ends at token `j`, whatever it hangs on: "a talk with the harbour mayor, who"."""
        if not role_ends(self.tokens, self._at, j):
            return None
        first = j
        while first > low and j - first < _NOUN_REACH and self.tokens.lows[first] not in DETERMINERS:
            first -= 1
        plain = all(word not in PREPOSITIONS and word[0].isalnum() for word in self.tokens.lows[first : j + 1])
        return Phrase(first, j + 1, "noun") if plain and self.tokens.lows[first] in DETERMINERS else None

    def around_aside(self, i: int, low: int) -> Phrase | None:
        """The subject before an aside that closes at `i`: "Ada Lind, a teacher from Lindholm, said"."""
        tokens = self.tokens
        if tokens.words[i] == ")":
            opened = next((k for k in range(i - 1, max(low, i - _ASIDE_REACH) - 1, -1) if tokens.words[k] == "("), None)
            return None if opened is None else self.ending_at(opened - 1, low)
        if tokens.words[i - 1] == ")" and i - 1 > low:  # "Ada Lind (D-Calif.), said"
            return self.around_aside(i - 1, low)
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
        return far or (self.lister(low, i) if tokens.words[i] == "," else None) or self.ending_at(i - 1, low)

    def _apposed_before(self, i: int) -> Phrase | None:
        """The name that closes at the comma `i` and says who a role before it is: "the mayor, Ada Lind, said"."""
        mention = self._at.get(i - 1)
        if mention is None or mention.kind not in {"person", "name"} or self.tokens.word(mention.lead - 1) != ",":
            return None
        if calls(self.tokens, self._at, mention.lead - 2, mention):
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
