"""The noun phrase behind a verb or behind "according to", read from left to right."""

from corpus.ingest.quotes.lists import (
    DETERMINERS,
    MEDIA,
    POSSESSIVES,
    PREPOSITIONS,
    ROLES,
    SUBORDINATORS,
    TIMES,
    VERBS,
)
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.tokens import BREAK, QUOTE, Tokens

_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their"))
_OWNERS = frozenset(("his", "her"))
_NOUN = 5  # words of a noun with its article: "the night shift's foreman" is one more


class Behind:
    """Reads phrases to the right; `at` maps each token of a name to its mention."""

    def __init__(self, tokens: Tokens, names: dict[int, Mention]) -> None:
        self.tokens = tokens
        self._at = names

    def at(self, i: int) -> Phrase | None:
        """The noun phrase that begins at token `i`: the subject behind its verb, or what "according to" names."""
        tokens = self.tokens
        if i >= len(tokens):
            return None
        stop = tokens.last[tokens.sentence[i]]
        while i < stop and (
            tokens.lows[i] in TIMES or (tokens.lows[i].endswith("ly") and tokens.words[i][0].islower())
        ):
            i += 1
        if i >= stop or tokens.words[i] in {QUOTE, BREAK}:
            return None
        if tokens.lows[i] in PREPOSITIONS:
            return None
        if tokens.lows[i] in {"he", "she", "they", "it", "him", "her", "them"} and not (
            tokens.lows[i] == "her" and i + 1 < stop and tokens.words[i + 1][0].isalpha()
        ):
            return Phrase(i, i + 1, "pronoun")
        phrase = self._beginning_at(i, stop)
        return None if phrase is None else self._apposed_behind(phrase)

    def _beginning_at(self, i: int, stop: int) -> Phrase | None:
        tokens = self.tokens
        last = i
        while last < min(stop, i + 14):
            word = tokens.lows[last]
            if (
                not (word[0].isalnum() or word in {"'s", "’s", "’", "'", "."})
                or word in SUBORDINATORS
                or (
                    word in VERBS
                    and last > i
                    and tokens.words[last][0].islower()
                    and word not in ROLES
                    and word not in MEDIA
                    and tokens.lows[last - 1] not in DETERMINERS
                    and tokens.lows[last - 1] not in POSSESSIVES
                )
            ):
                break
            if (
                word in {"who", "in", "on", "during", "at", "after", "before", "to", "and", "by", "about", "via"}
                and last > i
                and tokens.words[last][0].islower()
            ):
                break
            mention = self._at.get(last)
            if mention is not None and mention.last <= stop:
                return self._leading(i, last, mention, stop)
            last += 1
        while last > i and tokens.words[last - 1] == ".":
            last -= 1
        return Phrase(i, last, "noun") if last > i else None

    def _leading(self, i: int, at: int, mention: Mention, stop: int) -> Phrase | None:
        """A phrase that reaches a name: the name itself, or the noun that owns or is owned by it."""
        tokens = self.tokens
        between = tokens.lows[i:at]
        after = tokens.lows[mention.last] if mention.last < stop else ""
        if after in {"'s", "’s", "'", "’"}:
            rest = self._beginning_at(mention.last + 1, stop)
            if rest is not None:
                return rest if rest.kind == "name" else Phrase(i, rest.last, "noun", mention)
        if any(word in PREPOSITIONS for word in between):
            return Phrase(i, mention.last, "noun", mention)
        if after in ROLES or after in MEDIA or after in {"campaign", "statement", "team", "administration"}:
            further = self._at.get(mention.last + 1)
            if further is not None and further.first == mention.last + 1:
                return Phrase(further.first, further.last, "name", further)
            return self._roles_then_name(i, mention, stop)
        return Phrase(mention.first, mention.last, "name", mention)

    def _roles_then_name(self, i: int, mention: Mention, stop: int) -> Phrase:
        last = mention.last
        while last < stop and last < mention.last + 5 and self.tokens.words[last][0].isalpha():
            further = self._at.get(last)
            if further is not None:
                return Phrase(further.first, further.last, "name", further)
            if self.tokens.lows[last] in PREPOSITIONS or self.tokens.lows[last] in SUBORDINATORS:
                break
            last += 1
        return Phrase(i, last, "noun", mention)

    def _apposed_behind(self, phrase: Phrase) -> Phrase:
        """The name in commas behind a role: of "the mayor, Ada Lind," Ada Lind."""
        if phrase.kind != "noun" or self.tokens.word(phrase.last) != ",":
            return phrase
        mention = self._at.get(phrase.last + 1)
        if mention is None or mention.lead != phrase.last + 1 or mention.kind not in {"person", "name"}:
            return phrase
        if not calls(self.tokens, self._at, phrase.last - 1, mention):
            return phrase
        if self.tokens.word(mention.last)[:1].isalnum():
            return phrase
        return Phrase(mention.first, mention.last, "name", mention)


def calls(tokens: Tokens, names: dict[int, Mention], i: int, mention: Mention) -> bool:
    """Whether the words that end at token `i` say what somebody is whose name follows in commas.

    A role does for any name ("the mayor, Lind,"); before somebody's first name any noun with its article does ("the
    lock keeper, Ada Lind,"), before another of two words what is his or hers ("her opposite number, Ansa Lindvar,").
    Nothing does that hangs on a preposition ("after the flood, Ada Lind").
    """
    if role_ends(tokens, names, i):
        return True
    known = mention.kind == "person"
    return (known or len(mention.core) > 1) and _article(tokens, names, i, _ARTICLES if known else _OWNERS)


def _article(tokens: Tokens, names: dict[int, Mention], i: int, articles: frozenset[str]) -> bool:
    for k in range(i, max(-1, i - _NOUN), -1):
        word = tokens.lows[k]
        if k < i and word in articles:
            before = tokens.word(k - 1)
            return before not in PREPOSITIONS and (not before[:1].isalnum() or before in VERBS)
        if not tokens.words[k].islower() or not word.isalpha() or k in names or word in PREPOSITIONS:
            return False
    return False


def role_ends(tokens: Tokens, names: dict[int, Mention], i: int) -> bool:
    """Whether a role ends at token `i`: "the harbour's mayor", "the bloc's secretary general", "her chief of staff"."""
    of_something = tokens.word(i - 1) == "of" and tokens.word(i - 2) in ROLES and tokens.word(i).isalpha()
    return (tokens.word(i) in ROLES or of_something) and names.get(i) is None
