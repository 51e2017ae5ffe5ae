import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.dates import publication_date


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("30 Dec, 2021 11:28", "2021-12-30T11:28"),
        ("(Wire) 11:29, December 31, 2021", "2021-12-31T11:29"),
        ("Friday, December 31, 2021", "2021-12-31"),
        ("2021-12-31 14:21:15|Editor: lindwerk", "2021-12-31T14:21"),
        ("By ADA BREM | Nordwire | PUBLISHED: December 31, 2021 at 7:42 a.m.", "2021-12-31T07:42"),
        ("2021年12月31日", "2021-12-31"),
        ("2021년 12월 31일", "2021-12-31"),
        ("31 декабря 2021, 14:05", "2021-12-31T14:05"),
        ("Пятница, 31 декабря 2021 г., 14:05", "2021-12-31T14:05"),
        ("31 грудня 2021", "2021-12-31"),
        ("Published: 8 Dec 2021", "2021-12-08"),
        ("2021-12-31T11:29:00+03:00", "2021-12-31T11:29"),
        ("le 31 décembre 2021 à 14h05", "2021-12-31T14:05"),
        ("31. Dezember 2021, 14.05 Uhr", "2021-12-31T14:05"),
        ("31 de diciembre de 2021 - 10:20", "2021-12-31T10:20"),
        ("By Jane Doe | Dec. 31, 2021 | 5:04 p.m. ET", "2021-12-31T17:04"),
        ("Thu, 30 Dec 2021 11:28:00 GMT", "2021-12-30T11:28"),
        ("Dec 31st, 2021", "2021-12-31"),
        ("31.12.2021 10:00", "2021-12-31T10:00"),
        ("12/31/2021", "2021-12-31"),
        ("31/12/2021", "2021-12-31"),
        ("2021/12/08 09:05", "2021-12-08T09:05"),
        ("Updated Dec 9, 2021; published Dec 8, 2021", "2021-12-08"),
        ("Posted on December 31, 2021 by admin", "2021-12-31"),
        ("Posted on December 31, 2021 by seagull", "2021-12-31"),
        ("Fri 31 Dec 2021 16.05 GMT", "2021-12-31T16:05"),
        ("31.12.2021 14:05 | author: Ada Lind | section: Abroad", "2021-12-31T14:05"),
        ("Friday 31st December 2021 - written by Ada Lind", "2021-12-31"),
        ("Posted on Friday, 31st of December, 2021 by Ada", "2021-12-31"),
        ("31 December 2021 - filed under Harbour", "2021-12-31"),
        ("Friday, December 31, 2021 | 3 comments", "2021-12-31"),
        ("31. 12. 2021 15:20", "2021-12-31T15:20"),
        ("11:29 - 31 Dec 2021", "2021-12-31T11:29"),
        ("31.12.21, 10:00", "2021-12-31T10:00"),
        ("The Lindholm Evening Post, December 31, 2021", "2021-12-31"),
        ("Lindholm. 31 December 2021. NORDWIRE.", "2021-12-31"),
    ],
)
def test_stamps_in_many_orders(line, stamp):
    assert publication_date(line) == stamp


@pytest.mark.parametrize(
    "line",
    [
        "",
        "9 mths",
        "25:00 4 min 9 mths",
        "3 hours ago",
        "05/06/2021",  # two readings
        "December 2021",
        "Copyright © 2021",
        "31 February 2021",
        "The bridge opened on December 31, 2021.",
        "They signed in Lindholm, December 31, 2021",
        "The first round will be held in Lindholm on Jan. 9-10, 2022.",
        "Jan. 9-10, 2022",
        "9-10 January 2022",
        "1 Jan 2022 – 5 Jan 2022",
        "On December 30, 2021, Lind",
        "Council Opens Bridge December 31, 2021",
        "Born December 31, 1960",
        "Bridge Set to Open on December 31, 2021, Mayor Tells the Council of the Town of Lindholm",
        "x" * 500 + " 31 December 2021",
    ],
)
def test_neither_prose_nor_what_can_be_read_two_ways(line):
    assert publication_date(line) is None


@given(st.text(max_size=250))
def test_a_stamp_is_an_iso_day_or_minute(line):
    stamp = publication_date(line)
    assert stamp is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", stamp)
