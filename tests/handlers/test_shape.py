"""Shorter excerpts are cut from the same words; in a group a miss is a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Article, Excerpt, Span
from handlers.messages import Answer, ChatKind, ChatRef, Preferences, Request, Section, Status, msg
from handlers.shape import SHORT, shaped
from tests.handlers.fake import desk

SHORTER, LONGER = Preferences(length="short"), Preferences(length="long")


def shown(excerpt, chosen):
    answer = Answer(Status.OK, msg("find.heading"), (Section(excerpts=(excerpt,)),))
    return shaped(answer, Request("ask"), chosen, desk()).sections[0].excerpts[0]


@given(st.lists(st.text("abc é", min_size=1, max_size=20), min_size=1, max_size=60), st.data())
def test_a_short_excerpt_stands_in_the_long_one_and_keeps_the_highlight(words, data):
    body = " ".join(words)
    start = data.draw(st.integers(0, len(body)))
    mark = Span(start, data.draw(st.integers(start, min(len(body), start + 30))))
    whole = Excerpt(Article(id="x", body=body), Span(0, len(body)), (mark,))
    cut = shown(whole, SHORTER)
    assert cut.span in whole.span
    assert mark in cut.span
    assert len(cut.text) <= SHORT + 40
    assert cut.text in whole.text


def test_a_long_one_has_the_sentences_around():
    body = "One came. Two went. Three stayed."
    found = shown(Excerpt(Article(id="x", body=body), Span(10, 19)), LONGER)
    assert found.text == body


@pytest.mark.parametrize(
    ("status", "kind", "kept"),
    [
        (Status.NOTHING, ChatKind.GROUP, (0, 0)),
        (Status.USAGE, ChatKind.GROUP, (0, 0)),
        (Status.DID_YOU_MEAN, ChatKind.GROUP, (0, 4)),
        (Status.OK, ChatKind.GROUP, (1, 6)),
        (Status.NOTHING, ChatKind.PRIVATE, (1, 6)),
    ],
)
def test_a_miss_in_a_group_is_a_line(status, kind, kept):
    from handlers.messages import Action

    request = Request("ask", chat=ChatRef(-5, kind))
    answer = Answer(
        status, msg("find.nothing"), (Section(title=msg("find.heading")),), (Action(msg("action.why"), request),) * 6
    )
    found = shaped(answer, request, Preferences(), desk())
    assert (len(found.sections), len(found.actions)) == kept
