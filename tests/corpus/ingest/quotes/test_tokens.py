from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.quotes.marks import marked
from corpus.ingest.quotes.tokens import BREAK, QUOTE, Tokens, tokens


def _cut(text: str) -> Tokens:
    return tokens(text, marked(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The U.S. envoy, J. Lind, left.", ["The", "U.S.", "envoy", ",", "J.", "Lind", ",", "left", "."]),
        ("Mr. Lind met Gen. Oya", ["Mr.", "Lind", "met", "Gen.", "Oya"]),  # the stop of a short form is its own
        ("I say a-b's x’s", ["I", "say", "a-b", "'s", "x", "’s"]),
        ("the envoys' well-known don't", ["the", "envoys", "'", "well-known", "don't"]),
        ("Wait... no -- yes ====", ["Wait", "...", "no", "--", "yes", "===="]),
        ("5pm, 1,500 at 3.5%", ["5pm", ",", "1", ",", "500", "at", "3", ".", "5", "%"]),
        ("He said: “Go. Now.” She left", ["He", "said", ":", QUOTE, "She", "left"]),
        ("“One.”“Two.”", [QUOTE, QUOTE]),  # side by side, and still two
        ("One\n\nTwo\nthree\nFour", ["One", BREAK, "Two", "three", BREAK, "Four"]),  # a wrapped line is no break
        ("a \x01 b \x02 “c”", ["a", "b", QUOTE]),  # signs of control are nothing
    ],
)
def test_words_of_a_text(text, words):
    assert _cut(text).words == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Oya left. Lind stayed.", 2),
        ("Oya met Mr. Lind. He left.", 2),
        ("Oya paid 3. 5 came.", 2),
        ("“Who?” Oya Lind asked. “Me.” He left.", 3),
        ("The U.S. The end", 2),
    ],
)
def test_where_sentences_end(text, sentences):
    assert len(_cut(text).first) == sentences


@given(
    st.lists(
        st.sampled_from(
            [
                "Mr",
                ".",
                " ",
                "Oya",
                "s'",
                "'s",
                "“",
                "”",
                '"',
                "\n",
                "\n\n",
                "U.S.",
                "-",
                "…",
                "é",
                "\x01",
                "\x02",
                "\t",
                "J",
                "3",
            ]
        )
    )
)
def test_each_token_stands_where_it_says(parts):
    text = "".join(parts)
    found = _cut(text)
    spans = list(zip(found.starts, found.stops, strict=True))
    assert all(one[1] <= next_[0] for one, next_ in pairwise(spans))
    assert len(found.words) == len(found.lows) == len(found.sentence) == len(spans)
    assert [found.words[at] for at in found.quotes] == [QUOTE] * len(marked(text))
    for word, (start, stop) in zip(found.words, spans, strict=True):
        assert word in {QUOTE, BREAK} or "\0" in word or text[start:stop] == word
