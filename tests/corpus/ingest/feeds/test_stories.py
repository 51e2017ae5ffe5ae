"""Feed and page are two witnesses: which is believed of what."""

import datetime as dt

import pytest

from corpus.ingest.feeds import Entry, Feed
from corpus.ingest.feeds.stories import better_day, from_feed, from_page, house_of, is_whole
from corpus.ingest.outlets import registry
from corpus.models import Basis, Page, Role
from tests.bot.stories import page, story

TODAY = dt.date(2024, 5, 17)
WIRE = next(outlet for outlet in registry().outlets if outlet.wire and outlet.domains)
PAPER = next(outlet for outlet in registry().outlets if not outlet.wire and outlet.domains and not outlet.common)


@pytest.mark.parametrize(
    ("title", "link", "outlet", "basis"),
    [
        ("Harbour Post", "https://harbourpost.example/", "Harbour Post", Basis.STATED),
        ("Harbour Post - World", "https://www.harbourpost.example/world", "Harbour Post", Basis.STATED),
        ("World news | Harbour Post", "https://rss.harbourpost.example/", "Harbour Post", Basis.STATED),
        (PAPER.name, "https://feeds.example/", PAPER.name, Basis.STATED),
        ("Top stories", f"https://{PAPER.domains[0]}/", PAPER.name, Basis.INFERRED),
        ("", "https://harbourpost.example/", "harbourpost.example", Basis.INFERRED),
        ("RSS", "https://harbourpost.example/", "harbourpost.example", Basis.INFERRED),
    ],
)
def test_whose_feed_it_is(title, link, outlet, basis):
    hop = house_of(Feed("https://feeds.example/rss", title, link)).hop
    assert (hop.outlet, hop.basis) == (outlet, basis)


def test_whoever_subscribed_knows_best():
    hop = house_of(Feed("https://harbourpost.example/rss", "Something else"), "Northern Herald").hop
    assert (hop.outlet, hop.basis) == ("Northern Herald", Basis.GIVEN)


@pytest.mark.parametrize(
    ("page_day", "feed_day", "better"),
    [
        ("2024-05-16", "2024-05-16T09:30", "2024-05-16T09:30"),  # the feed knows the minute
        ("2024-05-16T08:00", "2024-05-16T09:30", "2024-05-16T08:00"),
        ("2024-05-15", "2024-05-16T01:30", "2024-05-15"),  # another zone
        ("2024-05-10", "2024-05-16", "2024-05-10"),  # a feed often has the day of the last edit
        (None, "2024-05-16", "2024-05-16"),
        ("2024-05-16", None, "2024-05-16"),
        (None, "2024-06-30", None),  # it lies ahead
        ("2024-05-16", "2030-01-01", "2024-05-16"),
        (None, None, None),
    ],
)
def test_of_two_days_the_better(page_day, feed_day, better):
    assert better_day(page_day, feed_day, TODAY) == better


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (story() * 2, True),
        (story(sentences=3), False),
        (story() * 2 + " …", False),
        (story() * 2 + "<a href='/x'>Read more</a>", False),
        (story() * 2 + "<p>Continue reading...</p>", False),
        ("", False),
    ],
)
def test_whether_a_feed_carries_the_article_itself(content, whole):
    assert is_whole(Entry("1", content=content)) is whole


def _chain(article):
    return [(hop.outlet, hop.role) for hop in article.provenance.chain]


HOUSE = house_of(Feed("https://harbourpost.example/rss", "Harbour Post", "https://harbourpost.example/"))


def test_a_source_is_the_origin_and_the_feed_carries_it():
    entry = Entry("1", "Pier", "https://harbourpost.example/1", content=story(), source="Island Gazette")
    found = from_feed(entry, HOUSE, TODAY).article
    assert _chain(found) == [("Island Gazette", Role.AUTHOR), ("Harbour Post", Role.CARRIER)]


def test_a_feed_that_points_elsewhere_is_no_outlet_of_it():
    entry = Entry("1", "Pier", "https://island.example/1")
    found = from_page(
        Page("https://island.example/1", page(story(), site="Island Gazette").encode(), "text/html"), entry, HOUSE
    )
    assert _chain(found.article) == [("Island Gazette", Role.AUTHOR)]


def test_a_page_that_says_nothing_of_its_outlet_has_the_feeds():
    text = (
        page(story())
        .replace("<meta property='og:site_name' content='Harbour Post'>", "")
        .replace(" - Harbour Post", "")
    )
    entry = Entry("1", "Pier", "https://harbourpost.example/1", published="2024-05-16T09:30")
    found = from_page(Page("https://harbourpost.example/1", text.encode(), "text/html"), entry, HOUSE).article
    assert _chain(found)[0][0] in {"Harbour Post", "harbourpost.example"}
    assert (found.published, found.published_basis) == ("2024-05-16T09:30", Basis.STATED)


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"%PDF-1.4", "application/pdf", "application/pdf instead"),
        (b"GIF89a", "image/gif", "image/gif instead"),
        (b"{}", "", "something else"),
    ],
)
def test_what_is_no_page_has_a_reason(content, media_type, reason):
    assert reason in from_page(Page("https://a.example/1", content, media_type), Entry("1"), HOUSE).reason


def test_a_word_or_two_are_no_article():
    assert "too little" in from_feed(Entry("1", "Pier", content="<p>Three words only.</p>"), HOUSE, TODAY).reason
