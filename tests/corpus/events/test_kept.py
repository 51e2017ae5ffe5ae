"""Frames that were packed are the frames that were read, and merge into the same events."""

import pytest

from corpus.events import merge
from corpus.events.frames import frames
from corpus.events.kept import Kept, packed
from corpus.events.lit import told_by
from corpus.ingest.annotated import annotated
from corpus.models import Article, Span


def article(id_: str, body: str, published: str) -> Article:
    return annotated(Article(id=id_, body=body, published=published, language="en"))


FIRST = article(
    "a",
    "The ministers of Norway and Sweden held talks in Oslo on 3 May 2021. The talks were frank. A vote is due on Friday.",
    "2021-05-04",
)
SECOND = article(
    "b",
    "On 3 May 2021 the Norwegian and Swedish ministers held talks. “We agree,” Bo Berg said on Tuesday.",
    "2021-05-05",
)
ALIKE = (
    "order",
    "sentence",
    "span",
    "focus",
    "head",
    "word",
    "who",
    "terms",
    "telling",
    "speaker",
    "key",
    "when",
    "fine",
)


@pytest.mark.parametrize("one", [FIRST, SECOND], ids=lambda one: one.id)
def test_what_was_packed_is_what_was_read(one: Article) -> None:
    read, kept = frames(one), Kept(one, packed(one)).frames
    assert [[getattr(frame, name) for name in ALIKE] for frame in kept] == [
        [getattr(frame, name) for name in ALIKE] for frame in read
    ]
    assert {frame.read.known for frame in kept} == {frame.read.known for frame in read}


def test_an_article_that_tells_of_nothing_is_not_packed() -> None:
    assert packed(article("c", "It is green.", "2021-05-05")) == ""


def test_all_that_is_kept_merges_as_the_articles_do() -> None:
    kept = [Kept(one, packed(one)) for one in (FIRST, SECOND)]
    assert tuple(told_by(kept, None)) == merge((FIRST, SECOND))


def test_a_sentence_brings_its_event_with_what_else_is_told_of_that_day() -> None:
    kept = [Kept(one, packed(one)) for one in (FIRST, SECOND)]
    ((event, mentions),) = told_by(kept, {"a": [Span(0, 68)]}).items()
    assert [mention.article.id for mention in mentions] == ["a"]
    assert {mention.article.id for mention in event.mentions} == {"a", "b"}
