"""A feed that lies among pages is read as the articles that it prints; other XML says what it is."""

import pytest

from corpus.errors import UnreadableError
from corpus.ingest.read import read, read_all
from corpus.models import Page

TEXT = (
    "The council of Lindholm left the harbour closed on Monday, the mayor, Ada Lind, told reporters after nine hours "
    "of talks. “We have time until the ice goes,” Lind said, and the owners of two ships went to court over it."
)
ITEM = "<item><title>{}</title><link>https://gazette.example/{}</link><description>{}</description>{}</item>"
DAY = "<pubDate>Wed, 08 Dec 2021 10:53:00 GMT</pubDate>"


def rss(*items, top='<?xml version="1.0"?>'):
    head = "<title>Lindholm Gazette</title><link>https://gazette.example/</link>"
    return f'{top}<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


GOOD = rss(ITEM.format("Harbour stays closed", "1", TEXT, DAY), ITEM.format("Ice", "2", "Soon.", DAY))


def test_entries_are_articles_with_the_feed_as_their_outlet():
    found, short = read_all(Page("saved/feed.rss", GOOD))
    article = found.article
    assert (article.title, article.published) == ("Harbour stays closed", "2021-12-08T10:53")
    assert (article.source, article.url) == ("saved/feed.rss", "https://gazette.example/1")
    assert article.provenance.credit == "Lindholm Gazette"
    assert article.quotes[0].speaker == "Ada Lind"
    assert str(short) == "saved/feed.rss: entry 2: the feed prints too little of it to be read"


def test_markup_in_an_entry_makes_no_page_of_a_feed():
    marked = rss(ITEM.format("Harbour", "1", f"&lt;html&gt;&lt;body&gt;&lt;p&gt;{TEXT}&lt;/p&gt;", DAY), top="")
    (found,) = read(Page("feed", marked))
    assert found.article.body == TEXT


NONE = [
    (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "a list of feeds"),
    (b'<?xml version="1.0"?><urlset><url/></urlset>', r"XML \(urlset\)"),
    (b'<?xml version="1.0"?><rss><channel><title>A</title></channel></rss>', "a feed without entries"),
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss><channel/></rss>', "entities"),
    (b'<?xml version="1.0"?>', r"XML \(xml\)"),
]


@pytest.mark.parametrize(("content", "reason"), NONE)
def test_what_is_no_feed_says_so(content, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(Page("a.xml", content))


def test_a_page_written_as_xml_is_a_page():
    page = f'<?xml version="1.0"?><!DOCTYPE html><html><body><h1>Harbour</h1><p>{TEXT}</p></body></html>'
    (found,) = read(Page("a", page.encode()))
    assert found.article.body == TEXT
