"""Questions in plain words -> the sentences that answer them."""

from corpus.ask.answer import ask
from corpus.ask.spelling import Forms, Speller

__all__ = ["Forms", "Speller", "ask"]
