import datetime as dt
import re

import pytest

from corpus.ingest.undated import infer_day, likely_days
from corpus.models import Article


def article(day, body):
    return Article(id=day, body=body, published=day)


HARBOUR = (
    article(
        "2019-05-14",
        "Dock workers at the port of Lindholm walked out on Monday in a dispute over night pay. "
        "The union and the port authority are to meet for talks on Thursday, a mediator said.",
    ),
    article(
        "2019-05-17",
        "The dock workers' union and the Lindholm port authority reached a pay deal at talks on Thursday, "
        "ending the strike that began on Monday. Cranes started moving again on Friday.",
    ),
)
FLOOD = (
    article(
        "2020-08-03",
        "A dam above the town of Veshki burst on Sunday, sending water through the old quarter. "
        "Rescue crews were still searching for eight missing people on Monday.",
    ),
    article(
        "2020-08-06",
        "Rescue crews in Veshki ended their search on Wednesday after the last missing people were found. "
        "The dam burst on Aug. 2. The provincial governor is to visit the town on Saturday.",
    ),
    article("2020-08-09", "The provincial governor visited Veshki on Saturday and promised to rebuild the dam."),
)
STRIKE = (
    "Dock workers who walked out at the port of Lindholm on Monday will hold talks with the port authority tomorrow, "
    "their union said on Wednesday. The mediator expects the talks to take all of Thursday."
)
CONCERT = (
    "The city orchestra opened its season on Friday with a new concerto. The conductor will give a lecture tomorrow, "
    "and tickets go on sale on Monday."
)


@pytest.mark.parametrize(
    ("text", "others", "day"),
    [
        (STRIKE, HARBOUR, "2019-05-15"),
        (
            (
                "Rescue crews searched the flooded town of Veshki for missing people today after its dam burst yesterday. "
                "The provincial governor called the burst dam a disaster."
            ),
            FLOOD,
            "2020-08-03",
        ),
        (
            (
                "Rescue crews in Veshki found the last missing people and ended their search yesterday, four days after the "
                "dam burst on Sunday. The provincial governor will visit the town on Saturday."
            ),
            FLOOD,
            "2020-08-06",
        ),
        (
            "LINDHOLM, May 16 (Nordwire) -- The union and the port authority met for talks over pay.",
            HARBOUR,
            "2019-05-16",
        ),
        (
            "The dock workers' union in Lindholm reached a pay deal with the port authority at talks on Thursday.",
            HARBOUR,
            "2019-05-16",
        ),
        (  # days that stay where they are show that it is the same story
            (
                "Nobody in Veshki is missing any more: rescue crews stopped searching on Wednesday. The dam above the "
                "old quarter had burst on August 2, and the governor is to visit the town on August 8."
            ),
            FLOOD,
            "2020-08-05",
        ),
        (f"LINDHOLM, Aug. 5 (Nordwire) -- {CONCERT}", FLOOD, None),
        (CONCERT, FLOOD, None),
        (CONCERT, HARBOUR, None),
        (STRIKE, FLOOD, None),
        ("Dock workers of the port of Lindholm are angry about night pay.", HARBOUR, None),
        ("", HARBOUR, None),
        (STRIKE, (), None),
    ],
)
def test_the_day_that_dated_articles_single_out(text, others, day):
    found = infer_day(text, others)
    assert (found.isoformat() if found else None) == day


def test_the_order_of_the_others_tells_nothing():
    others = (*HARBOUR, *FLOOD)
    days = {infer_day(STRIKE, (*others[turn:], *others[:turn])) for turn in range(len(others))}
    assert days == {dt.date(2019, 5, 15)}


@pytest.mark.pages
def test_days_of_their_own_that_others_tell_too_show_the_time_of_a_page():
    page = (
        "The dam above the town of Veshki burst on Aug. 2, and rescue crews ended their search on Aug. 5. "
        "The last such bill was voted down in June 2016. A levy is to be raised some Tuesday."
    )
    found = likely_days(page, FLOOD)
    assert (min(found), max(found)) == (dt.date(2020, 8, 3), dt.date(2020, 8, 9))
    assert likely_days(page, HARBOUR) == ()


def test_the_undated_real_page(pages_folder):
    paths = sorted(pages_folder.glob("*.txt"))
    from corpus.ingest.read import read
    from corpus.models import Page

    articles = [r.article for path in paths for r in read(Page(str(path), path.read_bytes(), "text/plain"))]
    undated = [one for one in articles if one.published is None]
    dated = [one for one in articles if one.published]
    assert [infer_day(one.body, dated) for one in undated] == [dt.date(2021, 12, 29)]
    assert [infer_day(one.body, dated[::-1]) for one in undated] == [dt.date(2021, 12, 29)]
    assert all(re.fullmatch(r"2021-12-\d\d.*", one.published) for one in dated)
