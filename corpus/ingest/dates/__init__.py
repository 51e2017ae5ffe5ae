"""Dated expressions and days of publication."""

from corpus.ingest.dates.dateline import dateline_date, dateline_days
from corpus.ingest.dates.find import find_dates
from corpus.ingest.dates.stamp import publication_date

__all__ = ["dateline_date", "dateline_days", "find_dates", "publication_date"]
