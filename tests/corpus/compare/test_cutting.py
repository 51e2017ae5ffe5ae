"""Excerpts of quoted words, and quotations that an excerpt would cut off."""

import pytest

from corpus.compare.cutting import excerpt
from corpus.models import Article, Quote, Span

BODY = "Lind spoke of a long call: “It was a long call. We rested.” “It was frank,” he said."


def span(text):
    return Span(BODY.index(text), BODY.index(text) + len(text))


ARTICLE = Article(
    id="1",
    body=BODY,
    quotes=tuple(
        Quote(span(said), speaker=who)
        for said, who in (("It was a long call. We rested.", "Ada Lind"), ("It was frank,", "Bo Berg"))
    ),
)


@pytest.mark.parametrize(
    ("shown", "words", "text", "speaker"),
    [
        ("“It was a long call.", "was a long call", "It was a long call.", "Ada Lind"),
        ("We rested.”", "rested", "We rested.", "Ada Lind"),
        ("Lind spoke of a long call: “It was a long call.", "of a long call:", "Lind spoke of a long call:", None),
        ("“It was frank,” he said.", "frank", "“It was frank,” he said.", None),
    ],
)
def test_marks_are_whole_and_quoted_words_have_their_speaker(shown, words, text, speaker):
    found = excerpt(ARTICLE, span(shown), span(words))
    assert (found.text, found.quote.speaker if found.quote else None) == (text, speaker)
