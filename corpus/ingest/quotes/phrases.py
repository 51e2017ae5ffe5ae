"""The subject of a verb and of a clause, read from the words around it without a parser."""

from corpus.ingest.quotes.ahead import COORDINATORS, RELATIVES, Ahead
from corpus.ingest.quotes.behind import Behind
from corpus.ingest.quotes.lists import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    RUNNING,
    SUBORDINATORS,
    VERBS,
)
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import PENALTIES, doubt, passive
from corpus.ingest.quotes.tokens import Tokens

_PLACING = frozenset(("on", "in", "at", "to", "for", "from", "via"))
_BE = frozenset(("is", "are", "was", "were", "been", "be", "'s", "’s"))
_GOING_ON = frozenset(("kept", "keeps", "began", "begins", "started", "starts", "stopped", "continued", "continues"))
_HEARS = frozenset(
    ("heard", "hears", "recalled", "recalls", "remembered", "remembers", "described", "describes", "filmed")
)
_QUOTED = 12  # words between "was quoted" and "as saying"
_SPEAKS = PENALTIES["speaking-noun"]
_JOINED = 12  # words between the verbs of one subject
_WITH = 7  # words of a phrase between "with" and its participle
_REACH = 32  # words before a participle in which another one stands


class Phrases:
    """Looks for the subjects of one article."""

    def __init__(self, tokens: Tokens, mentions: tuple[Mention, ...]) -> None:
        self.tokens = tokens
        self._at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self._behind = Behind(tokens, self._at)
        self._ahead = Ahead(tokens, self._at, self.main_subject)

    def mention_at(self, i: int) -> Mention | None:
        """The name that token `i` is part of."""
        return self._at.get(i)

    def ending_at(self, i: int, low: int) -> Phrase | None:
        """The noun phrase whose last token is `i`, inside the sentence that begins at `low`."""
        return self._ahead.ending_at(i, low)

    def subject(self, verb: int) -> Phrase | None:
        """The subject of the verb at token `verb`, looked for to its left inside its sentence."""
        low = self.tokens.first[self.tokens.sentence[verb]]
        i = self._ahead.skip_adverbs(verb - 1, low)
        if i < low:
            return None
        if self.tokens.lows[i] == "as" and (quoted := self._quoted(verb, i, low)):
            return quoted
        if self._participle(verb, i):
            return self._of_participle(verb, i, low)
        if self.tokens.lows[i] in _GOING_ON:
            return self.subject_plain(i, low)
        if self.tokens.lows[i] in COORDINATORS:
            return (
                self._coordinated(i, low)
                or self.main_subject(self.clause_start(i, low), i)
                or self.main_subject(low, i)
            )
        return self._ahead.leftward(i, low)

    def _coordinated(self, i: int, low: int) -> Phrase | None:
        """The subject of the verb before an "and", unless that is told by somebody else: "he laughed and said"."""
        tokens = self.tokens
        for k in range(i - 1, max(low, i - _JOINED), -1):
            word = tokens.lows[k]
            if not tokens.words[k][0].islower() or not (word in VERBS or word.endswith("ed")) or verb_running(word):
                continue
            phrase = self.subject_plain(k, low)
            if phrase is None or phrase.kind == "noun":
                continue
            opened = max((c for c in range(low, phrase.first) if tokens.words[c] == ","), default=low)
            told = any(VERBS.get(before) == "say" for before in tokens.lows[opened : phrase.first])
            return None if told else phrase
        return None

    def _quoted(self, verb: int, i: int, low: int) -> Phrase | None:
        """Who was quoted: "Lind was quoted by state radio as saying", "state radio quoted Lind as saying"."""
        if not verb_running(self.tokens.lows[verb]):
            return None
        for k in range(i - 1, max(low, i - _QUOTED) - 1, -1):
            if self.tokens.lows[k] in {"quoted", "cited"}:
                return self.subject_plain(k, low) if passive(self.tokens, k, low) else self.after(k + 1)
        return None

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

    def _of_participle(self, verb: int, i: int, low: int) -> Phrase | None:
        """With Lind saying | a sign reading | Lind left the room, saying."""
        tokens = self.tokens
        if tokens.words[i][0].isalnum() and tokens.lows[i] not in COORDINATORS:
            mention = self._at.get(i)
            if mention is not None and (mention.kind == "person" or tokens.word(mention.lead - 1) not in _PLACING):
                return Phrase(mention.first, mention.last, "name", mention)
            if tokens.lows[i] in PRONOUNS or tokens.lows[i] in ROLES:
                return self.ending_at(i, low)
            heard = self.ending_at(i, low)
            if (
                heard is not None
                and heard.kind == "noun"
                and tokens.word(heard.first - 1) in _HEARS
                and heard.first > low
            ):
                return heard
        if tokens.lows[i] == "and":
            before = next((k for k in range(i - 1, max(low, i - _REACH), -1) if verb_running(tokens.lows[k])), None)
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
            if word == ";" or (word == ":" and not tokens.words[k + 1][0].isdigit()):
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

    def main_subject(self, low: int, upto: int) -> Phrase | None:
        """The subject of the clause that begins at `low`, when it stands before token `upto`."""
        at = self._behind_opening(low, upto)
        tokens = self.tokens
        for i in range(at + 1, upto):
            word = tokens.lows[i]
            if not tokens.words[i][0].islower() or verb_running(word) or tokens.lows[i - 1] in DETERMINERS - {"that"}:
                continue
            known = word in VERBS or word in AUXILIARIES
            if known or word.endswith("ed"):
                phrase = self.subject_plain(i, at)
                if phrase is not None and (known or phrase.kind != "noun" or doubt(tokens, phrase) <= _SPEAKS):
                    return phrase
        return self._first_named(at, upto)

    def _first_named(self, at: int, upto: int) -> Phrase | None:
        for i in range(at, upto):
            mention = self._at.get(i)
            if mention is not None and mention.first == i:
                owned = mention.last < upto and self.tokens.lows[mention.last] in {"'s", "’s", "'", "’"}
                phrase = None if owned else self._ahead.named(mention, at)
                if phrase is not None:
                    return phrase
            elif self.tokens.lows[i] in {"he", "she", "they", "it"}:
                return Phrase(i, i + 1, "pronoun")
        return None

    def subject_plain(self, verb: int, low: int) -> Phrase | None:
        """The subject directly before a finite verb, or before an aside; no participles, no second verbs."""
        i = self._ahead.skip_adverbs(verb - 1, low)
        if i < low:
            return None
        word = self.tokens.lows[i]
        if word in RELATIVES:
            return None
        if word in {",", ")", "–", "—"}:
            return self._ahead.around_aside(i, low)
        return self.ending_at(i, low)

    def _behind_opening(self, low: int, upto: int) -> int:
        """Behind an opening phrase or clause with its comma: "In a statement on Monday, ..."."""
        tokens = self.tokens
        opener = tokens.lows[low]
        if opener in {'"', "“", ",", "(", "["} and low + 1 < upto:
            return self._behind_opening(low + 1, upto)
        if opener in COORDINATORS and low + 1 < upto:
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
