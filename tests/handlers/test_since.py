"""A request for all that is new since a moment says by itself what it is about."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.find import reads
from handlers.messages import Follow, Request
from handlers.since import SINCE, asked_since, told_since

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("about", "names", "args"),
    [
        ("", (), "since 2026-03-02T12:00:00+00:00"),
        ("boats, Ana Lopes", (), "since 2026-03-02T12:00:00+00:00 on boats, Ana Lopes"),
        ("", ("Ivo Kral", "the port"), "since 2026-03-02T12:00:00+00:00; Ivo Kral; the port"),
        ("boats", ("Ivo Kral",), "since 2026-03-02T12:00:00+00:00 on boats; Ivo Kral"),
        ("a; b", (), "since 2026-03-02T12:00:00+00:00 on a, b"),
    ],
)
def test_it_says_since_when_on_what_and_beside_whom(about, names, args):
    told = told_since(Request("digest"), NOON, about, map(Follow, names))
    assert (told.args, reads(told)) == (args, True)
    assert asked_since(SINCE.fullmatch(args)) == (NOON, about.replace(";", ","), tuple(map(Follow, names)))


@given(st.text(st.characters(exclude_characters="\n\r")), st.lists(st.text(st.characters(exclude_characters="\n\r"))))
def test_whatever_it_is_about_it_can_be_asked_again(about, names):
    told = told_since(Request("digest"), NOON, about, map(Follow, names))
    assert asked_since(SINCE.fullmatch(told.args))[0] == NOON
    assert reads(told)


@pytest.mark.parametrize("args", ["since monday", "since 2026-03-02T12:00:00+00:00 daily 08:30", "daily 08:30", "off"])
def test_what_sets_something_is_none(args):
    assert not reads(Request("digest", args))
