"""Feeds to entries: RSS 0.9 to 2.0, Atom, JSON Feed; lists of feeds as OPML or TOML. Pure: no address is asked here."""

from corpus.ingest.feeds.entries import Entry, Feed, NotAFeedError
from corpus.ingest.feeds.listed import Subscription, read_list
from corpus.ingest.feeds.parse import read_feed

__all__ = ["Entry", "Feed", "NotAFeedError", "Subscription", "read_feed", "read_list"]
