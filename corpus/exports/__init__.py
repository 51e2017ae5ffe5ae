"""Findings as files of other programs: rows of excerpts and facts, never whole bodies."""

from corpus.exports.icalendar import calendar, planned
from corpus.exports.rows import Row, cut
from corpus.exports.tables import comma_separated, fields, json_text
from corpus.exports.timelinejs import timelinejs

__all__ = ["Row", "calendar", "comma_separated", "cut", "fields", "json_text", "planned", "timelinejs"]
