import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.dates import find_dates
from corpus.models import Interval, Mod, Span, Tense

THURSDAY = dt.date(2021, 12, 30)


def found(text, anchor=THURSDAY, **more):
    return [(mention.span.cut(text), mention.interval.iso) for mention in find_dates(text, anchor=anchor, **more)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # written out
        ("They met on Dec. 7 in the harbour.", "2021-12-07"),
        ("The last vote was held Dec.7 in the hall.", "2021-12-07"),
        ("The Jan.10 meeting is still on.", "2022-01-10"),
        ("It opens on Jan. 9-10, 2022.", "2022-01-09/2022-01-10"),
        ("It opens on January 9 to 10.", "2022-01-09/2022-01-10"),
        ("They sail Dec. 30-Jan. 2, 2022.", "2021-12-30/2022-01-02"),
        ("A conference is scheduled for 13 January.", "2022-01-13"),
        ("They met on the 3rd of March, 1998.", "1998-03-03"),
        ("They met on March third.", "2021-03-03"),
        ("They met on Friday, December 31, 2021.", "2021-12-31"),
        ("They met on 2021-06-16.", "2021-06-16"),
        ("They met on 6/16/2021.", "2021-06-16"),
        ("They met on 16.6.2021.", "2021-06-16"),
        ("They met on 12/6/2021.", "2021-12-06"),
        ("The mayor spoke again on 6/1/2022.", "2022-01-06"),
        ("The mayor spoke on 3/5/2022.", "2022-03-05"),
        ("The mayor spoke on 11/12/2022 again.", "2022-11-12"),
        ("They met on June 16 this year.", "2021-06-16"),
        # days of the week: behind by default, ahead on a strong cue, today's own name is today
        ("The mayor spoke on Tuesday.", "2021-12-28"),
        ("The mayor spoke on Thursday.", "2021-12-30"),
        ("The mayor is expected to speak on Tuesday.", "2022-01-04"),
        ("The mayor will resign, his office said Tuesday.", "2021-12-28"),
        ("The winner is to be declared on Tuesday.", "2022-01-04"),
        ("They prepared for Sunday's vote.", "2022-01-02"),
        ("Sunday's vote was calm.", "2021-12-26"),
        ("Before the Sunday vote she was at home.", "2022-01-02"),
        ("They were to vote on Sunday.", "2022-01-02"),
        ("After the Sunday vote she was at home.", "2021-12-26"),
        ("They must answer by Monday.", "2022-01-03"),
        ("Those talks open on Monday.", "2022-01-03"),
        ("Ferries resume service Tuesday.", "2022-01-04"),
        ("By Monday the crew had left.", "2021-12-27"),
        ("The offer had been due to expire Monday.", "2021-12-27"),
        ("They met last Friday.", "2021-12-24"),
        ("They meet next Friday.", "2021-12-31"),
        ("They meet on Monday of next week.", "2022-01-03"),
        # reckoned
        ("They want to be done by year-end.", "2021-12-31"),
        ("Prices have doubled since year-end.", "2020-12-31"),
        ("They met for a year-end call.", "2021"),
        ("They left yesterday.", "2021-12-29"),
        ("It is set for late tomorrow evening.", "2021-12-31"),
        ("They left the day before yesterday.", "2021-12-28"),
        ("They left two days ago.", "2021-12-28"),
        ("They left last week.", "2021-12-20/2021-12-26"),
        ("They left three weeks ago.", "2021-12-06/2021-12-12"),
        ("They left at the beginning of this month.", "2021-12"),
        ("Earlier in December, they left.", "2021-12"),
        ("They left in early December.", "2021-12"),
        ("They left five years ago.", "2016"),
        ("They leave next year.", "2022"),
        ("In a short call, the second of the month, they agreed.", "2021-12"),
        ("They left over the weekend.", "2021-12-25/2021-12-26"),
        ("They left on Christmas Day.", "2021-12-25"),
        ("Shops close on Thanksgiving.", "2021-11-25"),
        ("They met at Easter 2000.", "2000-04-23"),
        ("The market fell on Friday the 13th.", "2021-08-13"),
        # months and years
        ("The mill closed in '98.", "1998"),
        ("The mill closed in Oct. '89.", "1989-10"),
        ("Talks in January could help.", "2022-01"),
        ("The mill closed in January 1998.", "1998-01"),
        ("The mill closed last October.", "2021-10"),
        ("The mill closed in May.", "2021-05"),
        ("The mill closed in 1962.", "1962"),
        ("The mill closed in nineteen ninety-seven.", "1997"),
        ("The mill closed in two thousand and one.", "2001"),
        ("The mill ran 1994-97.", "1994-01-01/1997-12-31"),
        ("The mill closed in the 1990s.", "1990-01-01/1999-12-31"),
        ("The mill closed in the summer of 2014.", "2014-06-01/2014-08-31"),
        ("The mill opens in the second half of 2022.", "2022-07-01/2022-12-31"),
        ("The mill closes in the week of March 7.", "2022-03-07/2022-03-13"),
    ],
)
def test_one_expression(text, value):
    (mention,) = find_dates(text, anchor=THURSDAY)
    assert mention.interval.iso == value


@pytest.mark.parametrize(
    "text",
    [
        "May the best crew win.",
        "They march on the capital.",
        "The March on the capital was calm.",
        "It cost $1990 and weighed 1,990 tons.",
        "Some 2000 people left.",
        "The 44-year-old won 3-2.",
        "The Sun is hot and he sat down.",
        "Twelve hundred people left.",
        "He reads USA Today and watches This Week.",
        "Shops are open on Saturday nights.",
        "Super Tuesday ruined the campaign.",
        "Call 555-1998 or open page 12.",
    ],
)
def test_no_date_is_invented(text):
    assert find_dates(text, anchor=THURSDAY) == ()


def test_a_range_in_words_is_two_dates():
    assert found("It ran from Nov. 30 to Dec. 4, 2021.") == [("Nov. 30", "2021-11-30"), ("Dec. 4, 2021", "2021-12-04")]
    assert [value for _, value in found("They meet on Nov. 7, 8 and 9.")] == ["2021-11-07", "2021-11-08", "2021-11-09"]
    assert found("On April 24, 25 people left.") == [("April 24", "2021-04-24")]
    assert found("They meet on Jan. 12 and 13.") == [("Jan. 12", "2022-01-12"), ("13", "2022-01-13")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They left on Monday and met on Dec. 7.", []),
        ("They met in 1962 and on June 16, 2021.", ["1962", "2021-06-16"]),
        ("It opens Jan. 9-10, 2022; a session follows on January 12.", ["2022-01-09/2022-01-10", "2022-01-12"]),
        ("It opens on January 10, 2022. They last met on Dec. 7.", ["2022-01-10", "2021-12-07"]),
        ("The vote is on Jan. 9, 2022, a session in January.", ["2022-01-09", "2022-01"]),
    ],
)
def test_without_an_anchor_only_what_needs_none(text, values):
    assert [value for _, value in found(text, anchor=None)] == values


def test_the_year_may_stand_elsewhere_in_the_article():
    text = "The bridge fell on Aug. 7, 1998. The fall of Aug. 7 is still looked into."
    first, second = find_dates(text, anchor=dt.date(2001, 3, 1))
    assert first.interval == second.interval
    assert second.year_stated


def test_a_quote_has_a_day_of_its_own():
    text = "On Monday she said: “He left last week.” He came back last week."
    inside = Span(text.index("He left"), text.index("”"))
    values = [value for _, value in found(text, anchor=dt.date(2021, 12, 8), anchors=[(inside, dt.date(2021, 11, 29))])]
    assert values == ["2021-12-06", "2021-11-22/2021-11-28", "2021-11-29/2021-12-05"]


def test_each_mention_keeps_its_anchor_where_it_needs_one():
    first, second = find_dates("They met in 1962 and on Tuesday.", anchor=THURSDAY)
    assert (first.anchor, second.anchor) == (None, THURSDAY)


@pytest.mark.parametrize(
    ("text", "mod", "tense"),
    [
        ("They left in early December.", Mod.START, Tense.PAST),
        ("They left in mid-June.", Mod.MID, Tense.PAST),
        ("They leave at the end of January.", Mod.END, Tense.FUTURE),
        ("They left on Thursday.", None, Tense.PAST),
        ("They are to leave on Thursday.", None, Tense.FUTURE),
        ("Earlier this month they left.", None, Tense.PAST),
        ("Later this month they leave.", None, Tense.FUTURE),
        ("This Thursday, silence.", None, Tense.PRESENT),
    ],
)
def test_which_part_is_meant_and_whether_it_lies_ahead(text, mod, tense):
    (mention,) = find_dates(text, anchor=THURSDAY)
    assert (mention.mod, mention.tense) == (mod, tense)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Thursday's talks failed.", "Thursday"),
        ("In the Thursday call they agreed.", "Thursday"),
        ("At the beginning of this month they left.", "the beginning of this month"),
        ("It ended on Friday, Dec. 31, 2021, at noon.", "Friday, Dec. 31, 2021"),
    ],
)
def test_the_span_holds_the_expression(text, surface):
    assert found(text)[0][0] == surface


@pytest.mark.parametrize("piece", ['"', "A", "AB ", "(", "1", "early the ", "-", "A, ", "a ", "\n"])
def test_much_of_anything_is_soon_read(piece):
    """A rule that is not linear would never come back."""
    assert find_dates("the" + piece * (400_000 // len(piece)), anchor=THURSDAY) == ()


PIECES = st.sampled_from(
    ["Monday", "Jan. 9", "-10", ", 2022", " and ", "the ", "early ", "last ", "week", " year", " ago", "two ", "1998", "'s", "quarter", "third ",
     " of ", "\n\n", "May", " to ", "yesterday", "next ", "day", " earlier", "12", "9999", "Feb. 30", "weekend", "31.12.2021", "(", "that ", "“"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.none() | st.dates())
def test_spans_are_in_order_apart_and_inside(text, anchor):
    mentions = find_dates(text, anchor=anchor)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(mentions))
    assert all(mention.span.cut(text).strip() for mention in mentions)


@given(st.text(max_size=300), st.dates())
def test_any_text_and_any_day_will_do(text, anchor):
    assert all(Interval.parse(mention.interval.iso) for mention in find_dates(text, anchor=anchor))


def test_figures_beside_a_day_take_its_order():
    assert found("They met on Sunday (26/12/2021).") == [("Sunday", "2021-12-26"), ("26/12/2021", "2021-12-26")]
    assert found("They met on Monday (6/12/2021).", anchor=dt.date(2021, 12, 8))[1] == ("6/12/2021", "2021-12-06")
