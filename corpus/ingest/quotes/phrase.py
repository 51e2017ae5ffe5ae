"""A noun phrase that may speak."""

from dataclasses import dataclass

from corpus.ingest.quotes.mentions import Mention


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (half-open) that may speak. `kind` is name, pronoun or noun; a noun may hold a name.

    `near` is the relative pronoun that stands for it next to the verb.
    """

    first: int
    last: int
    kind: str
    mention: Mention | None = None
    near: int | None = None
