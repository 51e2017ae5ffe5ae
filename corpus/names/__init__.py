"""Fuzzy, cross-script resolution of people, bodies, outlets and places."""

from corpus.names.draft import Entry
from corpus.names.fold import mixed
from corpus.names.gazetteer import Gazetteer
from corpus.names.joining import Group, Spelling, join
from corpus.names.same import same_person

__all__ = ["Entry", "Gazetteer", "Group", "Spelling", "join", "mixed", "same_person"]
