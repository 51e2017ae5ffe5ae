import datetime as dt

import pytest

from corpus.ingest.dates import find_dates

OCTOBER = dt.date(1989, 10, 26)


def values(text):
    return [mention.interval.iso for mention in find_dates(text, anchor=OCTOBER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Profit fell in the third quarter.", ["1989-07-01/1989-09-30"]),
        ("Third-quarter profit fell 5%.", ["1989-07-01/1989-09-30"]),
        ("It fell in the third quarter of 1984.", ["1984-07-01/1984-09-30"]),
        ("It fell in the 1988 second quarter.", ["1988-04-01/1988-06-30"]),
        ("It may rise in next year's first quarter.", ["1990-01-01/1990-03-31"]),
        # what a report compares a quarter with is its like of the year before
        (
            "Third-quarter profit fell from $5 million a year earlier.",
            ["1989-07-01/1989-09-30", "1988-07-01/1988-09-30"],
        ),
        (
            "Third-quarter profit fell; in the year-ago quarter it rose.",
            ["1989-07-01/1989-09-30", "1988-07-01/1988-09-30"],
        ),
        ("Third-quarter profit fell. In the latest period it had costs.", ["1989-07-01/1989-09-30"] * 2),
        # but of nine months it is the year
        (
            "Third-quarter profit fell. For the nine months it rose from $9 million a year earlier.",
            ["1989-07-01/1989-09-30", "1988"],
        ),
        ("Wages were higher than a year earlier.", ["1988"]),
        ("They met a year ago.", ["1988"]),
        ("It closed the year-earlier mill.", ["1988"]),
        ("It was sold in fiscal 1988.", ["1988"]),
        ("It rose in the first half of 1988.", ["1988-01-01/1988-06-30"]),
    ],
)
def test_quarters_and_what_they_are_compared_with(text, expected):
    assert values(text) == expected


def test_a_closed_year_lies_behind():
    assert values("In the year ended Jan. 31 it lost money.") == ["1989-01-31"]
