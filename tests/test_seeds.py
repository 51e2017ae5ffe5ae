"""The starter corpus: five briefs whose quotations are the pages' and whose other words are our own."""

import re
from pathlib import Path

import pytest

from corpus.ingest.extract import readings
from corpus.models import Kind, QuoteKind, Reading

SEEDS = Path(__file__).parent.parent / "seeds"
RUN = 10  # words in a row that are nobody else's outside quotation marks
QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")


@pytest.fixture(scope="module")
def briefs():
    found = list(readings([SEEDS]))
    assert all(isinstance(each, Reading) for each in found)
    return [each.article for each in found]


def test_five_briefs_with_their_facts(briefs):
    facts = sorted((brief.published, brief.published_basis, brief.provenance.credit) for brief in briefs)
    assert facts == [
        ("2021-12-08T11:53", "stated", "RT (inferred; state)"),
        ("2021-12-29", "inferred", "unnamed blog"),
        ("2021-12-30T11:28", "stated", "RT (inferred; state)"),
        ("2021-12-31", "stated", "unnamed blog, citing Reuters (original not held)"),
        ("2021-12-31T11:29", "stated", "Xinhua (state) via People's Daily Online (state) via GlobalSecurity.org"),
    ]
    assert {brief.kind for brief in briefs} == {Kind.BRIEF}


def test_their_quotations_have_speakers(briefs):
    quotes = [quote for brief in briefs for quote in brief.quotes if quote.kind is not QuoteKind.SCARE]
    assert len(quotes) >= 30
    assert sum(quote.speaker is not None for quote in quotes) >= 0.8 * len(quotes)


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text):
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


@pytest.mark.pages
def test_no_prose_of_a_page_stands_outside_quotation_marks(pages_folder):
    theirs = set()
    for page in pages_folder.glob("*.txt"):
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if re.search(r"[.!?][”\"]?\s*$", line)]
        for part in re.split(r"\|", QUOTED.sub("|", " | ".join(lines))):
            theirs |= runs(part)
    assert theirs
    ours = {file.name: runs(file.read_text(encoding="utf-8")) & theirs for file in SEEDS.iterdir()}
    assert {name: found for name, found in ours.items() if found} == {}


@pytest.mark.pages
def test_quotations_are_verbatim(pages_folder, briefs):
    pages = " ".join(" ".join(page.read_text(encoding="utf-8").split()) for page in pages_folder.glob("*.txt"))
    quoted = [match for brief in briefs for match in QUOTED.findall(brief.body)]
    assert len(quoted) >= 35
    assert [words for words in quoted if words not in pages] == []
