"""A page of any kind becomes articles whose ids, spans and facts hold; what is none says why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.ingest.read import read, read_all
from corpus.models import Basis, Kind, Page, Reading

DUMP = """8 Dec, 2021 11:53

Harbour of Lindholm stays closed

The council of Lindholm left the harbour closed on Monday, the mayor, Ada Lind, told reporters after nine hours.

“We have time until the ice goes,” Lind said, and added that the owners of two ships had gone to court over it.
"""
JSONL = b'{"id": "a", "text": "The mayor spoke.", "outlet": "Reuters", "published": "2021-12-30"}\n{"id": "b"}\n'
BRIEF = b"---\ntitle: Harbour\n---\nThe mayor spoke.\n"


def test_a_dump():
    (reading,) = read(Page("pages/a.txt", DUMP.encode(), "text/plain"))
    article = reading.article
    assert (article.title, article.published) == ("Harbour of Lindholm stays closed", "2021-12-08T11:53")
    assert (article.published_basis, article.language, article.kind) == (Basis.STATED, "en", Kind.ARTICLE)
    assert (article.source, article.url, article.provenance.chain) == ("pages/a.txt", None, ())
    assert [line.reason for line in reading.dropped] == ["date", "title"]
    assert article.quotes[0].span.cut(article.body).startswith("We have time")


def test_an_id_follows_from_the_content_alone():
    one, other = read(Page("a.txt", DUMP.encode())), read(Page("b/c", DUMP.encode("utf-16"), "text/plain"))
    assert one[0].article.id == other[0].article.id


@pytest.mark.parametrize("media_type", ["application/jsonl", ""])
def test_lines_of_json(media_type):
    good, bad = read_all(Page("x.jsonl", JSONL, media_type))
    assert isinstance(good, Reading)
    article = good.article
    assert (article.id, article.body, article.published_basis) == ("a", "The mayor spoke.", Basis.GIVEN)
    assert [(hop.outlet, hop.basis, hop.kind) for hop in article.provenance.chain] == [("Reuters", "given", "wire")]
    assert isinstance(bad, UnreadableError)
    assert bad.reason == "line 2: no text"
    assert len(read(Page("x.jsonl", JSONL, media_type))) == 1


def test_a_brief():
    (reading,) = read(Page("a.md", BRIEF, "text/markdown"))
    assert (reading.article.kind, reading.article.title) == (Kind.BRIEF, "Harbour")


NO_ARTICLE = [
    ("a menu", b"Home\nNews\nLog in\n", "no article"),
    ("white space that is no ASCII", "\u2003\u2003\n".encode(), "empty"),
    ("a picture", b"\x89PNG\r\n\x1a\n", "PNG"),
    ("NUL bytes", bytes(500), "NUL"),
    ("a page of the web with a line on it", b"<!DOCTYPE html><p>The mayor spoke.</p>", "a web page without an article"),
    ("a brief with nothing in it", b"---\ntitle: x\n---\n", "nothing after"),
    ("a brief with a slip", b"---\ntitel: x\n---\nText", "line 2"),
    ("JSONL with nothing good", b'{"id": 1}\n', "line 1"),
]


@pytest.mark.parametrize(("remark", "content", "reason"), NO_ARTICLE, ids=[row[0] for row in NO_ARTICLE])
def test_what_holds_no_article_says_why(remark, content, reason):
    media_type = "application/jsonl" if content.startswith(b"{") else ""
    with pytest.raises(UnreadableError) as failed:
        read(Page("x", content, media_type))
    assert reason in failed.value.reason, remark


LINES = st.sampled_from(
    [
        "Home",
        "By Ada Lind",
        "8 Dec, 2021 11:53",
        "Post a Comment",
        "0:00",
        "Related articles",
        "© 2021 Gazette",
        "…",
        "* Link",
        "“",
    ]
)
PROSE = st.text("abc ABC.,“”\"'—()", min_size=1, max_size=120)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES | PROSE, max_size=30))
def test_every_line_is_kept_or_dropped(lines):
    (found,) = read_all(Page("x", "\n".join(lines).encode()))
    if isinstance(found, UnreadableError):
        assert found.reason
        return
    kept = found.article.body.split("\n\n")
    dropped = [line.text for line in found.dropped]
    whole = [" ".join(line.split()).removeprefix("* ") for line in lines if line.strip()]
    assert sorted(kept + dropped) == sorted(whole)


@pytest.mark.parametrize("sign", ['"', "A", "(", "[1]a", "The harbour. ", "- ", "1 ", "Aa (Bb) -- "])
def test_long_pages_of_one_sign_are_read_or_refused(sign):
    page = Page("x", (sign * (200_000 // len(sign))).encode())
    assert next(type(each) for each in read_all(page)) in {Reading, UnreadableError}
