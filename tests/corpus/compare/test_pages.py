"""The five real pages: what is known of them, as facts."""

import itertools
from pathlib import Path

import pytest

from corpus.compare import compare
from corpus.events import EventIndex, merge
from corpus.ingest.files import find_pages
from corpus.ingest.read import read
from corpus.ingest.settle import settle
from corpus.models import Article, Interval
from corpus.results import Relation, Slot, Verdict

pytestmark = pytest.mark.pages


@pytest.fixture(scope="module")
def articles(pages_folder) -> list[Article]:
    pages = [page for page in find_pages([pages_folder]) if not isinstance(page, Exception)]
    return list(settle(reading.article for page in pages for reading in read(page)))


@pytest.fixture(scope="module")
def differences(articles):
    found = compare(articles, merge(articles))
    return [point for point in found.points if point.relation is Relation.DIFFER]


def page(article) -> str:
    return Path(article.source).name[:3]


@pytest.mark.parametrize(
    ("slot", "verdict", "values"),
    [
        (Slot.DURATION, Verdict.BOTH_MAY_BE_RIGHT, {"003": "roughly one-hour", "004": "50-minute"}),
        (Slot.DATE, Verdict.BOTH_MAY_BE_RIGHT, {"002": "January 10", "003": "Jan. 9-10, 2022", "004": "January 9-10"}),
        (
            Slot.FORMAT,
            Verdict.CONTRADICT,
            {"001": "spoke on a secure video", "002": "phone call", "003": "virtual summit"},
        ),
        (
            Slot.WORDING,
            Verdict.WORDED_DIFFERENTLY,
            {"002": "sever consequences", "003": "strong economic and other measures"},
        ),
        (Slot.WORDING, Verdict.WORDED_DIFFERENTLY, {"003": "frank and businesslike", "004": "serious"}),
    ],
)
def test_a_known_difference_is_told_with_its_values(differences, slot, verdict, values):
    told = [
        (point.verdict, {(page(e.article), value) for e, value in zip(point.excerpts, point.values, strict=True)})
        for point in differences
        if point.slot is slot
    ]
    assert any(kind is verdict and set(values.items()) <= stated for kind, stated in told)


def test_days_that_only_look_different_are_no_difference(differences):
    assert [point.event.when.iso for point in differences if point.slot is Slot.DATE] == ["2022-01-09/2022-01-10"]


def test_how_many_calls_is_no_difference(differences):
    assert not [point for point in differences if point.slot is Slot.COUNT]


@pytest.mark.parametrize(
    ("when", "pages"),
    [
        ("2021-12-07", {"000", "001", "002", "003"}),
        ("2021-12-30", {"000", "002", "003", "004"}),
        ("2022-01-09/2022-01-10", {"002", "003", "004"}),
        ("2022-01-12", {"003", "004"}),
        ("2022-01-13", {"003", "004"}),
        ("2021-12", {"000", "002", "003"}),
        ("2021-06-16", {"003"}),
        ("1962", {"004"}),
    ],
)
def test_an_event_is_one_entry_however_many_tell_it(articles, when, pages):
    told = [
        {page(m.article) for m in event.mentions} for event in merge(articles) if event.when == Interval.parse(when)
    ]
    assert pages in told


def test_every_date_is_shown(articles):
    shown = {
        (mention.article.id, light)
        for event in merge(articles)
        for mention in event.mentions
        for light in mention.highlights
    }
    missing = [
        date.span.cut(article.body)
        for article in articles
        for date in article.dates
        if (article.id, date.span) not in shown
    ]
    assert missing == ["Dec. 31"]  # the dateline


def test_one_article_more_is_building_anew(articles):
    anew = merge(articles)
    for order in itertools.islice(itertools.permutations(articles), 0, 120, 17):
        index = EventIndex()
        for one in order:
            index.add(one)
            index.events()
        assert index.events() == anew


def test_the_order_of_articles_changes_no_comparison(articles):
    assert compare(articles, merge(articles)) == compare(articles[::-1], merge(articles[::-1]))
