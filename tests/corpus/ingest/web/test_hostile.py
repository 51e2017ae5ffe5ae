"""Pages made to stall a reader are read by a cheaper one, or refused with a reason."""

import pytest

from corpus.errors import UnreadableError
from corpus.ingest.read import read_all
from corpus.ingest.web.tree import is_heavy, lightened
from corpus.models import Page, Reading

STORY = "<p>The harbour council of Lindholm voted on Tuesday to keep the old ferry, and Mayor Okoro was glad of it.</p>"
PAGE = f"<html><head><title>Ferry</title></head><body><h1>Ferry stays</h1>{STORY * 5}"

READ = [
    ("nested without end", "<div>" * 25_000),
    ("nested inline elements", "<b><i>" * 12_000),
    ("a table without end", "<table>" + "<tr><td>1<td>2" * 10_000),
    ("an element with endless attributes", "<div " + " ".join(f"a{at}=1" for at in range(100_000)) + ">x</div>"),
    ("an attribute without end", "<div class='" + "nav " * 200_000 + "'>x</div>"),
    ("a tag that never ends", "<div " + "a " * 300_000),
    ("a comment that never ends", "<!--" + "x" * 500_000),
    ("data that nest without end", "<script type='application/ld+json'>" + "[" * 50_000 + "</script>"),
    ("dates without end", "<span>12 January 2020 11:20</span>" * 3_000),
]
REFUSED = [
    ("a million tags", "<p>x</p>" * 100_000, "more markup than any page of news has"),
    ("a book", "<p>" + "words of a book " * 60_000 + "</p>", "as many words as a book has"),
]


def only(markup):
    (found,) = read_all(Page("page.html", (PAGE + markup).encode(), "text/html"))
    return found


@pytest.mark.parametrize("markup", [row[1] for row in READ], ids=[row[0] for row in READ])
def test_the_article_is_found_all_the_same(markup):
    found = only(markup)
    assert isinstance(found, Reading)
    assert "Lindholm voted on Tuesday" in found.article.body


@pytest.mark.parametrize(("markup", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_too_long_says_so(markup, reason):
    found = only(markup)
    assert isinstance(found, UnreadableError)
    assert reason in found.reason


NONE = "The page may have been moved or removed. Try the search, or go to the front page of the Gazette. " * 3


@pytest.mark.parametrize(
    ("title", "reason"),
    [("Page not found | Gazette", "was not found"), ("Verify you are human", "a check for robots")],
)
def test_a_page_that_stands_in_for_another_is_no_article(title, reason):
    content = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{NONE}</p></body></html>"
    (found,) = read_all(Page("page.html", content.encode(), "text/html"))
    assert isinstance(found, UnreadableError)
    assert reason in found.reason


def test_an_article_about_pages_that_are_not_found_is_one():
    content = PAGE.replace("Ferry stays", "Why the council’s page was not found for a week")
    (found,) = read_all(Page("page.html", content.encode(), "text/html"))
    assert isinstance(found, Reading)


def test_tags_keep_the_attributes_that_pages_have():
    usual = '<meta property="og:title" content="' + "Ferry " * 400 + '"><p>' + "x" * 30_000 + "</p>"
    assert lightened(usual) == usual
    assert lightened("<div " + "a " * 20_000 + ">x</div>") == "<div >x</div>"
    assert not is_heavy(PAGE)
