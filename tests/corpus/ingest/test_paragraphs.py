"""Wrapped lines become paragraphs again; lines that were not wrapped stay as they are."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.paragraphs import paragraphs

PROSE = "The council of Lindholm met for nine hours on Monday and left the matter of the harbour open once more. "


def texts(text):
    return [paragraph.text for paragraph in paragraphs(text)]


def wrapped(*blocks, width=72, indent="   "):
    return "\n\n".join(textwrap.fill(block, width, initial_indent=indent, subsequent_indent=indent) for block in blocks)


def test_a_line_is_a_paragraph_where_nothing_was_wrapped():
    assert texts("Title\n\n  First   line.\nSecond line.\n") == ["Title", "First line.", "Second line."]


def test_wrapped_lines_are_joined():
    blocks = ["A short title", PROSE * 3, PROSE * 2, "The end."]
    assert texts(wrapped(*blocks)) == [" ".join(block.split()) for block in blocks]


def test_short_lines_between_wrapped_ones_stay_apart():
    text = wrapped(PROSE * 4) + "\n\n   Tags\n   Harbour\n   Ice\n\n" + wrapped(PROSE * 4)
    assert texts(text)[1:4] == ["Tags", "Harbour", "Ice"]


def test_bullets_of_text_browsers_are_bare_and_numbers_stay():
    found = paragraphs("* Home\n* News\n1. The first point\n")
    assert [(each.text, each.bullet) for each in found] == [
        ("Home", True),
        ("News", True),
        ("1. The first point", True),
    ]


def test_numbers_of_links_go_where_there_are_many():
    many = " ".join(f"[{number}]word" for number in range(1, 9))
    assert texts(many) == ["word " * 7 + "word"]
    assert texts("He quoted [1]himself.") == ["He quoted [1]himself."]


def test_an_item_of_markdown_goes_on_at_the_margin():
    links = " ".join(f"[word](/{number})" for number in range(9))
    text = wrapped(PROSE * 4, indent="") + f"\n\n{links}\n\n  * " + textwrap.fill(PROSE, 66) + "\n"
    assert texts(text)[-1] == " ".join(PROSE.split())


def test_what_stands_for_a_picture_goes_from_its_line():
    found = paragraphs("[A boat]\n[Ice]\n[The mayor]\n[A ferry]The ferry waits.\n")[-1]
    assert (found.text, found.picture) == ("The ferry waits.", "[A ferry]")


def test_invisible_signs_go_and_lines_are_counted_from_one():
    found = paragraphs("\n\nhar\u00adbour\u200b\n")
    assert [(each.text, each.line, each.gap) for each in found] == [("harbour", 3, True)]


@given(
    st.lists(
        st.text(
            st.characters(
                exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u00ad\u200b\u2060\ufeff",
                exclude_categories=["Cs"],
            ),
            max_size=60,
        ),
        max_size=20,
    )
)
def test_no_word_is_lost(lines):
    text = "\n".join(lines)
    bare = " ".join(texts(text)).split()
    everything = [word for line in lines for word in line.split()]
    lost = [word for word in everything if word not in bare]
    assert all(len(word) <= 6 for word in lost)  # bullets and numbers of links at most
