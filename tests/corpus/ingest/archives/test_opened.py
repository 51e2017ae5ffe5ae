"""What a file holds comes as pages, one by one; what cannot be read comes as the reason, and the rest goes on."""

import bz2
import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.ingest.files import find_pages
from corpus.ingest.read import read_all
from corpus.models import Page
from tests.corpus.ingest.archives.packing import STORY, chunked, html, packed, record, tarred, zipped


def found(tmp_path, name, content, mapping=None):
    """What a file of this name and content holds, its folder left out of the names."""
    (tmp_path / name).write_bytes(content)
    return [*find_pages([tmp_path / name], mapping)]


def told(tmp_path, name, content):
    pairs = []
    for each in found(tmp_path, name, content):
        source = each.source.removeprefix(f"{tmp_path}/")
        pairs.append((source, each.reason if isinstance(each, UnreadableError) else each.media_type))
    return pairs


def titles(pages):
    return [each.article.title for page in pages for each in read_all(page)]


def test_a_web_archive_gives_its_pages_with_address_and_day_seen(tmp_path):
    content = packed(
        record("https://example.org/robots.txt", b"User-agent: *", head="Content-Type: text/plain"),
        record("https://example.org/ferry", html()),
        record("https://example.org/gone", html("Gone"), status="404 Not Found"),
        record("https://example.org/logo.png", b"\x89PNG", head="Content-Type: image/png"),
        record("https://example.org/ferry", b"", kind="revisit"),
        record("https://example.org/gate", html("Gate")),
    )
    pages = found(tmp_path, "crawl.warc.gz", content)
    assert [page.url for page in pages] == ["https://example.org/ferry", "https://example.org/gate"]
    assert pages[0].source.endswith("crawl.warc.gz!/https://example.org/ferry")
    assert pages[0].found_at.date().isoformat() == "2021-12-31"
    assert titles(pages) == ["Ferry stays", "Gate"]
    (reading,) = read_all(pages[0])
    assert reading.article.url == "https://example.org/ferry"
    assert reading.article.published is None  # the day it was seen is no day of publication


SENT = [
    ("chunked", chunked(html()), "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
    ("gzip", gzip.compress(html()), "Content-Type: text/html\r\nContent-Encoding: gzip"),
    ("gzip in chunks", chunked(gzip.compress(html())), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"),
    ("deflate", zlib.compress(html()), "Content-Type: text/html\r\nContent-Encoding: deflate"),
    ("bare deflate", zlib.compress(html(), wbits=-15), "Content-Type: text/html\r\nContent-Encoding: deflate"),
    (
        "unpacked by the crawler",
        html(),
        "Content-Type: text/html\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked",
    ),
    ("without a type", html(), "Server: small"),
    (
        "its encoding told by the server",
        html("Städte").decode().encode("cp1252"),
        "Content-Type: text/html; charset=latin1",
    ),
]


@pytest.mark.parametrize(("body", "head"), [row[1:] for row in SENT], ids=[row[0] for row in SENT])
def test_what_servers_send(tmp_path, body, head):
    (page,) = found(tmp_path, "one.warc", record("https://example.org/ferry", body, head=head))
    (reading,) = read_all(page)
    assert STORY in reading.article.body


def test_texts_that_a_crawl_was_turned_into(tmp_path):
    (page,) = found(tmp_path, "one.warc.wet", record("https://example.org/a", STORY.encode(), kind="conversion"))
    assert (page.media_type, page.url) == ("text/plain", "https://example.org/a")


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])
@pytest.mark.parametrize("left", [40, 300, 700])
def test_a_web_archive_cut_in_the_middle_gives_all_before_the_cut(tmp_path, pack, left):
    first, second = record("https://example.org/1", html()), record("https://example.org/2", html("Gate"))
    cut = len(pack(first)) + left * len(pack(second)) // 1000
    name = "cut.warc.gz" if pack is packed else "cut.warc"
    page, failure = found(tmp_path, name, pack(first, second)[:cut])
    assert page.url == "https://example.org/1"
    assert "what stands before was read" in failure.reason


def test_members_of_archives_are_named_by_their_place(tmp_path):
    members = [
        ("inner/page.html", html()),
        ("inner/page_files/logo.html", html()),
        ("style.css", b"p {}"),
        ("__MACOSX/._page.html", b"\0"),
        ("../../etc/notes.txt", b"plain"),
        ("dump.txt.gz", gzip.compress(b"packed")),
        ("empty.txt", b""),
    ]
    expected = [
        ("inner/page.html", "text/html"),
        ("../../etc/notes.txt", "text/plain"),
        ("dump.txt.gz", "text/plain"),
        ("empty.txt", "empty"),
    ]
    assert told(tmp_path, "a.zip", zipped(members)) == [(f"a.zip!/{name}", form) for name, form in expected]
    assert told(tmp_path, "a.tar.gz", tarred(members)) == [(f"a.tar.gz!/{name}", form) for name, form in expected]
    assert told(tmp_path, "a.tgz", tarred(members)) == [(f"a.tgz!/{name}", form) for name, form in expected]


def test_an_archive_within_an_archive_once(tmp_path):
    inner = zipped([("page.html", html())])
    assert told(tmp_path, "a.zip", zipped([("in.zip", inner)])) == [("a.zip!/in.zip!/page.html", "text/html")]
    ((source, reason),) = told(tmp_path, "b.zip", zipped([("a.zip", zipped([("in.zip", inner)]))]))
    assert source == "b.zip!/a.zip!/in.zip"
    assert "unpack it first" in reason


def test_a_collection_of_web_archives(tmp_path):
    members = [
        ("datapackage.json", b"{}"),
        ("pages/pages.jsonl", b'{"id":"1","url":"https://example.org/ferry"}'),
        ("archive/data.warc.gz", packed(record("https://example.org/ferry", html()))),
    ]
    assert told(tmp_path, "site.wacz", zipped(members)) == [
        ("site.wacz!/archive/data.warc.gz!/https://example.org/ferry", "text/html; charset=utf-8")
    ]


def bomb(size):
    return zipped([(f"{at}.html", b"<p>" + bytes(size)) for at in range(20)])


REFUSED = [
    ("empty.zip", b"", "empty"),
    ("bare.zip", zipped([]), "no pages in it"),
    ("cut.zip", zipped([("page.html", html())])[:200], "broken or breaks off"),
    ("locked.zip", zipped([("page.html", html())], flags=1), "encrypted"),
    ("bomb.zip", bomb(20_000_000), "more than 100 times its size"),
    ("bomb.html.gz", gzip.compress(bytes(50_000_000)), "unpacks to more than 24 MiB"),
    ("bomb.jsonl.gz", gzip.compress(bytes(120_000_000)), "more than 100 times its size"),
    ("bomb.tar.gz", tarred([("a.html", bytes(120_000_000))]), "more than 100 times its size"),
    ("twice.txt.gz.gz", gzip.compress(gzip.compress(b"text")), "gzipped more than once"),
    ("cut.tar.gz", tarred([("page.html", html() * 40)])[:150], "broken or breaks off"),
    ("other.tar", bz2.compress(b"text"), "broken or breaks off"),
    ("none.warc", b"nothing of the sort" * 100, "broken here"),
    ("bare.warc.gz", packed(record("https://example.org/a", b"x", status="500 Oops")), "no pages in it"),
    ("one.docx", zipped([("word/document.xml", b"<w/>")]), "text/plain"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED[:-1], ids=[row[0] for row in REFUSED[:-1]])
def test_what_is_refused_says_why(tmp_path, name, content, reason):
    failures = [each for each in found(tmp_path, name, content) if isinstance(each, UnreadableError)]
    assert reason in failures[-1].reason


def test_documents_of_office_programs_are_no_archives_of_pages(tmp_path):
    (page,) = found(tmp_path, "one.docx", zipped([("word/document.xml", b"<w/>")]))
    assert [str(each.reason) for each in read_all(page)] == ["this is a zip archive, not text"]


def test_a_packed_file_of_lines_that_breaks_off_gives_the_lines_before(tmp_path):
    lines = b"".join(b'{"id":"%d","text":"Line %d."}\n' % (at, at * at) for at in range(5_000))
    *pages, failure = found(tmp_path, "a.jsonl.gz", gzip.compress(lines)[:9_000])
    assert pages[0].content.startswith(b'{"id":"0"')
    assert "cut off" in failure.reason


def test_lines_come_in_portions_that_know_where_they_begin(tmp_path):
    text = "word " * 60_000
    rows = "".join(f'{{"id": "{at}", "text": "{text}"}}\n' for at in range(12)) + "{}\n"
    pages = found(tmp_path, "long.jsonl", rows.encode())
    assert len(pages) > 1
    assert all(isinstance(page, Page) for page in pages)
    last = [*read_all(Page(pages[-1].source, b"{}\n", pages[-1].media_type, line=pages[-1].line))]
    assert [str(each.reason) for each in last] == [f"line {pages[-1].line}: no id"]
    assert sum(page.content.count(b"\n") for page in pages) == 13
    assert pages[1].line == 1 + pages[0].content.count(b"\n")


def test_lines_in_any_encoding(tmp_path):
    rows = '{"id": "1", "text": "Äpfel für die Fähre."}\n{"id": "2", "text": "Zwölf Boote."}\n'
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        (page,) = found(tmp_path, f"{encoding}.jsonl", rows.encode(encoding))
        assert [each.article.body for each in read_all(page)] == ["Äpfel für die Fähre.", "Zwölf Boote."]


NAMES = st.sampled_from(
    ["a.zip", "a.tar", "a.tgz", "a.warc", "a.warc.gz", "a.csv", "a.json", "a.jsonl", "a.jsonl.gz", "a"]
)
GOOD = st.sampled_from(
    [zipped([("a.html", html())]), tarred([("a.html", html())]), tarred([("a.html", html())], "w"), packed(record("u", html())),
     record("u", html()), b"id,text\n1,one\n", b'[{"id":1,"text":"x"}]', b'{"id":1,"text":"x"}\n', b""]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(NAMES, GOOD, st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4), st.floats(0, 1))
def test_no_file_is_beyond_reading(tmp_path_factory, name, content, changes, cut):
    whole = bytearray(content)
    for place, new in changes:
        at = int(place * len(whole))
        whole[at : at + len(new)] = new
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(bytes(whole[: int(len(whole) * (1.3 - 0.3 * cut))]))
    for each in find_pages([path]):
        assert isinstance(each, Page | UnreadableError)
        if isinstance(each, Page):
            assert all(one is not None for one in read_all(each))
