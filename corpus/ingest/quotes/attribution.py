"""The speaker of each quotation: the best candidate of its sentence, or who spoke before."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.ingest.quotes.abroad import Abroad
from corpus.ingest.quotes.after_quote import AfterQuote
from corpus.ingest.quotes.before_quote import BeforeQuote
from corpus.ingest.quotes.candidates import Candidate
from corpus.ingest.quotes.denied import denied
from corpus.ingest.quotes.lists import SLAVIC, SLAVIC_SOURCES, VERBS
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.plausible import SCORES, doubt
from corpus.ingest.quotes.slavic import Slavic
from corpus.ingest.quotes.tokens import QUOTE, Tokens

_ANYWHERE = frozenset(("colon", "signed"))  # rules that read no English words
_ENGLISH = frozenset(("the", "of", "and", "to", "is", "that", "with", "for"))
_SHARE, _LEAST = 25, 40  # one word in so many is one of these in English; from so many words on
_NEAR = 2  # paragraphs between two quotations of which a pronoun links one to the other
_UNSAID = 30  # words between a verb and its quotation in which another verb may be denied
_CROWD = 16  # quotations with hardly a word between them


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is believed of one quotation: its speaker's phrase and why; None where nothing points at anybody."""

    number: int
    best: Candidate | None
    others: tuple[Candidate, ...] = ()


class Attributor:
    """Goes through the quotations of one article in order."""

    def __init__(self, tokens: Tokens, phrases: Phrases, quotations: tuple[Marked, ...]) -> None:
        self.tokens = tokens
        self.phrases = phrases
        self.quotations = quotations
        self.after = AfterQuote(tokens, phrases, quotations)
        self.before = BeforeQuote(tokens, phrases, quotations)
        self.english = _in_english(tokens)
        foreign = not self.english or tokens.abroad
        self.abroad = Abroad(tokens, phrases, quotations) if foreign else None
        slavic = tokens.abroad and not (SLAVIC | SLAVIC_SOURCES).isdisjoint(tokens.lows)
        self.slavic = Slavic(tokens, phrases, quotations) if slavic else None
        self.done: list[Attribution] = []

    def run(self) -> list[Attribution]:
        """One attribution a quotation."""
        for number in range(len(self.quotations)):
            if self._crowded(number):
                self.done.append(Attribution(number, None))
                continue
            at = self.tokens.quotes[number]
            found = [*self.after.candidates(at), *self.before.candidates(at)]
            if not self.english:
                found = [each for each in found if each.rule in _ANYWHERE]
            if self.abroad is not None:
                found.extend(self._elsewhere(self.abroad, number, at))
            if self.slavic is not None:
                found.extend(self._elsewhere(self.slavic, number, at))
            found.extend(self._continued(number, found))
            found.sort(key=lambda c: -c.score)
            if found and self._unsaid(found[0], at):
                found = []
            self.done.append(Attribution(number, found[0] if found else None, tuple(found)))
        return self.done

    def _unsaid(self, best: Candidate, at: int) -> bool:
        """Whether somebody is told not to have said it, by others too: what is not said is nobody's."""
        verbs = range(best.verb, max(best.verb, min(at, best.verb + _UNSAID)) + 1) if best.verb >= 0 else ()
        return any(denied(self.tokens, verb) for verb in verbs)

    def _elsewhere(self, other: Abroad | Slavic, number: int, at: int) -> Iterator[Candidate]:
        """Candidates of other languages' forms; what a pronoun stands for is not far."""
        yield from other.candidates(at)
        before = self.done[-1].best if self.done else None
        if before is not None:
            apart = [self.tokens.paragraph[self.tokens.sentence[self.tokens.quotes[k]]] for k in (number - 1, number)]
            if apart[1] - apart[0] <= _NEAR:
                yield from other.gone_on(at, before)

    def _crowded(self, number: int) -> bool:
        """Whether a sentence holds more quotations than prose does."""
        at, reach = self.tokens.quotes[number], _CROWD
        ahead = number + reach
        return ahead < len(self.quotations) and self.tokens.quotes[ahead] - at < 3 * reach

    def _continued(self, number: int, own: list[Candidate]) -> list[Candidate]:
        """Candidates from outside the quotation's own sentence."""
        tokens = self.tokens
        at = tokens.quotes[number]
        sentence = tokens.sentence[at]
        lone = self._alone(sentence)
        before = self.done[-1] if self.done else None
        found: list[Candidate] = []
        if before is not None and before.best is not None:
            found.extend(self._from_previous(number, before, sentence, lone=lone))
        if (lone or not own) and self.english:
            found.extend(self._lead_in(sentence))
        if lone or not own:
            found.extend(self._signed_below(sentence))
        return found

    def _alone(self, sentence: int) -> bool:
        """Whether a sentence holds nothing but quotations."""
        tokens = self.tokens
        return not any(word[0].isalpha() for word in tokens.words[tokens.first[sentence] : tokens.last[sentence]])

    def _from_previous(self, number: int, before: Attribution, sentence: int, *, lone: bool) -> list[Candidate]:
        tokens = self.tokens
        assert before.best is not None
        phrase, past = before.best.phrase, tokens.sentence[tokens.quotes[number - 1]]
        sure = before.best.score
        if not self.quotations[number - 1].closed and tokens.paragraph[sentence] == tokens.paragraph[past] + 1:
            return [Candidate(phrase, "runs-on", min(sure, SCORES["runs-on"]))]
        if past == sentence:
            return [Candidate(phrase, "shared", min(sure, SCORES["shared"]) - 0.02)]
        if tokens.paragraph[past] == tokens.paragraph[sentence]:
            if lone:
                gap = 0.08 * (sentence - past - 1)
                return [Candidate(phrase, "goes-on", min(sure, SCORES["goes-on"]) - gap)]
            return [Candidate(phrase, "last-speaker", min(sure, SCORES["last-speaker"]))]
        if lone:
            gap = 0.08 * (tokens.paragraph[sentence] - tokens.paragraph[past] - 1)
            gap += 0.0 if sentence == 0 or tokens.paragraph[sentence - 1] != tokens.paragraph[sentence] else 0.2
            return [Candidate(phrase, "goes-on-paragraph", min(sure, SCORES["goes-on-paragraph"]) - gap)]
        return []

    def _lead_in(self, sentence: int) -> list[Candidate]:
        """The sentence before, when it holds no quotation of its own or ends in a colon."""
        tokens = self.tokens
        if sentence == 0:
            return []
        low, high = tokens.first[sentence - 1], tokens.last[sentence - 1]
        colon = tokens.words[high - 1] == ":"
        if QUOTE in tokens.words[low:high] and not colon:
            return []
        said = any(VERBS.get(word) == "say" for word in tokens.lows[low:high])
        rule = "colon-before" if colon else "lead-in"
        minus = 0.0 if colon or said else 0.12
        phrase = self._colon_name(high - 2) if colon else None
        phrase = phrase or self.phrases.main_subject(low, high)
        return [] if phrase is None else [Candidate(phrase, rule, SCORES[rule] - minus - doubt(self.tokens, phrase))]

    def _colon_name(self, i: int) -> Phrase | None:
        mention = self.phrases.mention_at(i)
        return None if mention is None else Phrase(mention.first, mention.last, "name", mention)

    def _signed_below(self, sentence: int) -> list[Candidate]:
        """A paragraph that is nothing but a dash and a name, under the quotation."""
        tokens = self.tokens
        if sentence + 1 >= len(tokens.first):
            return []
        first, last = tokens.first[sentence + 1], tokens.last[sentence + 1]
        if tokens.words[first] not in {"—", "–", "-", "--", "―"} or last - first > 14:
            return []
        phrase = self.phrases.after(first + 1) if first + 1 < last else None
        return [] if phrase is None else [Candidate(phrase, "signed", SCORES["signed"])]


def _in_english(tokens: Tokens) -> bool:
    """Whether a text is in English, by its commonest words; a short one is believed to be."""
    words = sum(word[0].isalpha() for word in tokens.words)
    share = sum(word in _ENGLISH for word in tokens.lows)
    return share * _SHARE >= words or (words < _LEAST and (share > 0 or not tokens.abroad))
