"""What happened and what is planned: mentions of all articles, merged into events."""

from corpus.events.index import EventIndex, merge

__all__ = ["EventIndex", "merge"]
