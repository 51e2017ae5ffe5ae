import datetime as dt

import pytest

from corpus.ingest.dates import find_dates

ANCHOR = dt.date(2021, 12, 30)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("She left on Dec. 7. The next morning he left too.", "2021-12-08"),
        ("She left on Dec. 7. That day he stayed.", "2021-12-07"),
        ("She left on Dec. 7. Later that same evening he left.", "2021-12-07"),
        ("She left on Dec. 7. Two days later he left.", "2021-12-09"),
        ("She left on Dec. 7. He had left a week earlier.", "2021-11-30"),
        ("She left on Dec. 7, not the previous Friday.", "2021-12-03"),
        ("She left on Dec. 7 and came back the following Monday.", "2021-12-13"),
        ("She left on June 7. The following month he left.", "2021-07"),
        ("She left in 1995 and came back the following year.", "1996"),
        ("She left in 1995 and came back two years later.", "1997"),
        ("She left in 1995; he left later that year.", "1995"),
    ],
)
def test_reckoned_from_the_date_named_last(text, second):
    assert [mention.interval.iso for mention in find_dates(text, anchor=ANCHOR)][1:] == [second]


@pytest.mark.parametrize(
    "text",
    ["That day he stayed.", "Two days later he left.", "The following month he left.", "The next morning he left."],
)
def test_nothing_is_reckoned_from_nothing(text):
    assert find_dates(text, anchor=ANCHOR) == ()


def test_a_day_far_back_is_not_the_one_that_is_meant():
    text = "She left on Dec. 7." + " He waited and waited." * 40 + " The next morning he left."
    assert len(find_dates(text, anchor=ANCHOR)) == 1
