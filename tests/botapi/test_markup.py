"""HTML as the fake reads it, and the entities that it finds by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.links import automatic
from tests.botapi.markup import parse_html
from tests.botapi.refusals import Refused
from tests.botapi.units import cut, units


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>b", "ab", [("bold", "a")]),
        ("<strong>a</strong> <em>b</em>", "a b", [("bold", "a"), ("italic", "b")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("&lt;b&gt; &amp; &quot;&#65;&#x42;", '<b> & "AB', []),
        ("😀<code>x</code>", "😀x", [("code", "x")]),  # offsets are UTF-16 units
        ('<a href="https://x.org/?a=1&amp;b">k</a>', "k", [("text_link", "k")]),
        ("<blockquote expandable>long</blockquote>", "long", [("expandable_blockquote", "long")]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", "s")]),
        ("<b></b>x", "x", []),  # an empty entity vanishes
        ("<B>x</b>", "x", [("bold", "x")]),
    ],
)
def test_markup_that_telegram_takes(markup, text, entities):
    found, given_ = parse_html(markup)
    assert found == text
    assert [(e["type"], cut(found, e["offset"], e["length"])) for e in given_] == entities


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<foo>", 'Unsupported start tag "foo" at byte offset 0'),
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("a <> b", 'Unsupported start tag "" at byte offset 2'),
        ("a & b", "Unescaped ampersand at byte offset 2"),
        ("&nbsp;", "Unescaped ampersand at byte offset 0"),
        ("&#0;", "Invalid character reference at byte offset 0"),
        ("&#xD800;", "Invalid character reference at byte offset 0"),
        ("<blockquote><blockquote>x</blockquote></blockquote>", "Nested blockquotes are not allowed at byte offset 12"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 7'),
    ],
)
def test_markup_that_telegram_refuses(markup, words):
    with pytest.raises(Refused) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<i>{escaped}</i>")[0] == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask @ann_lee now", [("mention", "@ann_lee")]),
        ("a.b@c.org", [("email", "a.b@c.org")]),
        ("x@ann", []),
        ("/stop", [("bot_command", "/stop")]),
        ("/stop@dateline_bot now", [("bot_command", "/stop@dateline_bot")]),
        ("and/or a/b", []),
        ("see https://x.org/a?b=c.", [("url", "https://x.org/a?b=c.")]),
        ("at example.com today", [("url", "example.com")]),
        ("news.bbc.co.uk", [("url", "news.bbc.co.uk")]),
        ("кто.рф", [("url", "кто.рф")]),
        ("Dec.7 and U.S. and 3.5", []),
        ("file.txt", []),
        ("#news and #1", [("hashtag", "#news")]),
        ("$USD $usd US$", [("cashtag", "$USD")]),
        ("call +380441234567", [("phone_number", "+380441234567")]),
        ("😀 @ann", [("mention", "@ann")]),
    ],
)
def test_what_telegram_links_by_itself(text, found):
    assert [(e["type"], cut(text, e["offset"], e["length"])) for e in automatic(text, [])] == found


@pytest.mark.parametrize(("tag", "free"), [("code", True), ("pre", True), ("b", False), ("blockquote", False)])
def test_code_keeps_words_from_being_linked(tag, free):
    text, given_ = parse_html(f"<{tag}>@ann</{tag}>")
    assert (automatic(text, given_) == []) == free


@given(st.text())
def test_units_are_those_of_utf_16(text):
    assert units(text) == sum(2 if ord(char) > 0xFFFF else 1 for char in text)
