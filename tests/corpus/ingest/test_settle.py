"""Settling revises what is inferred, in any order with one result."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ingest.settle import settle
from corpus.models import Article, Basis
from tests.corpus.articles import article

STATED = Article(
    id="stated",
    body=(
        "Ada Lind and Paul Okoro held a phone call about the harbour of Lindholm on Thursday, as planned. The Wednesday "
        "statement of the mayor had announced the call. A round of harbour talks is planned for Jan. 10, 2022."
    ),
    published="2021-12-31T11:29",
    published_basis=Basis.STATED,
    language="en",
)
GIVEN = Article(
    id="given",
    body="The last call of Ada Lind and Paul Okoro was held on Dec. 7. The harbour stays closed.",
    published="2021-12-08",
    published_basis=Basis.GIVEN,
    language="en",
)
UNDATED = Article(
    id="undated",
    body=(
        "Ada Lind and Paul Okoro are expected to hold a phone call about the harbour of Lindholm on Thursday. A round of "
        "harbour talks is planned for January 10. The phone call of Lind and Okoro about the harbour starts late tomorrow evening."
    ),
    language="en",
)
ALONE = Article(id="alone", body="Nothing that is told here has a day.", language="en")
ROWS = (STATED, GIVEN, UNDATED, ALONE)


def by_id(articles):
    return {article.id: article for article in articles}


def test_what_is_stated_or_given_stays():
    settled = by_id(settle(ROWS))
    assert (settled["stated"], settled["given"], settled["alone"]) == (STATED, GIVEN, ALONE)


def test_an_undated_article_is_dated_by_what_others_tell():
    undated = by_id(settle(ROWS))["undated"]
    assert undated.published in {"2021-12-29", "2021-12-30"}
    assert undated.published_basis is Basis.INFERRED
    assert "2021-12-30" in {mention.interval.iso for mention in undated.dates}


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(ROWS)))))
def test_the_order_makes_no_difference(order):
    rows = [ROWS[at] for at in order]
    settled = settle(rows)
    assert [article.id for article in settled] == [article.id for article in rows]
    assert by_id(settled) == by_id(settle(ROWS))


@settings(max_examples=16, deadline=None)
@given(st.lists(st.sampled_from(ROWS), unique_by=lambda row: row.id))
def test_settling_again_changes_nothing(rows):
    once = settle(rows)
    assert settle(once) == once


def test_a_late_article_is_settled_as_if_it_had_been_there():
    early = settle([STATED, UNDATED])
    assert by_id(settle([*early, GIVEN, ALONE])) == by_id(settle(ROWS))


def test_an_inference_falls_with_its_evidence():
    dated = by_id(settle(ROWS))["undated"]
    assert settle([dated])[0].published == settle([UNDATED])[0].published


def test_days_that_are_the_same_whenever_it_was_written_are_dated_without_a_day_of_writing():
    told = [
        article("Judges ordered a count of the Veshki vote on September 3.", day="2024-09-19", outlet="Harbour Post"),
        article("Police fired tear gas at a Veshki march on September 6.", day="2024-09-19", outlet="Northern Wire"),
        article("The Veshki vote count will be declared on Saturday.", day="2024-09-19", outlet="Daily Slate"),
    ]
    undated = article(
        "Odd as it was, calm came to the rye fields on Wednesday. Judges ordered the count of the Veshki vote on "
        "September 3. Police fired tear gas at a Veshki march on September 6. The Veshki vote count will be declared "
        "on Saturday.",
        day=None,
        outlet="Evening Star",
    )
    *_, found = settle([*told, undated])
    assert found.published is None
    assert {"2024-09-03", "2024-09-06"} <= {date.interval.iso for date in found.dates}
    assert settle([*told, found])[-1] == found
    assert settle([found])[-1].dates == undated.dates
