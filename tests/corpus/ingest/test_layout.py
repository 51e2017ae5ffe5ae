"""What a text browser added goes; what the page printed stays."""

import textwrap

import pytest

from corpus.ingest.layout import (
    are_links_numbered,
    is_markdown,
    width_of,
    without_list,
    without_numbers,
    without_signs,
)

PROSE = "The council of Lindholm met for nine hours on Monday and left the matter of the harbour open once more. " * 12
LONG_LINKS = [f"  {at}. https://example.org/{'path/' * 40}" for at in range(30)]


@pytest.mark.parametrize("width", [60, 72, 78, 80, 100, 120])
def test_the_width_at_which_lines_were_wrapped(width):
    rows = textwrap.wrap(PROSE, width)
    found = width_of([*rows, "", *LONG_LINKS])
    assert max(map(len, rows)) <= found <= width


def test_lines_that_were_not_wrapped_have_no_width():
    assert width_of([PROSE] * 3 + ["Menu", "News", "Sport"] * 20) == 0
    assert width_of([f"A line of {'some ' * (at % 9)}words that ends as it ends." for at in range(60)]) == 0


def test_the_list_of_links_below_a_page_goes():
    page = ["A page.", "", "References", "", "   1. https://example.org/a", "   2. #top", "  10. /news?id=7"]
    assert without_list(page) == ["A page.", ""]
    article = ["The report has references.", "References", "1. Lind, A. (2019). Ferries of the north.", "2. Okoro."]
    assert without_list(article) == article


def test_numbers_of_links_go_where_there_are_many():
    assert are_links_numbered(["[1]Home [2]News [3]Sport", "[4]One [5]two [6]three"])
    assert not are_links_numbered(["As shown before [1] and after [2]."])
    assert without_numbers("[12]“The ferry” stays, [13]Lind said. [14]") == "“The ferry” stays, Lind said."


SIGNS = [
    ("## The ferry stays", "The ferry stays"),
    ("The **mayor** said _so_ twice.", "The mayor said so twice."),
    ("Read [the report](https://example.org/a_(b)) at once.", "Read the report at once."),
    ("![A boat](/boat.jpg) The boat.", "The boat."),
    ("[![A boat](/boat.jpg)](/boats) The boat.", "The boat."),
    ('A [link](</a> "with a title").', "A link."),
    ('A [link](/a "with a title").', "A link."),
    ("snake_case_names stay, 2 * 3 too", "snake_case_names stay, 2 * 3 too"),
    ("1\\. Point", "1. Point"),
]


@pytest.mark.parametrize(("line", "text"), SIGNS)
def test_signs_of_markdown(line, text):
    assert without_signs(line) == text


def test_markdown_is_known_by_its_links():
    assert is_markdown(["[Home](/) [News](/news) [Sport](/sport)", "[a](#b) [c](https://example.org) [d](e/f.html)"])
    assert not is_markdown(["He wrote [sic](twice) in his letter."] * 9)


@pytest.mark.parametrize("sign", ["[", "](", "![", "(", "**", "_", "[a](", "[1]", "\\", "#"])
def test_long_lines_of_one_sign_are_read(sign):
    line = sign * 100_000
    assert isinstance(without_signs(line) + without_numbers(line), str)
