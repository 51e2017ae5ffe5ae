"""Where articles are kept: built anew as a generation, read by many, never ranked here."""

from corpus.store.check import check, stats
from corpus.store.read import Generation, Stored, Uttered, open_generation
from corpus.store.write import Built, Outcome, add, build, forget, remove

__all__ = [
    "Built",
    "Generation",
    "Outcome",
    "Stored",
    "Uttered",
    "add",
    "build",
    "check",
    "forget",
    "open_generation",
    "remove",
    "stats",
]
