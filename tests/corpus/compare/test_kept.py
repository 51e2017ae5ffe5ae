"""Notes that were packed are the notes that were read, and compare as the articles do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.compare import compare
from corpus.compare.kept import packed
from corpus.compare.noted import Notes
from corpus.compare.notes import notes
from corpus.compare.sheet import unpacked
from corpus.events import merge
from corpus.events.kept import Kept
from corpus.events.kept import packed as packed_frames
from corpus.models import Article
from tests.corpus.articles import article
from tests.corpus.compare.test_stories import STORIES, read

TEXTS = (
    "",
    "It is green.",
    "The union will not give way on its pension claims, Bo Berg told reporters on Monday. “We never will,” he said.",
    "Norwegian envoy Ada Lind claimed that about 40 people were killed in Oslo. The death toll rose to 41, police said.",
    "The talks in Visby, held by video call on 3 May 2024, lasted half an hour and were described as “frank”.",
    "Ledertreffen: 1⁄4 der Stimmen; ＡＢＣ 😀 \u202e said nobody on 1 May 2024.",
)


def kept(one: Article) -> Notes:
    return unpacked(one, Kept(one, packed_frames(one)).frames, packed(notes(one)))


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_packed_is_what_was_read(text):
    one = article(text)
    assert kept(one) == notes(one)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_article_gives_the_same_bytes(text):
    assert packed(notes(article(text))) == packed(notes(article(text)))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_kept_as_it_is(text):
    one = article(text)
    assert kept(one) == notes(one)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_kept_notes_compare_as_the_articles_do(story):
    articles = read(story)
    known = {one.id: kept(one) for one in articles}
    assert compare(articles, merge(articles), known=known) == compare(articles, merge(articles))
