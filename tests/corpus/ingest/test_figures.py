from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.figures import find_figures


def found(text):
    return [(figure.low, figure.high, figure.unit, figure.hedged) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # durations
        ("In a 50-minute conversation they agreed.", (50, 50, "minute", False)),
        ("The roughly one-hour call came late.", (1, 1, "hour", True)),
        ("They spoke for about an hour.", (1, 1, "hour", True)),
        ("They spoke for two and a half hours.", (2.5, 2.5, "hour", False)),
        ("They spoke for half an hour.", (0.5, 0.5, "hour", False)),
        ("It takes two or three days.", (2, 3, "day", False)),
        ("It takes two to three hours.", (2, 3, "hour", False)),
        ("They spoke for an hour and 20 minutes.", (4 / 3, 4 / 3, "hour", False)),
        ("The call took two hours and fifteen minutes.", (2.25, 2.25, "hour", False)),
        ("It was an hour-long call.", (1, 1, "hour", False)),
        ("After a two-and-a-half-hour meeting they left.", (2.5, 2.5, "hour", False)),
        # people whose fate is told
        ("Five were killed in the blast.", (5, 5, "person", False)),
        ("At least 14 others were injured.", (14, 14, "person", True)),
        ("A bus overturned, killing nine.", (9, 9, "person", False)),
        # counts with their noun
        ("Some 4 000 people marched.", (4_000, 4_000, "person", True)),
        ("About 20 lakh farmers gain.", (2_000_000, 2_000_000, "farmer", True)),
        ("They massed some 100,000 troops near the border.", (100_000, 100_000, "troop", True)),
        ("They sent two draft documents to the council.", (2, 2, "document", False)),
        ("Talks go on in three formats.", (3, 3, "format", False)),
        ("Between 90,000 and 100,000 troops came.", (90_000, 100_000, "troop", False)),
        ("They have 90 to 100 thousand soldiers.", (90_000, 100_000, "soldier", False)),
        ("Up to 5,000 additional combat troops came.", (5_000, 5_000, "troop", True)),
        ("An estimated 3 million refugees came.", (3_000_000, 3_000_000, "refugee", True)),
        ("Twenty-five ships came.", (25, 25, "ship", False)),
        ("Five people died.", (5, 5, "person", False)),
        ("One soldier was hurt.", (1, 1, "soldier", False)),
        # shares and money
        ("Turnout was 38 per cent.", (38, 38, "percent", False)),
        ("It rose between 10 and 12 percent.", (10, 12, "percent", False)),
        ("It rose 3.5 percentage points.", (3.5, 3.5, "percentage point", False)),
        ("The yard lost €9m last year.", (9e6, 9e6, "EUR", False)),
        ("Each family gets Rp 50 million.", (5e7, 5e7, "IDR", False)),
        ("It cost $1.5 billion.", (1.5e9, 1.5e9, "USD", False)),
        ("It cost nearly 20 million euros.", (2e7, 2e7, "EUR", True)),
        ("It cost €5-10 million.", (5e6, 1e7, "EUR", False)),
        ("It lasted ten days or so.", (10, 10, "day", True)),
    ],
)
def test_one_quantity(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They met on January 9-10 and on 7 December.",
        "In 2021 protests broke out.",
        "They left two years ago.",
        "The 44-year-old man left.",
        "At 12:30 officers came.",
        "He took a day off.",
        "She ran thousands of miles for No. 10.",
        "The first of the talks was long.",
    ],
)
def test_neither_dates_nor_years_nor_ages(text):
    assert found(text) == []


def test_the_span_holds_number_and_unit():
    text = "They massed some 100,000 troops and two draft treaties."
    assert [figure.span.cut(text) for figure in find_figures(text)] == ["100,000 troops", "two draft treaties"]


@pytest.mark.parametrize(
    ("piece", "figures"), [("1 ", 0), ("(", 0), ("1,000,", 0), ("a ", 0), ("$1 ", 20_000), ("one day ", 20_000)]
)
def test_much_of_anything_is_soon_read(piece, figures):
    """A rule that is not linear would never come back."""
    assert len(find_figures(piece * 20_000)) == figures


@given(st.text(alphabet="0123456789 ,.$%-–onetwdaysrhmilu", max_size=120))
def test_figures_are_apart_and_low_is_below_high(text):
    figures = find_figures(text)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(figures))
    assert all(figure.low <= figure.high for figure in figures)
