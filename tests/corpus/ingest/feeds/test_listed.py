import pytest

from corpus.errors import UnreadableError
from corpus.ingest.feeds import Subscription, read_list

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News & views"><outline text="North"><outline type="rss" text="Harbour Post" xmlUrl="https://a.example/rss" htmlUrl="https://a.example"/></outline>
<outline text="B" XMLURL="https://b.example/rss"/></outline>
<outline title="C" xmlUrl="https://c.example/rss"/><outline text="again" xmlUrl="https://a.example/rss"/><outline text="bad" xmlUrl="file:///x"/></body></opml>"""

TOML = """
[[feed]]
address = "https://a.example/rss"
outlet = "Harbour Post"
group = "North"
every = 15
[[feed]]
address = "https://b.example/rss"
"""


def test_groups_within_groups():
    assert read_list(OPML.encode(), "my.opml") == (
        Subscription("https://a.example/rss", "Harbour Post", "News & views/North"),
        Subscription("https://b.example/rss", "B", "News & views"),
        Subscription("https://c.example/rss", "C"),
    )


def test_toml():
    one, two = read_list(TOML.encode(), "feeds.toml")
    assert (one.outlet, one.group, one.every) == ("Harbour Post", "North", 15)
    assert two == Subscription("https://b.example/rss")


@pytest.mark.parametrize(
    ("content", "source", "reason"),
    [
        ("<opml><body/></opml>", "a.opml", "without the address"),
        ("<rss/>", "a.opml", "neither OPML nor TOML"),
        ("words", "a.opml", "neither OPML nor TOML"),
        ("feed = 1", "a.toml", "[[feed]]"),
        ("= x", "a.toml", "no sound TOML"),
        ("[[feed]]\ntitle='x'", "a.toml", "feed 1: no address"),
        ("[[feed]]\naddress='ftp://x.example/'", "a.toml", "none of the web"),
        ("[[feed]]\naddress='https://x.example/'\nevery=0", "a.toml", "number of minutes"),
        ("[[feed]]\naddress='https://x.example/'\ntitle=1", "a.toml", "are texts"),
    ],
)
def test_what_is_no_list_has_a_reason(content, source, reason):
    with pytest.raises(UnreadableError) as raised:
        read_list(content.encode(), source)
    assert reason in raised.value.reason


def test_a_list_nested_deep_is_walked():
    deep = "<outline text='x'>" * 200 + "<outline xmlUrl='https://a.example/rss'/>" + "</outline>" * 200
    assert len(read_list(f"<opml><body>{deep}</body></opml>".encode(), "a.opml")) == 1
