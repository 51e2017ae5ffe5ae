"""Candidates behind a quotation: “…,” said Ada Lind | “…,” Ada Lind said | “…,” according to Ada Lind."""

from collections.abc import Iterator

from corpus.ingest.quotes.behind import role_ends
from corpus.ingest.quotes.candidates import Around, Candidate
from corpus.ingest.quotes.lists import AUXILIARIES, RUNNING, SUBORDINATORS, TIMES, VERBS
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.plausible import is_noun, kind_of
from corpus.ingest.quotes.tokens import QUOTE

_REACH = 34  # words behind a quotation in which its frame stands
_FEW = 3  # words between a quotation and its subject
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_SKIP = frozenset((",", "—", "–", "―", "-", "--", ".", "…", "..", "...", ";", '"', "'", "”", "’"))


class AfterQuote(Around):
    """Looks to the right of each quotation."""

    def candidates(self, at: int) -> Iterator[Candidate]:
        """Candidates from behind the quotation at token `at`, inside its sentence."""
        tokens = self.tokens
        _, high = self.bounds(at)
        i = at + 1
        while i < high and tokens.words[i] in _SKIP:
            i += 1
        if i >= high:
            return
        paused = self._paused(at)
        dashed = any(tokens.words[k] in _DASHES for k in range(at + 1, i))
        if tokens.lows[i : i + 2] == ["according", "to"]:
            yield from self.made(self.phrases.after(i + 2), "according-to", i)
            return
        if tokens.lows[i] == "by":
            yield from self._by_behind(at, i)
            return
        verb = i
        while verb < high - 1 and (tokens.lows[verb] in AUXILIARIES or tokens.lows[verb].endswith("ly")):
            verb += 1
        if self._inverted(i, verb) and paused:
            yield from self.made(self.phrases.after(verb + 1), "verb-name", verb)
            return
        yield from self._named_behind(i, high, paused=paused)
        yield from self._tail(i, high)
        yield from self._according_behind(i, high)
        if dashed and tokens.words[i][0].isupper():
            yield from self.made(self.phrases.after(i), "signed")

    def _according_behind(self, i: int, high: int) -> Iterator[Candidate]:
        """“…” that all may read, according to Ada Lind."""
        lows = self.tokens.lows
        for k in range(i + 1, min(high - 2, i + _REACH)):
            if lows[k] == "according" and lows[k + 1] == "to":
                yield from self.made(self.phrases.after(k + 2), "according-behind", k)
                return

    def _inverted(self, i: int, verb: int) -> bool:
        """Whether a verb has its subject behind itself: “…,” said Ada Lind; not: compared to, to say."""
        lows = self.tokens.lows
        if (
            lows[i] == "to"
            or not self.tokens.words[verb][0].islower()
            or self.tokens.word(verb + 1) in {"to", "with", "by"}
        ):
            return False
        return kind_of(self.tokens, verb) in {"say", "call"} and lows[verb] not in RUNNING

    def _by_behind(self, at: int, i: int) -> Iterator[Candidate]:
        """The plan was called “a mess” by Ada Lind."""
        tokens = self.tokens
        low, _ = self.bounds(at)
        verb = next(
            (k for k in range(at - 1, max(low, at - 5), -1) if VERBS.get(tokens.lows[k]) in {"say", "call"}), -1
        )
        if verb >= 0 and tokens.lows[verb] not in RUNNING:
            yield from self.made(self.phrases.after(i + 1), "by", verb)

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
                self._is_near(i, phrase)
                and tokens.lows[i] not in SUBORDINATORS
                and tokens.lows[i] not in {"and", "but", "to", "for", "of", "in", "on"}
            )
            rule = "name-verb" if paused and near else "name-verb-far"
            minus = (0.0 if paused else 0.25) + (0.15 if kind == "think" else 0.0)
            yield from self.made(phrase, rule, verb, minus)
            return

    def _is_near(self, i: int, phrase: Phrase) -> bool:
        """Whether a subject stands right behind the quotation, or behind a role: “…,” Lind's clerk, Ada Brem, said."""
        tokens = self.tokens
        between = tokens.lows[i : phrase.first]
        return len(between) <= _FEW or (
            len(between) <= _REACH
            and between[-1] == ","
            and role_ends(tokens, {}, phrase.first - 2)
            and not any(word in VERBS for word in between[:-2])
        )

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
                yield from self.made(self.phrases.after(verb + 1), "tail", verb)
            elif verb + 1 >= high or tokens.words[verb + 1] in {".", ","} or tokens.lows[verb + 1] in TIMES:
                phrase = self._subject_from(i, verb) if verb - i < 2 else self.phrases.subject_plain(verb, i)
                if phrase is not None and tokens.words[self._lead(phrase) - 1] in {",", QUOTE}:
                    yield from self.made(phrase, "tail", verb)
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
