"""Of few words it is told at once that they name no time; never of those that do."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.dates import find_dates, may_name_time
from corpus.ingest.dates.lexicon import MONTHS, NUMBERS, PARTS, RELATIVE_DAYS, SEASONS, STEPS, WEEKDAYS

TIMES = sorted({*MONTHS, *WEEKDAYS, *RELATIVE_DAYS, *STEPS, *PARTS, *NUMBERS, *SEASONS})
OTHERS = ["the", "of", "in", "week", "month", "year", "later", "ago", "12", "2021", "-", ",", "ferry", "eve", "day"]
WORDS = st.lists(st.sampled_from([*TIMES, *(word.title() for word in TIMES), *OTHERS]), max_size=5)


@pytest.mark.parametrize(("text", "may"), [("gas prices", False), ("last week", True), ("Dec. 7", True), ("", False)])
def test_words_that_begin_no_date(text, may):
    assert may_name_time(text) is may


@given(WORDS.map(" ".join))
def test_what_names_a_time_may(text):
    assert may_name_time(text) or not find_dates(text, anchor=dt.date(2021, 12, 30))
