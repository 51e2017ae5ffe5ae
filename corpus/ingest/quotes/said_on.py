"""The day of utterance: from the dates next to a frame, from the occasion, or from the same speaker's words before."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.ingest.quotes.lists import EVENTS, PREPOSITIONS, SUBORDINATORS, VERBS
from corpus.ingest.quotes.reading import SpeechReading
from corpus.ingest.quotes.tokens import QUOTE
from corpus.models import DateMention, Quote, Statement, Tense

_BEHIND = 8  # words behind a verb in which its day stands
_OPENING = 10  # words of an opening phrase that gives the day
_NEAR = 9  # words between an occasion and its day
_LEDE = 8  # sentences that tell what an article is about
_PARAGRAPHS = 6  # over which the same speaker's day holds on
_OPENERS = frozenset(("asked", "speaking", "when", "earlier", "late", "early", "later", "meanwhile", "and", "but"))
_NOT_DURING = frozenset(("before", "after", "prior", "since", "until", "ahead", "following"))
_MODALS = frozenset(("would", "will", "could", "can", "should", "may", "might", "must"))


@dataclass(frozen=True, slots=True)
class Item:
    """A quote or a statement with the token of the verb that frames it, -1 without one."""

    said: Quote | Statement
    verb: int


@dataclass(slots=True)
class Days:
    """The dated expressions of one article by sentence, as (token, mention), and its dated occasions."""

    reading: SpeechReading
    published: dt.date | None
    at: dict[int, list[tuple[int, DateMention]]] = field(default_factory=lambda: defaultdict(list))
    events: list[tuple[int, dt.date]] = field(default_factory=list)

    def day_of_frame(self, sentence: int, verb: int) -> dt.date | None:
        """The day that stands with a verb of speech, not in what is said."""
        for token, mention in self.at.get(sentence, ()):
            if mention.interval.days == 1 and self._past(mention) and self._belongs(sentence, verb, token):
                return mention.interval.first
        return None

    def _past(self, mention: DateMention) -> bool:
        return self.published is None or mention.interval.first <= self.published

    def _belongs(self, sentence: int, verb: int, token: int) -> bool:
        lows = self.reading.tokens.lows
        low = self.reading.tokens.first[sentence]
        if token > verb:
            between = lows[verb + 1 : token]
            blocked = any(w in {"that", QUOTE} or w in _MODALS or w in VERBS for w in between)
            return token - verb <= _BEHIND and not blocked
        opened = lows[low] in PREPOSITIONS or lows[low] in SUBORDINATORS or lows[low] in _OPENERS
        if opened and token - low <= _OPENING:
            return not any(VERBS.get(word) == "say" and word != "asked" for word in lows[low + 1 : token])
        between = lows[token + 1 : verb]
        if lows[token - 1] in _NOT_DURING or ("," in between and between[-1] != ","):
            return False  # "who had waited until Sunday, said", "two fell on Sunday, he said"
        return verb - token <= 3 and not any(VERBS.get(word) == "say" for word in between)

    def occasion(self, sentence: int, upto: int) -> dt.date | None:
        """The day of the occasion that a sentence opens with: "During the early May call Lind warned"."""
        lows = self.reading.tokens.lows
        low = self.reading.tokens.first[sentence]
        opening = lows[low:upto]
        if not any(word in EVENTS for word in opening) or self._apart(opening):
            return None
        for token, mention in self.at.get(sentence, ()):
            if token < upto and mention.interval.days > 1:
                inside = {day for _, day in self.events if mention.interval.first <= day <= mention.interval.last}
                return inside.pop() if len(inside) == 1 else None
        return None

    @staticmethod
    def _apart(opening: list[str]) -> bool:
        """Whether a phrase means the time before or after an occasion, not the occasion."""
        return any(
            word in _NOT_DURING and (word != "prior" or ahead == "to")
            for word, ahead in zip(opening, [*opening[1:], ""], strict=True)
        )

    def main_event(self) -> dt.date | None:
        """The day of the first dated occasion that is not to come, where the text opens with it."""
        first = [(where, day) for where, day in self.events if where < _LEDE]
        past = (day for _, day in first if self.published is None or day <= self.published)
        return next(past, None)

    def event_in(self, sentence: int) -> dt.date | None:
        """The day of the occasion that a sentence dates."""
        return next((day for where, day in self.events if where == sentence), None)


def days(reading: SpeechReading, dates: Sequence[DateMention], published: dt.date | None) -> Days:
    """Sort the dates outside quotations by sentence, and find the dated occasions."""
    found = Days(reading, published)
    starts, tokens = reading.tokens.starts, reading.tokens
    for mention in dates:
        token = bisect_right(starts, mention.span.start) - 1
        if token >= 0 and token < len(tokens.sentence) and tokens.words[token] != QUOTE:
            found.at[tokens.sentence[token]].append((token, mention))
    for sentence in sorted(found.at):
        for token, mention in found.at[sentence]:
            if (
                mention.interval.days == 1
                and mention.tense is not Tense.FUTURE
                and _dates_event(found, sentence, token)
            ):
                found.events.append((sentence, mention.interval.first))
    return found


def _dates_event(found: Days, sentence: int, token: int) -> bool:
    tokens = found.reading.tokens
    low, high = tokens.first[sentence], tokens.last[sentence]
    near = tokens.lows[max(low, token - _NEAR) : min(high, token + _NEAR)]
    if not any(word in EVENTS for word in near):
        return False
    before = tokens.lows[max(low, token - 3) : token]
    if any(VERBS.get(word) == "say" for word in before):
        return False
    return not any(word in _NOT_DURING for word in before)


def said_days(found: Days, items: Sequence[Item]) -> list[dt.date | None]:
    """The day of each item, in the order of the items, which is that of the text."""
    return _Days(found).run(items)


class _Days:
    """Goes through what is said in order, and remembers each speaker's last day."""

    def __init__(self, found: Days) -> None:
        self.found = found
        self.tokens = found.reading.tokens
        self.last: dict[tuple[str, str | None], tuple[int, dt.date | None]] = {}

    def run(self, items: Sequence[Item]) -> list[dt.date | None]:
        made = [self._day(item) for item in items]
        self._backward(items, made)
        return made

    def _day(self, item: Item) -> dt.date | None:
        said = item.said
        if said.speaker is None:
            return None
        token = bisect_right(self.tokens.starts, said.span.start) - 1
        sentence = self.tokens.sentence[max(0, token)]
        key = (said.speaker, said.relay)
        day = self._own(item, sentence)
        if day is None and (said.medium is None or said.medium.endswith("statement")):
            day = self._held(key, sentence)
        self.last[key] = (sentence, day)
        return day

    def _own(self, item: Item, sentence: int) -> dt.date | None:
        """The day from the item's own sentence or occasion."""
        found, verb = self.found, item.verb
        if verb >= 0:
            sentence = self.tokens.sentence[verb]
            day = found.day_of_frame(sentence, verb) or found.occasion(sentence, verb)
            if day is not None:
                return day
            if self._hours(sentence):
                return found.main_event()
        if item.said.relay is not None and verb >= 0 and self._passed_on(verb, item):
            return found.main_event()
        return self._same_occasion(sentence, item)

    def _hours(self, sentence: int) -> bool:
        """Speaking hours before the call: on the day of the call."""
        lows = self.tokens.lows
        low, high = self.tokens.first[sentence], self.tokens.last[sentence]
        return any(
            lows[i] in {"hours", "minutes", "shortly"} and lows[i + 1] in {"before", "after", "ahead"}
            for i in range(low, min(high - 1, low + _OPENING))
        )

    def _passed_on(self, verb: int, item: Item) -> bool:
        """Whether a person's words are told by somebody in the same sentence, not by a body's read-out."""
        sentence = self.tokens.sentence[verb]
        held = self.found.reading.frames(sentence)
        return any(self.found.reading.voices.of(frame.phrase).name == item.said.relay for frame in held)

    def _same_occasion(self, sentence: int, item: Item) -> dt.date | None:
        """The sentence before opened with a dated occasion: its talk goes on in the next paragraph."""
        entity = self.found.reading.registry.named(item.said.speaker or "")
        if (
            sentence == 0
            or entity is None
            or not entity.human
            or item.said.relay is not None
            or item.said.medium is not None
        ):
            return None
        before = sentence - 1
        low = self.tokens.first[before]
        opened = self.tokens.lows[low] in PREPOSITIONS
        return self.found.event_in(before) if opened else None

    def _held(self, key: tuple[str, str | None], sentence: int) -> dt.date | None:
        """The same speaker's last day, a few paragraphs on."""
        if key not in self.last:
            return None
        past, day = self.last[key]
        away = self.tokens.paragraph[sentence] - self.tokens.paragraph[past]
        return day if 0 <= away <= _PARAGRAPHS else None

    def _backward(self, items: Sequence[Item], made: list[dt.date | None]) -> None:
        """A statement dated where it goes on dates its beginning in the paragraph before."""
        for k in range(len(items) - 1, 0, -1):
            one, two = items[k - 1].said, items[k].said
            same = one.speaker == two.speaker and one.speaker is not None
            issued = "statement" in self.tokens.lows[max(0, items[k].verb - 4) : items[k].verb + 1]
            if made[k - 1] is None and same and issued:
                made[k - 1] = made[k]
