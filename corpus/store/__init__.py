"""Where articles are kept: built anew as a generation, read by many, never ranked here."""

from corpus.store.check import check, stats
from corpus.store.read import Generation, Stored, Uttered, open_generation
from corpus.store.write import Built, add, build, remove

__all__ = [
    "Built",
    "Generation",
    "Stored",
    "Uttered",
    "add",
    "build",
    "check",
    "open_generation",
    "remove",
    "stats",
]
