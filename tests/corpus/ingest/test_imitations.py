"""A domain that looks like a known outlet's is marked; what is the outlet's, or bears its name by right, is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.imitations import host_of, imitated, registered
from corpus.ingest.outlets import registry
from corpus.words import word_list

FALSE = [
    ("a Cyrillic е", "rеuters.com", "reuters.com"),
    ("the same in punycode", "rеuters.com".encode("idna").decode(), "reuters.com"),
    ("below it", "https://news.rеuters.com/world", "reuters.com"),
    ("letters swapped", "rueters.com", "reuters.com"),
    ("a letter gone", "reuter.com", "reuters.com"),
    ("a letter more", "washingtonposts.com", "washingtonpost.com"),
    ("a nought for an o", "washingtonp0st.com", "washingtonpost.com"),
    ("rn for m", "bloornberg.com", "bloomberg.com"),
    ("an I for an l", "kyivIndependent.com".replace("I", "l"), "kyivindependent.com"),
    ("a capital I for an l", "spiegeI.de", "spiegel.de"),
    ("a hyphen and a lure", "reuters-news.com", "reuters.com"),
    ("a lure before", "breaking-reuters.net", "reuters.com"),
    ("two lures", "nytimes-live-news.com", "nytimes.com"),
    ("a lure without a hyphen", "reutersnews.net", "reuters.com"),
    ("a short name with a lure", "bbc-news.co", "bbc.com"),
    ("its whole domain, then another ending", "reuters.com.co", "reuters.com"),
    ("its whole domain before another", "bbc.co.uk.example.net", "bbc.co.uk"),
    ("with its www", "www.theguardian.com.login.example", "theguardian.com"),
    ("another ending", "lemonde.ltd", "lemonde.fr"),
    ("another ending, one letter off", "spiegell.ltd", "spiegel.de"),
    ("fullwidth letters", "ｒｅｕｔｅｒｓ.org", "reuters.com"),
]
RIGHT = [
    ("the outlet itself", "reuters.com"),
    ("with www and a path", "https://www.reuters.com/world/"),
    ("a subdomain", "edition.cnn.com"),
    ("a subdomain of a country's", "news.bbc.co.uk"),
    ("another of its domains", "bbc.com"),
    ("a sister on the owner's domain", "economictimes.indiatimes.com"),
    ("the owner's domain", "yahoo.com"),
    ("a licensed edition", "interfax.by"),
    ("a technical domain of its own", "wsj.net"),
    ("a name that many bear", "elpais.com.uy"),
    ("a magazine's editions", "forbes.ru"),
    ("a common word", "standard.net.au"),
    ("a short name elsewhere", "rt.de"),
    ("a name inside a word", "cnnbrasil.com.br"),
    ("a library's proxy", "www.reuters.com.ezproxy.example.edu"),
    ("somebody else", "lindholmgazette.example"),
    ("no domain", "reuters"),
    ("nothing", ""),
    ("its name in the path", "https://lindholm.example/reuters.com"),
    ("its name before an @", "https://reuters.com@lindholm.example/"),
]


@pytest.mark.parametrize(("remark", "address", "own"), FALSE, ids=[row[0] for row in FALSE])
def test_imitations_are_marked(remark, address, own):
    assert imitated(address, registry()) == own, remark


@pytest.mark.parametrize(("remark", "address"), RIGHT, ids=[row[0] for row in RIGHT])
def test_nobody_is_marked_who_is_no_imitation(remark, address):
    assert imitated(address, registry()) == "", remark


def test_no_domain_of_the_registry_imitates_another():
    domains = [domain for outlet in registry().outlets for domain in (*outlet.domains, *outlet.editions)]
    assert [domain for domain in domains if imitated(domain, registry())] == []
    assert [domain for domain in domains if imitated(f"news.{domain}", registry())] == []


@pytest.mark.parametrize(
    ("host", "parts"),
    [
        ("news.reuters.com", ("reuters", "com")),
        ("reuters.com.co", ("reuters", "com.co")),
        ("bbc.co.uk", ("bbc", "co.uk")),
        ("co.uk", ("co", "uk")),
    ],
)
def test_what_was_registered(host, parts):
    assert registered(host) == parts


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    own = imitated(text, registry())
    assert own == "" or own in {domain for outlet in registry().outlets for domain in outlet.domains + outlet.editions}
    assert host_of(text) == host_of(text).lower()


def test_every_list_has_an_example():
    lists = word_list("imitations")
    assert all(rows["example"] for rows in lists.values())
    letters = {letter for letter in lists["looks"] if letter != "example"}
    assert letters <= set("abcdefghijklmnopqrstuvwxyz")
