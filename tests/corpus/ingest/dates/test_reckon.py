import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.dates import reckon
from corpus.models import Tense

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1))


@given(DAYS, st.integers(-50, 50))
def test_weeks_run_monday_to_sunday(day, step):
    week = reckon.week(day, step)
    assert (week.first.weekday(), week.last.weekday(), week.days) == (0, 6, 7)
    assert reckon.week(week.first, -step).first <= day


@given(DAYS, st.integers(-500, 500))
def test_months_and_quarters_step_whole(day, step):
    assert (
        reckon.month(reckon.month(day, step).first, -step).first.replace(day=day.day if day.day < 29 else 1).month
        == day.month
    )
    assert reckon.quarter_at(day).first <= day <= reckon.quarter_at(day).last


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_last_or_the_next(day, weekday):
    back, ahead = reckon.weekday_near(day, weekday, Tense.PAST), reckon.weekday_near(day, weekday, Tense.FUTURE)
    assert back.weekday() == ahead.weekday() == weekday
    assert 0 <= (day - back).days < 7
    assert 0 <= (ahead - day).days < 7


@pytest.mark.parametrize(
    ("month", "day", "tense", "year"),
    [
        (12, 7, None, 2021),
        (1, 10, None, 2022),
        (8, 1, Tense.FUTURE, 2022),
        (4, 1, Tense.PAST, 2021),
        (2, 30, None, None),
    ],
)
def test_the_year_of_a_day(month, day, tense, year):
    found = reckon.year_of_day(month, day, dt.date(2021, 12, 30), tense)
    assert (found.year if found else None) == year


@pytest.mark.parametrize(
    ("month", "tense", "year"),
    [
        (12, None, 2021),
        (1, None, 2022),
        (1, Tense.PAST, 2022),
        (6, None, 2021),
        (6, Tense.FUTURE, 2022),
        (2, Tense.PAST, 2021),
    ],
)
def test_the_year_of_a_month(month, tense, year):
    assert reckon.year_of_month(month, dt.date(2021, 12, 30), tense) == year


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2021, "04-04"), (2024, "03-31"), (1961, "04-02")])
def test_easter(year, day):
    assert reckon.easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2021, 2, 29), (2021, 13, 1), (2021, 0, 1), (0, 1, 1), (10_000, 1, 1)]
)
def test_what_is_no_day(year, month, day):
    assert reckon.day_of(year, month, day) is None
