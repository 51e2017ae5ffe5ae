"""Web pages: the article, its headline, day and outlet, and a reason where there is none."""

import datetime as dt
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.ingest.files import find_pages
from corpus.ingest.read import read, read_all
from corpus.ingest.web.tree import lightened, markup
from corpus.models import Basis, Page, Reading, Role

PROSE = [
    "The council of Lindholm left the harbour closed on Monday, the mayor, Ada Lind, told reporters after nine hours of talks.",
    "“We have time until the ice goes,” Lind said, and added that the owners of two ships had gone to court over the matter.",
    "Nobody in the town remembers a winter in which so many boats lay idle for so long, and few think that it will be the last.",
]
HEAD = """<title>Harbour of Lindholm stays closed | Lindholm Gazette</title>
<meta property="og:title" content="Harbour of Lindholm stays closed - Lindholm Gazette">
<meta property="og:site_name" content="Lindholm Gazette">
<meta property="article:published_time" content="2021-12-08T11:53:00+01:00">
<link rel="canonical" href="https://gazette.example/news/harbour">"""
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
END = '<div class="related-posts"><a href="/x">Okoro sells a ship to a buyer who did not want to be named at all this week</a></div>'


def page(body, head=HEAD):
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{MENU}{body}{END}</body></html>"


ARTICLE = page("<h1>Harbour of Lindholm stays closed</h1>" + "".join(f"<p>{each}</p>" for each in PROSE))


def article(source, **given):
    (reading,) = read(Page("a.html", source if isinstance(source, bytes) else source.encode(), **given))
    return reading.article


def test_a_page():
    found = article(ARTICLE)
    assert found.body == "\n\n".join(PROSE)
    assert (found.title, found.published, found.published_basis) == (
        "Harbour of Lindholm stays closed",
        "2021-12-08T11:53",
        Basis.STATED,
    )
    assert [(hop.outlet, hop.role, hop.basis) for hop in found.provenance.chain] == [
        ("Lindholm Gazette", Role.AUTHOR, Basis.STATED)
    ]
    assert (found.url, found.language) == ("https://gazette.example/news/harbour", "en")
    assert found.quotes[0].speaker == "Ada Lind"


def test_what_was_left_out_is_kept_with_its_reason():
    (reading,) = read(Page("a.html", ARTICLE.encode()))
    reasons = {line.text.split()[0]: line.reason for line in reading.dropped}
    assert reasons["Home"] == "navigation"
    assert reasons["Okoro"] == "related"
    assert reasons["Harbour"] == "title"


FORMS = [
    ("UTF-8 with a mark", b"\xef\xbb\xbf" + ARTICLE.encode()),
    ("UTF-16", ARTICLE.encode("utf-16")),
    ("a code page that it claims", ARTICLE.replace("<head>", "<head><meta charset=windows-1252>").encode("cp1252")),
    ("UTF-8 with a stray byte of a code page", ARTICLE.encode().replace("“".encode(), b"\x93")),
    (
        "a message",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + ARTICLE.encode() + b"\r\n--b--\r\n",
    ),
]


@pytest.mark.parametrize(("remark", "content"), FORMS, ids=[row[0] for row in FORMS])
def test_however_it_is_encoded(remark, content):
    assert article(content).body == "\n\n".join(PROSE), remark


def test_a_gzipped_page(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (found,) = find_pages([tmp_path])
    assert isinstance(found, Page)
    assert (found.media_type, found.content) == ("text/html", ARTICLE.encode())


def test_files_beside_a_saved_page_belong_to_it(tmp_path):
    (tmp_path / "a.html").write_text(ARTICLE)
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_text("<html></html>")
    assert [each.source for each in find_pages([tmp_path])] == [str(tmp_path / "a.html")]


DAYS = [
    ("nowhere", "", None),
    (
        "data",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-03-01"}</script>',
        "2020-03-01",
    ),
    ("broken data", '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', None),
    ("the address", '<link rel=canonical href="https://a.example/2020/03/01/harbour">', "2020-03-01"),
    (
        "universal time and the address",
        '<link rel=canonical href="https://a.example/2020/03/01/h"><meta name=date content="2020-03-02T02:00Z">',
        "2020-03-01",
    ),
    ("no day at all", '<meta name=date content="2020-13-45">', None),
]


@pytest.mark.parametrize(("remark", "head", "day"), DAYS, ids=[row[0] for row in DAYS])
def test_the_day(remark, head, day):
    body = "".join(f"<p>{each}</p>" for each in PROSE)
    found = article(page(body, head), found_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    assert found.published == day, remark


OUTLETS = [
    (
        "an agency on another's domain",
        '<meta name=author content="Reuters"><meta property="og:site_name" content="Harbour News"><link rel=canonical href="https://harbour.example/a">',
        "page says Reuters via Harbour News",
    ),
    ("a domain alone", '<link rel=canonical href="https://www.bbc.com/news/a">', "BBC News (inferred)"),
    ("nothing", "", "unknown outlet"),
    ("a site's name that names nobody", '<meta property="og:site_name" content="***">', "unknown outlet"),
]


@pytest.mark.parametrize(("remark", "head", "credit"), OUTLETS, ids=[row[0] for row in OUTLETS])
def test_no_outlet_is_stated_that_the_page_does_not_state(remark, head, credit):
    found = article(page("".join(f"<p>{each}</p>" for each in PROSE), head))
    stated = [hop.outlet for hop in found.provenance.chain if hop.basis is Basis.STATED]
    assert found.provenance.credit == credit, remark
    assert all(name in head for name in stated if name), remark


NO_ARTICLE = [
    ("nothing", "<html><body></body></html>", "nothing in it"),
    ("frames", "<html><frameset><frame src=a></frameset></html>", "frames"),
    ("a paywall", page("<p>Subscribe to continue reading.</p>"), "paywall"),
    (
        "a paywall below the first paragraph",
        page(f"<h1>Harbour</h1><p>{PROSE[0]} {PROSE[1]}</p><div>Subscribe to read the whole story</div>"),
        "paywall",
    ),
    (
        "a paragraph of what is not free",
        page(
            f"<h1>Harbour</h1><p>{PROSE[0]} {PROSE[1]}</p>",
            HEAD
            + '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
        ),
        "paywall",
    ),
    ("a question about cookies", page("<p>We value your privacy</p>", ""), "cookies"),
    ("a check for robots", page("<p>Please verify you are human.</p>", ""), "robots"),
    ("scripts alone", "<html><body><script>draw()</script></body></html>", "script"),
    ("cut off", "<html><body><nav><a href=x>Home", "breaks off"),
    ("tags without end", "<html><body>" + "<p>" * 70_000, "too long"),
    (
        "entities that grow",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
        "no paragraphs",
    ),
]


@pytest.mark.parametrize(("remark", "source", "reason"), NO_ARTICLE, ids=[row[0] for row in NO_ARTICLE])
def test_what_holds_no_article_says_why(remark, source, reason):
    with pytest.raises(UnreadableError) as failed:
        article(source)
    assert reason in failed.value.reason, remark


FREE = [
    (
        "a short text beside a call to subscribe",
        page(f"<h1>Harbour</h1><p>{PROSE[0]} {PROSE[1]}</p><p>Subscribe now</p>"),
    ),
    ("a long text that is not free, and is there", ARTICLE.replace("</h1>", "</h1><p>Subscribe to read more.</p>")),
    (
        "a text that its data call free",
        page(
            f"<h1>Harbour</h1><p>{PROSE[0]} {PROSE[1]}</p>",
            HEAD + '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script>',
        ),
    ),
]


@pytest.mark.parametrize(("remark", "source"), FREE, ids=[row[0] for row in FREE])
def test_what_is_there_is_read(remark, source):
    assert PROSE[0] in article(source).body, remark


def test_ballast_goes_and_the_article_stays():
    heavy = ARTICLE.replace(
        "<h1>", f"<img src='data:image/png;base64,{'A' * 4_000_000}'><script>{'x ' * 100}</script><h1>"
    )
    assert article(heavy).body == "\n\n".join(PROSE)
    assert lightened("<html>" + "<script>" * 500_000) == "<html>"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(ARTICLE)), st.binary(max_size=6), st.integers(0, 40))
def test_any_damage_leaves_an_article_or_a_reason(at, junk, lost):
    content = ARTICLE.encode()
    (found,) = read_all(Page("a.html", content[:at] + junk + content[at + lost :], "text/html"))
    assert isinstance(found, Reading | UnreadableError)


@given(st.binary(max_size=300))
def test_any_bytes_have_markup(content):
    assert "\0" not in markup(content)


BLOG = "<title>Notes from the quay: {}</title>"


@pytest.mark.parametrize(
    ("named", "printed", "title"),
    [
        ("Ice again", "<h3>Ice again</h3>", "Ice again"),
        ("Ice again", "<h3>A harbour in winter</h3>", "Notes from the quay: Ice again"),
        ("Ice again", "<h1>Ice: the harbour waits</h1><h3>Ice again</h3>", "Ice: the harbour waits"),
    ],
)
def test_a_lesser_heading_is_the_headline_where_the_document_is_named_after_it(named, printed, title):
    posted = "<p>Posted on August 2, 2020 by seagull</p>"
    body = printed + posted + "".join(f"<p>{each}</p>" for each in PROSE)
    found = article(page(body, BLOG.format(named)))
    assert found.title == title
    assert found.body == "\n\n".join(PROSE)
    assert found.published == "2020-08-02"
