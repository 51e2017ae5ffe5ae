"""Feeds of each kind, sound and broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.ingest.feeds import NotAFeedError, read_feed
from corpus.ingest.feeds.entries import MOST

AT = "https://news.example.org/feeds/all.xml"

RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour Post</title><link>https://news.example.org/</link><language>en-GB</language><ttl>30</ttl>
<atom:link href="https://news.example.org/feeds/all.xml" rel="self"/>
<skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<image><title>a logo</title><url>logo.png</url><link>https://elsewhere.example/</link></image>
<item><title>Ferry &amp;amp; pier reopen</title><link>/ferry</link><guid isPermaLink="false">f-1</guid>
 <pubDate>Thu, 16 May 2024 09:30:00 +0300</pubDate><dc:creator>Ada Lind</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[<p>The ferry &amp; the pier.</p>]]></content:encoded>
 <media:content url="a.jpg"><media:title>a picture</media:title></media:content><source url="https://wire.example/rss">The Wire</source></item>
<item><title>No link</title><guid>https://news.example.org/by-guid</guid><pubDate>16 May 24 09:30 GMT</pubDate></item>
<item><description>nothing to know it by</description></item>
</channel></rss>"""

RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="x"><title>Old Post</title><link>https://news.example.org/</link><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://news.example.org/one"><title>One</title><dc:date>2024-05-16</dc:date></item></rdf:RDF>"""

RSS09 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Older&nbsp;Post</title><link>https://news.example.org/</link>
<item><title>Caf&eacute; opens</title><link>https://news.example.org/cafe</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.org/blog/" xml:lang="en" xmlns:media="http://search.yahoo.com/mrss/">
<title type="html">Harbour &lt;b&gt;Blog&lt;/b&gt;</title><link rel="self" href="/feed"/><link href="."/>
<entry><id>tag:example.org,2024:1</id><title>Less &lt; more</title><media:title>a picture</media:title>
 <link rel="enclosure" href="a.mp3"/><link rel="alternate" type="application/json" href="one.json"/><link rel="alternate" type="text/html" href="one"/>
 <published>2024-05-16T09:30:00Z</published><updated>2024-05-17T00:00:00Z</updated>
 <author><name>Ada Lind</name></author><author><name>Bo Berg</name></author>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>ferry</b> sails.</p></div></content>
 <source><title>The Wire</title></source></entry>
<entry><id>2</id><title type="html">Pier &amp;amp; quay</title><content type="html">&lt;p&gt;It is open.&lt;/p&gt;</content><updated>2024-05-18</updated></entry>
<entry><id>3</id><title>Plain</title><content>5 &lt; 6</content></entry>
</feed>"""

ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old blog</title>
<entry><id>1</id><title>One</title><link rel="alternate" type="text/html" href="https://news.example.org/1"/><issued>2004-05-16T09:30:00+01:00</issued>
<content type="text/html" mode="escaped">&lt;p&gt;Hello.&lt;/p&gt;</content></entry></feed>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "home_page_url": "https://news.example.org/",
        "language": "en",
        "items": [
            {
                "id": 1,
                "url": "/one",
                "title": "One",
                "content_html": "<p>a</p>",
                "date_published": "2024-05-16T09:30:00+03:00",
                "authors": [{"name": "Ada Lind"}],
            },
            {
                "id": "2",
                "external_url": "https://elsewhere.example/2",
                "content_text": "a < b\n\nc",
                "author": {"name": "Bo"},
            },
            {"title": ["no", "text"]},
            "no object",
        ],
    }
)


def _rows(text, content=None):
    feed = read_feed(text.encode() if isinstance(text, str) else text, AT)
    return feed, {entry.key: entry for entry in feed.entries}


def test_rss_2():
    feed, rows = _rows(RSS2)
    assert (feed.title, feed.link, feed.language, feed.ttl) == (
        "Harbour Post",
        "https://news.example.org/",
        "en-gb",
        30,
    )
    assert (feed.quiet_hours, feed.quiet_days, feed.mended) == ({1, 0}, {6}, False)
    one = rows["f-1"]
    assert (one.title, one.link, one.author, one.source) == (
        "Ferry & pier reopen",
        "https://news.example.org/ferry",
        "Ada Lind",
        "The Wire",
    )
    assert (one.published, one.at) == ("2024-05-16T09:30", 1715841000.0)
    assert one.content == "<p>The ferry &amp; the pier.</p>"
    two = rows["https://news.example.org/by-guid"]
    assert (two.link, two.published) == ("https://news.example.org/by-guid", "2024-05-16T09:30")
    assert len(rows) == 2


def test_rss_1():
    feed, rows = _rows(RSS1)
    assert (feed.title, feed.ttl) == ("Old Post", 360)
    assert rows["https://news.example.org/one"].published == "2024-05-16"


def test_rss_0_91_with_a_document_type():
    feed, rows = _rows(RSS09)
    assert feed.title == "Older Post"
    assert rows["https://news.example.org/cafe"].title == "Café opens"


def test_atom():
    feed, rows = _rows(ATOM)
    assert (feed.title, feed.link, feed.language) == ("Harbour Blog", "https://news.example.org/blog/", "en")
    one = rows["tag:example.org,2024:1"]
    assert (one.title, one.link) == ("Less < more", "https://news.example.org/blog/one")
    assert (one.published, one.author, one.source) == ("2024-05-16T09:30", "Ada Lind, Bo Berg", "The Wire")
    assert "<p>The <b>ferry</b> sails.</p>" in one.content
    assert (rows["2"].title, rows["2"].content, rows["2"].published) == (
        "Pier & quay",
        "<p>It is open.</p>",
        "2024-05-18",
    )
    assert rows["3"].content == "5 &lt; 6"


def test_atom_0_3():
    _, rows = _rows(ATOM03)
    assert (rows["1"].published, rows["1"].content) == ("2004-05-16T09:30", "<p>Hello.</p>")


def test_json_feed():
    feed, rows = _rows(JSON)
    assert (feed.title, feed.language) == ("Harbour Post", "en")
    assert (rows["1"].link, rows["1"].author, rows["1"].published) == (
        "https://news.example.org/one",
        "Ada Lind",
        "2024-05-16T09:30",
    )
    assert rows["2"].content == "<p>a &lt; b</p><p>c</p>"
    assert len(rows) == 2


def _rss(items: str, head: str = "<rss version='2.0'><channel><title>T</title>", tail: str = "</channel></rss>") -> str:
    return head + items + tail


ITEM = "<item><title>{}</title><link>https://news.example.org/1</link>{}</item>"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (_rss(ITEM.format("Fish & chips", "")), "Fish & chips"),  # a bare &
        (_rss(ITEM.format("A&nbsp;&mdash; B", "")), "A — B"),  # entities of HTML
        (_rss(ITEM.format("A\x0bB\x00C", "")), "ABC"),  # control characters
        (_rss(ITEM.format("A&#x0;&#11;B", "")), "AB"),
        (_rss(ITEM.format("Ends", ""), tail=""), "Ends"),  # it breaks off
        (_rss(ITEM.format("Ends", "<description><p>open"), tail=""), "Ends"),
        (_rss(ITEM.format("<b>Bold</b> words", "")), "Bold words"),  # not escaped
        (_rss(ITEM.format("Crossed", "<description><b><i>x</b></i></description>")), "Crossed"),
        ("\n\n  <?xml version='1.0'?>" + _rss(ITEM.format("Late", "")), "Late"),  # its declaration is not first
        ("<?xml version='1.0' encoding='utf-16'?>" + _rss(ITEM.format("Not wide", "")), "Not wide"),
        ("<?xml version='1.0' encoding='klingon'?>" + _rss(ITEM.format("Known", "")), "Known"),
        (_rss(ITEM.format("Unbound", "<media:x y='1'/>")), "Unbound"),  # a prefix without a name space
    ],
)
def test_a_broken_feed_is_mended(text, title):
    feed, _ = _rows(text)
    assert [entry.title for entry in feed.entries] == [title]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("windows-1251", "cp1251"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_that_are_declared_and_true_or_not(declared, encoding):
    title = "Новости дня" if encoding == "cp1251" else "Café müde"
    text = f"<?xml version='1.0' encoding='{declared}'?>" + _rss(ITEM.format(title, ""))
    feed, _ = _rows(text.encode(encoding))
    assert feed.entries[0].title == title


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
FILE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (BOMB, "entities of its own"),
        (FILE, "entities of its own"),
        ("Just words", "no feed"),
        ("<x><y/></x>", "no feed"),
        ('{"items": []}', "JSON, but no feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "JSON that breaks off"),
        ("{" + '"a":[' * 100_000, "JSON that"),
        ("<rss", "so broken"),
        ("<opml><body/></opml>", "a list of feeds"),
        ("<html><body><p>hello</p></body></html>", "a page, not a feed, and it names none"),
    ],
)
def test_what_is_no_feed_has_a_reason(content, reason):
    with pytest.raises(UnreadableError) as raised:
        read_feed(content.encode(), AT)
    assert reason in raised.value.reason


def test_a_page_names_its_feeds():
    page = """<!DOCTYPE html><html><head><base href="https://news.example.org/a/"><link rel="alternate" type="application/rss+xml" href="rss">
    <link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" hreflang="de" href="/de"></head><body>rss</body></html>"""
    with pytest.raises(NotAFeedError) as raised:
        read_feed(page.encode(), AT)
    assert raised.value.feeds == ("https://news.example.org/a/rss", "https://news.example.org/atom")


def test_an_empty_feed_is_one():
    assert read_feed(_rss("").encode(), AT).entries == ()


def test_a_feed_of_a_hundred_thousand_entries_is_cut():
    text = _rss("".join(f"<item><title>{n}</title></item>" for n in range(100_000)))
    feed = read_feed(text.encode(), AT)
    assert len(feed.entries) == MOST
    assert feed.left_out == 100_000 - MOST


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Thu, 16 May 2024 09:30:00 GMT", "2024-05-16T09:30"),
        ("2024-05-16T09:30:00.123Z", "2024-05-16T09:30"),
        ("2024-05-16", "2024-05-16"),
        ("16 May 2024", "2024-05-16"),
        ("yesterday", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),  # no date, but a machine's zero
        ("0000-00-00 00:00:00", None),
        ("", None),
    ],
)
def test_dates_in_many_forms(date, published):
    feed, _ = _rows(_rss(ITEM.format("x", f"<pubDate>{date}</pubDate>")))
    assert feed.entries[0].published == published


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@example.org", "http://[bad"])
def test_a_link_to_no_page_is_none(link):
    feed, _ = _rows(_rss(f"<item><title>x</title><link>{link}</link></item>"))
    assert feed.entries[0].link == ""


@given(st.text(max_size=200) | st.text(alphabet="<>&;/![]-\"'= rsitemCDATAntl0x#", max_size=200))
def test_any_text_is_read_or_refused(text):
    for whole in (text, _rss(text), _rss(ITEM.format(text, text))):
        assert _outcome(whole.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("sign", ["&", "<", "<![CDATA[", "<!--", "]]>", "<a ", "&#", "<!DOCTYPE "])
def test_many_signs_take_no_long(sign):
    assert _outcome(_rss(ITEM.format("x", sign * (250_000 // len(sign)))).encode())


def _outcome(content):
    """Entries that can be known, or a reason."""
    try:
        feed = read_feed(content, AT)
    except UnreadableError as error:
        return error.reason
    return all(entry.key for entry in feed.entries)
