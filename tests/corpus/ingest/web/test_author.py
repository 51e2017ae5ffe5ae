"""Who wrote a page's article, and where it says to have it from."""

import pytest

from corpus.ingest.read import read
from corpus.models import Page, Role

PROSE = [
    "The council of Lindholm left the harbour closed on Monday, the mayor, Paul Okoro, told reporters after nine hours of talks.",
    "“We have time until the ice goes,” Okoro said, and added that the owners of two ships had gone to court over the matter.",
    "Nobody in the town remembers a winter in which so many boats lay idle for so long, and few think that it will be the last.",
]
SITE = '<meta property="og:site_name" content="Mere"><meta property="og:url" content="https://mere.example/news/ice">'


def article(*, head="", top="", end="", site=SITE):
    text = "".join(f"<p>{each}</p>" for each in PROSE)
    body = f"<article><h1>Harbour stays closed</h1>{top}{text}{end}</article>"
    source = (
        f"<!DOCTYPE html><html><head><title>Harbour stays closed</title>{site}{head}</head><body>{body}</body></html>"
    )
    (reading,) = read(Page("a.html", source.encode()))
    return reading.article


def data(author):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


BYLINES = [
    ("data", {"head": data('{"@type": "Person", "name": "Ada Lind"}')}, ("Ada Lind",)),
    ("several in data", {"head": data('[{"name": "Ada Lind"}, {"name": "Jan Berg"}]')}, ("Ada Lind", "Jan Berg")),
    ("a body in data", {"head": data('{"@type": "Organization", "name": "Ada Lind"}')}, ()),
    ("a newsroom in data, a name in print", {"head": data('"Newsroom"'), "top": "<p>By Ada Lind</p>"}, ("Ada Lind",)),
    ("metadata", {"head": '<meta name="author" content="Ada Lind">'}, ("Ada Lind",)),
    ("an address in metadata", {"head": '<meta name="author" content="https://mere.example/lind">'}, ()),
    ("an agency in metadata", {"head": '<meta name="author" content="Reuters">'}, ()),
    ("the site in metadata", {"head": '<meta name="author" content="The Mere Example">'}, ()),
    (
        "a card's label",
        {"head": '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Lind">'},
        ("Ada Lind",),
    ),
    ("a link's relation", {"top": '<div><a rel="author" href="/lind">Ada Lind</a></div>'}, ("Ada Lind",)),
    ("a link's address", {"top": '<div>Words <a href="/author/lind">Ada Lind</a></div>'}, ("Ada Lind",)),
    ("in print", {"top": "<div>By Ada Lind</div><div>8 Dec 2021</div>"}, ("Ada Lind",)),
    ("a name beside the date", {"top": "<div>Ada Lind</div><div>8 Dec 2021</div>"}, ("Ada Lind",)),
    ("nobody", {}, ()),
]


@pytest.mark.parametrize(("remark", "places", "names"), BYLINES, ids=[row[0] for row in BYLINES])
def test_who_wrote_it(remark, places, names):
    assert article(**places).byline == names, remark


SOURCES = [
    ("a link that says so", '<p><a href="https://www.reuters.com/ice">Source link</a></p>', ["Reuters", "Mere"]),
    ("outside a paragraph", '<a href="https://www.reuters.com/ice">Source link</a>', ["Reuters", "Mere"]),
    ("a label before it", '<p>Source: <a href="https://www.dw.com/ice">DW</a></p>', ["Deutsche Welle", "Mere"]),
    ("via", '<p>via <a href="https://apnews.com/ice">AP News</a></p>', ["Associated Press", "Mere"]),
    ("a site nobody knows", '<p><a href="https://lindholm.example.net/ice">Source link</a></p>', ["lindholm.example.net", "Mere"]),
    ("the source of a number", '<p>Source: <a href="https://counts.example.net/ice">Lindholm counts</a></p>', ["Mere"]),
    ("its own page", '<p><a href="https://mere.example/news/ice">Source link</a></p>', ["Mere"]),
    ("what everybody writes on", '<p><a href="https://t.co/x">Source link</a></p>', ["Mere"]),
    ("no address", '<p><a href="/ice">Source link</a></p>', ["Mere"]),
    ("two addresses", '<p>Source: <a href="https://www.dw.com/a">DW</a>, <a href="https://ap.org">AP</a></p>', ["Mere"]),
    ("a link to more", '<p><a href="https://www.reuters.com/ice">Read more</a></p>', ["Mere"]),
]  # fmt: skip


@pytest.mark.parametrize(("remark", "end", "outlets"), SOURCES, ids=[row[0] for row in SOURCES])
def test_the_link_to_the_source_at_the_end_is_a_hop(remark, end, outlets):
    chain = article(end=end).provenance.published
    assert [hop.outlet for hop in chain] == outlets, remark
    assert chain[-1].role is (Role.CARRIER if len(chain) > 1 else Role.AUTHOR)


def test_such_a_hop_is_the_pages_word_alone():
    end = '<p><a href="https://www.reuters.com/ice">Source link</a></p>'
    assert article(end=end).provenance.credit == "page says Reuters via Mere"
