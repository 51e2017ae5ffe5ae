import html
import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import HTML
from bot.render.guard import (
    ISOLATE,
    JOINER,
    POP,
    RIGHT_TO_LEFT,
    disarmed,
    harmless,
    isolated,
    kept,
    neutral,
    plain,
    turns,
)

# What Telegram makes an entity of, as findings and its own clients have it.
LINKING = re.compile(
    r"(?<!\w)@\w{2,}|#\w+|(?<!\w)\$[A-Z]{3,8}|(?<![\w/<>])/[A-Za-z0-9_]+|\w+://|[\w.+-]+@[\w-]+\.\w{2,}|\b[\w-]+\.[^\W\d_]{2,}|\b\d{1,3}(?:\.\d{1,3}){3}\b"
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("two\nlines", "two lines"),
        ("a\u2028b\u00a0c\t d", "a b c d"),
        ("far\u3164\u3164\u3164away", "far away"),
        ("\u202eevil\u202c", "evil"),
        ("a\u2069b\u2066c", "abc"),
        ("\x1b[31mred\x07", "[31mred"),
        ("z\u0301\u0301\u0301\u0301\u0301\u0301", "z\u0301\u0301\u0301\u0301"),
        ("half \ud83d", "half"),
        ("👩\u200d🚀 می\u200cشود", "👩\u200d🚀 می\u200cشود"),  # joiners that belong to the writing stay
        ("“plain” words, U.S. 3.5", "“plain” words, U.S. 3.5"),
    ],
)
def test_nothing_acts_on_what_is_around_it(text, kept):
    assert neutral(text) == kept


@pytest.mark.parametrize(
    "text",
    ["@name", "ask @name now", "#tag", "$USD", "/start", "(/start)", "see evil.example", "https://a.example/b?c=d", "x@y.example", "10.0.0.1", "пример.рф", "t.me/joinchat", "a/b.example/@c#d"],
)  # fmt: skip
def test_nothing_grows_a_link(text):
    assert LINKING.search(text)
    assert not LINKING.search(disarmed(text))
    assert disarmed(text).replace(JOINER, "") == text


@pytest.mark.parametrize(
    "text", ["and/or", "1/2", "U.S. troops", "3.5 percent", "No. 5", "50%", "$5", "it ended. Then", "6 p.m."]
)
def test_plain_words_are_left_alone(text):
    assert disarmed(text) == text


def test_text_from_right_to_left_stands_in_an_isolate():
    assert isolated("שלום") == f"{ISOLATE}שלום{POP}"
    assert isolated("hello") == "hello"


@given(st.text())
def test_guarding_twice_changes_nothing(text):
    once = neutral(text)
    assert neutral(once) == once
    assert "\n" not in once
    assert disarmed(disarmed(once)) == disarmed(once)


def test_what_is_shown_as_it_is_was_rightly_let_be():
    wrong = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if plain(char)
        and (neutral(f"a{char}b") != f"a{char}b" or "".join(c for _, c in kept(f"é\n{char}b")) != f"é {char}b")
    ]
    assert [char for char in wrong if char != " "] == []
    assert not plain("two  spaces")


def test_no_letter_that_turns_is_overlooked():
    turning = {char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.bidirectional(char) in RIGHT_TO_LEFT}
    assert turning == {char for char in map(chr, range(sys.maxunicode + 1)) if turns(char)}


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab1 .-'<>&@/#:$\u00a0\u200eж\u05d0\u2060“…;)") | st.characters(), max_size=12))
def test_what_is_harmless_is_shown_as_it_is(text):
    shown = html.escape(isolated(disarmed(neutral(text))), quote=False)
    assert shown == text if harmless(text) else shown == HTML.foreign(text)


@pytest.mark.parametrize("text", ["Ann Lee", "St. John's (1999), a-b; c", "Ольга", "a… b", ""])
def test_a_common_name_is_harmless(text):
    assert harmless(text)
