"""What a text browser added goes; what the page printed stays."""

import textwrap

import pytest

from corpus.ingest.layout import (
    are_links_numbered,
    are_pictures_shown,
    is_markdown,
    is_markdown_link,
    is_numbered_link,
    parted_from_pictures,
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
    ("[The ferry stays in the", "The ferry stays in the"),
    ("harbour](/news/ferry)", "harbour"),
    ("Ferries ](/news/ferry) The harbour", "Ferries The harbour"),
]


@pytest.mark.parametrize(("line", "text"), SIGNS)
def test_signs_of_markdown(line, text):
    assert without_signs(line) == text


def test_a_link_in_brackets_is_no_number():
    assert not are_links_numbered(["[1](/page/1) [2](/page/2) [3](/page/3)"] * 9)


@pytest.mark.parametrize(
    ("line", "link"),
    [("[3]Home", True), ("[3]Okoro stays mayor", True), ("[3]Okoro stays mayor.", False), ("Okoro [3]stays", False)],
)
def test_a_line_that_begins_with_a_number_is_a_link_unless_it_is_a_sentence(line, link):
    assert is_numbered_link(line) is link


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("[The ferry stays](/ferry)", True),
        ("## [The ferry stays](/ferry) »", True),
        ("![A boat](/boat.jpg)[The ferry stays](/ferry)", True),
        ("[Lind](/lind) won, and the ferry stays.", False),
        ("[Okoro](/okoro) 7.0 9.2 6.5", False),
        ("The ferry stays", False),
    ],
)
def test_a_line_of_markdown_with_nothing_beside_links_is_one(line, link):
    assert is_markdown_link(line) is link


def test_pictures_before_a_line_are_parted_from_it():
    assert are_pictures_shown(["[A boat]", "[Ice]", "[The mayor]The mayor spoke."])
    assert not are_pictures_shown(["He [Okoro] spoke.", "[sic]"])
    assert parted_from_pictures("[A boat][A boat]The boat sank.") == ("[A boat][A boat]", "The boat sank.")
    assert parted_from_pictures("[A boat]") == ("", "[A boat]")
    assert parted_from_pictures("The boat sank.") == ("", "The boat sank.")


def test_markdown_is_known_by_its_links():
    assert is_markdown(["[Home](/) [News](/news) [Sport](/sport)", "[a](#b) [c](https://example.org) [d](e/f.html)"])
    assert not is_markdown(["He wrote [sic](twice) in his letter."] * 9)


@pytest.mark.parametrize("sign", ["[", "](", "![", "(", "**", "_", "[a](", "[1]", "\\", "#"])
def test_long_lines_of_one_sign_are_read(sign):
    line = sign * 100_000
    assert isinstance(without_signs(line) + without_numbers(line), str)
