"""Questions in plain words -> the sentences that answer them."""

from corpus.ask.answer import Material, ask
from corpus.ask.spelling import Forms, Speller

__all__ = ["Forms", "Material", "Speller", "ask"]
