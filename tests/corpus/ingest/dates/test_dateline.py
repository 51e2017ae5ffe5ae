import datetime as dt

import pytest

from corpus.ingest.dates import dateline_date, dateline_days

NEAR = dt.date(2022, 1, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LINDHOLM, Dec. 31 (Nordwire) -- The mayor spoke.", "2021-12-31"),
        ("LINDHOLM, Veshki, Feb. 13 (Nordwire) - The mayor spoke.", "2022-02-13"),
        ("LINDHOLM, March 3, 2014 — The mayor spoke.", "2014-03-03"),
        ("Lindholm, Dec. 31 (Nordwire) – The mayor spoke.", "2021-12-31"),
        ("LINDHOLM, December 31. /NORDWIRE/. The mayor spoke.", "2021-12-31"),
        ("LINDHOLM. Dec 31 (Nordwire) - The mayor spoke.", "2021-12-31"),
        ("On Tuesday, Dec. 7 - the mayor's birthday - he spoke.", None),
        ("The mayor spoke on Dec. 7.", None),
        ("LINDHOLM -- The mayor spoke.", None),
    ],
)
def test_the_day_of_a_dateline(text, day):
    found = dateline_date(text, near=NEAR)
    assert (found.isoformat() if found else None) == day


def test_no_year_and_nothing_near_is_no_day():
    assert dateline_date("LINDHOLM, Dec. 31 (Nordwire) -- The mayor spoke.") is None
    assert dateline_date("LINDHOLM, Dec. 31, 2021 (Nordwire) -- The mayor spoke.") == dt.date(2021, 12, 31)


def test_where_datelines_print_their_day():
    text = "Mayor speaks\n\nLINDHOLM, Dec. 31 (Nordwire) -- He spoke."
    assert [span.cut(text) for span in dateline_days(text)] == ["Dec. 31"]
