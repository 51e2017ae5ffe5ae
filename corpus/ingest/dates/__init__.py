"""Dated expressions and days of publication."""

from corpus.ingest.dates.find import find_dates
from corpus.ingest.dates.stamp import dateline_date, publication_date

__all__ = ["dateline_date", "find_dates", "publication_date"]
