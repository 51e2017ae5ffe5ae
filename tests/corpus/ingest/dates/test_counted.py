"""Days and weeks counted off, days known without their year, plans for a quarter that is over."""

import datetime as dt

import pytest

from corpus.ingest.dates import find_dates

MONDAY = dt.date(2024, 6, 10)


def found(text, anchor=MONDAY):
    return [mention.interval.iso for mention in find_dates(text, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met two Fridays ago.", "2024-05-31"),
        ("They met two Mondays ago.", "2024-05-27"),  # today is none of them
        ("The vote is a week from Tuesday.", "2024-06-18"),
        ("The vote is two weeks from Friday.", "2024-06-28"),
        ("The vote is a week from today.", "2024-06-17"),
        ("The vote is two weeks from tomorrow.", "2024-06-25"),
        ("They met a week ago Thursday.", "2024-05-30"),
        ("The fair opens Tuesday week.", "2024-06-18"),
        ("The fair opens the Friday after next.", "2024-06-21"),
        ("The fair opens the week after next.", "2024-06-24/2024-06-30"),
        ("It closed the month before last.", "2024-04"),
        ("It closed the weekend before last.", "2024-06-01/2024-06-02"),
    ],
)
def test_counted_off(text, value):
    assert found(text) == [value]


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("Rules have changed since the Sept. 11 attacks.", MONDAY, "2001-09-11"),
        ("Rules have changed since the September 11 terror attacks.", MONDAY, "2001-09-11"),
        ("A fair on Sept. 11 attracts many.", MONDAY, "2024-09-11"),  # no attack
        ("The Sept. 11 attacks on the herd began at noon.", dt.date(1998, 9, 20), "1998-09-11"),  # not yet
        ("Rules have changed since 9/11.", MONDAY, "2001-09-11"),
        ("He led the Jan. 6 committee.", MONDAY, "2021-01-06"),
        ("The Oct. 7, 2019 attack was another.", MONDAY, "2019-10-07"),  # a printed year wins
    ],
)
def test_days_known_without_their_year(text, anchor, value):
    assert found(text, anchor) == [value]


def test_no_figures_of_another_kind():
    assert found("The vote was 9/11 for the bill.", dt.date(1999, 1, 1)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The terminal will be completed in the second quarter.", "2025-04-01/2025-06-30"),
        ("The terminal was completed in the second quarter.", "2024-04-01/2024-06-30"),
        ("The mill will post a loss in the second quarter.", "2024-04-01/2024-06-30"),
        ("It will post a loss in the fourth quarter.", "2024-10-01/2024-12-31"),
    ],
)
def test_a_plan_is_not_for_a_quarter_that_is_over(text, value):
    assert found(text, dt.date(2024, 8, 10))[0] == value
