"""Fuzzy, cross-script resolution of people, bodies, outlets and places."""

from corpus.names.entries import Entry
from corpus.names.gazetteer import Gazetteer

__all__ = ["Entry", "Gazetteer"]
