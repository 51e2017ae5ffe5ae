"""Questions in plain words -> the sentences that answer them."""

from corpus.ask.answer import Material, ask
from corpus.ask.candidates import Reach
from corpus.ask.spelling import Forms, Speller

__all__ = ["Forms", "Material", "Reach", "Speller", "ask"]
