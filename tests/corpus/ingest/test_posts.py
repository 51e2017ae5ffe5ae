"""A channel's post as an article: stated by its channel, its words as they stand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.posts import Post, joined, post_article, worth_keeping

NOON = dt.datetime(2022, 1, 3, 12, 5, tzinfo=dt.UTC)
TEXT = "Harbour closed\nThe council voted on Monday.\n\n“It is cold,” said Ada Lind."


def post(text=TEXT, **more):
    return Post(
        **{"channel": -1_000_000_000_077, "title": "Ice Watch", "number": 5, "text": text, "moment": NOON} | more
    )


def test_an_article_of_a_post():
    found = post_article(post(name="icewatch"))
    assert (found.id, found.url) == ("tg1000000000077-5", "https://t.me/icewatch/5")
    assert (found.title, found.published) == ("Harbour closed", "2022-01-03T12:05")
    assert found.body == "Harbour closed\n\nThe council voted on Monday.\n\n“It is cold,” said Ada Lind."
    assert [quote.speaker for quote in found.quotes] == ["Ada Lind"]


@pytest.mark.parametrize(
    ("remark", "more", "value"),
    [
        ("a private channel", {}, "https://t.me/c/77/5"),
        ("a public one", {"name": "ice"}, "https://t.me/ice/5"),
    ],
)
def test_where_a_post_stands(remark, more, value):
    assert post(**more).url == value, remark


@pytest.mark.parametrize(
    ("title", "name", "credit"),
    [
        ("Ice Watch", "", "Ice Watch"),
        ("\u202eIce\u200b <b>Watch</b>", "", "Ice bWatch/b"),
        ("\u200b", "ice", "@ice"),
        ("", "", "-1000000000077"),
    ],
)
def test_the_channel_is_the_outlet(title, name, credit):
    assert post_article(post(title=title, name=name)).provenance.credit == credit


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (TEXT, True),
        ("", False),
        ("https://lindholm.example/a-very-long-address-of-a-page", False),
        ("🧊🧊🧊 wow!", False),
    ],
)
def test_what_is_worth_keeping(text, kept):
    assert worth_keeping(post(text)) is kept


def test_an_album_has_the_words_of_all_its_pieces_once():
    found = joined([post("Two", number=7), post("One", number=6), post("", number=8), post("Two", number=9)])
    assert (found.number, found.text) == (6, "One\n\nTwo")


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_post_is_taken(text, title):
    found = post_article(post(text, title=title))
    assert found.provenance.outlet
    assert not any(sign in found.provenance.outlet for sign in "<>\u202e\u200b")
