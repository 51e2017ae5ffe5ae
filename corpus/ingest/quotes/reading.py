"""One article read for its speech: words, names, noun phrases and voices together."""

from dataclasses import dataclass, field

from corpus.ingest.quotes.frames import Frame, frames
from corpus.ingest.quotes.marks import Marked, marked
from corpus.ingest.quotes.mentions import mentions
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.pronouns import Pronouns
from corpus.ingest.quotes.registry import Registry
from corpus.ingest.quotes.roles import learn
from corpus.ingest.quotes.tokens import Tokens, tokens
from corpus.ingest.quotes.voices import Voices
from corpus.models import Span


@dataclass(slots=True)
class SpeechReading:
    """What the rules look at; made once an article."""

    text: str
    quotations: tuple[Marked, ...]
    tokens: Tokens
    registry: Registry
    phrases: Phrases
    pronouns: Pronouns
    voices: Voices

    held: dict[int, list[Frame]] = field(default_factory=dict)

    def frames(self, sentence: int) -> list[Frame]:
        """Who says what in a sentence, looked for once."""
        if sentence not in self.held:
            self.held[sentence] = frames(self.tokens, self.phrases, self.quotations, sentence)
        return self.held[sentence]

    def span_of(self, phrase: Phrase) -> Span:
        """The mention nearest to the words: the phrase, or the relative pronoun that stands for it."""
        if phrase.near is not None:
            return Span(self.tokens.starts[phrase.near], self.tokens.stops[phrase.near])
        return Span(self.tokens.starts[phrase.first], self.tokens.stops[phrase.last - 1])


def read_speech(text: str) -> SpeechReading:
    """Cut and name a text."""
    quotations = marked(text)
    cut = tokens(text, quotations)
    named = mentions(cut)
    registry = Registry(named)
    learn(cut, registry)
    pronouns = Pronouns(cut, registry)
    phrases = Phrases(cut, named)
    voices = Voices(cut, registry, pronouns, phrases)
    return SpeechReading(text, quotations, cut, registry, phrases, pronouns, voices)
