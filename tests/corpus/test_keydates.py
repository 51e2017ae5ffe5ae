import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.keydates import key_days, keydates_lines

FIRST, LAST = dt.date(2020, 7, 1), dt.date(2020, 9, 30)
STORY = [
    (dt.date(2020, 8, 3), "The dam above Veshki burst on Sunday. The mill was still dry on Monday."),
    (dt.date(2020, 8, 4), "Crews searched Veshki after the dam burst on Sunday."),
    (dt.date(2020, 8, 20), "The council of Veshki met on Wednesday about the dam that burst on Aug. 2."),
    (dt.date(2020, 9, 1), "Veshki still waits for a new dam since the old dam burst on Aug. 2."),
]


def test_the_day_that_articles_go_on_naming_comes_first():
    assert key_days(STORY, 1, FIRST, LAST) == [dt.date(2020, 8, 2)]


def test_days_come_in_order_of_time_and_within_the_bounds():
    assert key_days(STORY, 9, FIRST, LAST) == [dt.date(2020, 8, 2), dt.date(2020, 8, 3), dt.date(2020, 8, 19)]
    assert key_days(STORY, 9, dt.date(2020, 8, 10), LAST) == [dt.date(2020, 8, 19)]


@given(st.permutations(STORY), st.integers(0, 5))
def test_the_order_of_articles_tells_nothing(articles, n):
    days = key_days(articles, n, FIRST, LAST)
    assert days == key_days(STORY, n, FIRST, LAST)
    assert len(days) <= n


@pytest.mark.parametrize(
    ("row", "days"),
    [
        (
            {
                "id": "x",
                "articles": [{"published": "2020-08-03", "text": "It burst on Sunday."}],
                "days": 1,
                "from": "2020-08-01",
                "to": "2020-08-31",
            },
            ["2020-08-02"],
        ),
        (
            {"id": "x", "articles": [{"published": "2020-08-03", "text": "It burst on Sunday."}], "days": 1},
            ["2020-08-02"],
        ),
        ({"id": "x", "articles": [{"published": None, "text": "It burst on Sunday."}], "days": 1}, []),
        ({"id": "x", "articles": [{"published": "soon", "text": None}], "days": 2}, []),
        ({"id": "x"}, []),
    ],
)
def test_a_line_comes_back_with_its_days(row, days):
    assert list(keydates_lines([row])) == [{"id": "x", "days": days}]
