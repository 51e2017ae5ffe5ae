import datetime as dt

import pytest

from corpus.models import Interval
from handlers.arguments import Wanted, days, readable, versus, wanted
from tests.handlers.fake import desk


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("ana", Wanted("ana")),
        ("ana via rui", Wanted("ana", "rui")),
        ("ana via rui on ferries", Wanted("ana", "rui", "ferries")),
        ("ana on ferries via rui", Wanted("ana on ferries", "rui")),  # the resolver parts name and topic
        ("Ана через Руи про паром", Wanted("Ана", "Руи", "паром")),
        ("viaduct", Wanted("viaduct")),
    ],
)
def test_who_and_through_whom(args, expected):
    assert wanted(args) == expected


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("Harbour Times vs Ferry Post", (("Harbour Times", "Ferry Post"), "")),
        ("Harbour Times vs. Ferry Post on talks", (("Harbour Times", "Ferry Post"), "talks")),
        ("talks", (None, "talks")),
        ("on talks", (None, "talks")),
        ("", (None, "")),
    ],
)
def test_one_outlet_against_another(args, expected):
    assert versus(args) == expected


def month(year, number):
    return Interval.month(year, number)


@pytest.mark.parametrize(
    ("args", "interval", "words"),
    [
        ("2022-03-14", Interval.day(dt.date(2022, 3, 14)), ""),
        ("strike 2022-03", month(2022, 3), "strike"),
        ("2022", Interval.year(2022), ""),
        ("harbour 2022-03-01..2022-03-15", Interval(dt.date(2022, 3, 1), dt.date(2022, 3, 15)), "harbour"),
        ("harbour from 2022-03-15 to 2022-03-01", Interval(dt.date(2022, 3, 1), dt.date(2022, 3, 15)), "harbour"),
        ("2022-02..2022-03", Interval(dt.date(2022, 2, 1), dt.date(2022, 3, 31)), ""),
        ("2022-99-99", None, "2022-99-99"),
        ("harbour", None, "harbour"),
        ("from Ana to Rui", None, "from Ana to Rui"),
    ],
)
def test_days_in_figures(args, interval, words):
    assert days(args, desk()) == (interval, words)


@pytest.mark.parametrize(
    ("args", "interval", "words"),
    [
        ("march 2022", month(2022, 3), ""),
        ("strike in march 2022", month(2022, 3), "strike"),
        ("last week", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 13)), ""),  # the clock says Wednesday the 16th
        ("14 march", Interval.day(dt.date(2022, 3, 14)), ""),  # the year is the corpus's
        ("7 march 2022 .. 8 march 2022", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 8)), ""),
        ("from 7 mar to 8 mar", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 8)), ""),
        ("strike between 7 and 8 march 2022", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 8)), "strike"),
        ("7..8 march", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 8)), ""),
        ("from march 7 to 8", Interval(dt.date(2022, 3, 7), dt.date(2022, 3, 8)), ""),
        ("7 mar", Interval.day(dt.date(2022, 3, 7)), ""),
        ("mar 7", Interval.day(dt.date(2022, 3, 7)), ""),
        ("march", month(2022, 3), ""),
        ("in march", month(2022, 3), ""),
        ("strike in mar", month(2022, 3), "strike"),
        ("march on the capital", None, "march on the capital"),  # no month
        ("theresa may", None, "theresa may"),
    ],
)
def test_days_in_words(args, interval, words):
    assert days(args, desk()) == (interval, words)


@pytest.mark.parametrize(
    ("args", "first", "last", "words"),
    [
        ("since 9 March 2022", dt.date(2022, 3, 9), None, ""),
        ("strike since 9 march", dt.date(2022, 3, 9), None, "strike"),
        ("after 2022-03-09", dt.date(2022, 3, 10), None, ""),
        ("9 Mar 2022..", dt.date(2022, 3, 9), None, ""),
        ("strike 2022-03..", dt.date(2022, 3, 1), None, "strike"),
        ("before 9 March 2022", None, dt.date(2022, 3, 8), ""),
        ("until 9 March 2022 strike", None, dt.date(2022, 3, 9), "strike"),
        ("..2022-03-09", None, dt.date(2022, 3, 9), ""),
        ("strike ..2022-03-09", None, dt.date(2022, 3, 9), "strike"),
        ("since 2050-01-01", dt.date(2050, 1, 1), dt.date(2050, 1, 1), ""),  # beyond all that is told
    ],
)
def test_days_open_on_one_side(args, first, last, words):
    found, rest = days(args, desk())
    assert found is not None
    assert rest == words
    assert first in {None, found.first}
    assert last in {None, found.last}
    assert found.first <= found.last


@pytest.mark.parametrize("args", ["before the strike", "since..", "..", "until"])
def test_no_day_no_side(args):
    assert days(args, desk()) == (None, args)


@pytest.mark.parametrize(
    ("args", "expected"), [("ana", True), ("", False), ("🙂🙂", False), ("a" * 201, False), ("…", False), ("7", True)]
)
def test_what_can_be_meant(args, expected):
    assert readable(args) is expected
