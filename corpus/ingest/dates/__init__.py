"""Dated expressions and days of publication."""

from corpus.ingest.dates.dateline import dateline_date, dateline_days
from corpus.ingest.dates.find import Places, date_places, dates_at, find_dates, may_name_time
from corpus.ingest.dates.stamp import publication_date

__all__ = [
    "Places",
    "date_places",
    "dateline_date",
    "dateline_days",
    "dates_at",
    "find_dates",
    "may_name_time",
    "publication_date",
]
