"""What the five real pages are, as facts: hashes, days, chains, titles' hashes; no word of theirs."""

import hashlib
from pathlib import Path

import pytest

from corpus.ingest.extract import extract_lines

pytestmark = pytest.mark.pages

PAGES = {
    "000_cb1d3d6102b418e5.txt": ("2021-12-30T11:28", "stated", [("RT", "author", "inferred")], 7, 403),
    "001_985e9e0e1d8ca0bf.txt": ("2021-12-08T11:53", "stated", [("RT", "author", "inferred")], 8, 388),
    "002_a6d6c9da1b52b48c.txt": ("2021-12-29", "inferred", [(None, "author", "inferred")], 10, 421),
    "003_f469b3c8a09d446e.txt": (
        "2021-12-31T11:29",
        "stated",
        [("Xinhua", "agency", "stated"), ("People's Daily Online", "carrier", "stated"), ("GlobalSecurity.org", "carrier", "stated")],
        16,
        502,
    ),
    "004_74e2e856255bd8b3.txt": ("2021-12-31", "stated", [(None, "author", "inferred"), ("Reuters", "cited", "stated")], 14, 407),
}  # fmt: skip
TITLES = {
    "000_cb1d3d6102b418e5.txt": "1c141375ae9b6aa0",
    "001_985e9e0e1d8ca0bf.txt": "caaf352f5ff21eb2",
    "002_a6d6c9da1b52b48c.txt": None,
    "003_f469b3c8a09d446e.txt": "c8c9f7cb928600d0",
    "004_74e2e856255bd8b3.txt": "8633d684a45f1ae7",
}
BODIES = {
    "000_cb1d3d6102b418e5.txt": "c07bbfd1d6511987",
    "001_985e9e0e1d8ca0bf.txt": "493f8999b51927de",
    "002_a6d6c9da1b52b48c.txt": "191d1d3471761821",
    "003_f469b3c8a09d446e.txt": "35ea3fc573b70b8e",
    "004_74e2e856255bd8b3.txt": "c47a297b9ec1965e",
}
DROPPED = {
    "000_cb1d3d6102b418e5.txt": [1, 2, 4, 6, 7],
    "001_985e9e0e1d8ca0bf.txt": [1, 2, 4, 6, 24, 25, 26, 27, 28],
    "002_a6d6c9da1b52b48c.txt": [1, 25, 27, 29],
    "003_f469b3c8a09d446e.txt": [1, 3, 5, 7, 9, 11, 45],
    "004_74e2e856255bd8b3.txt": [1, 3, 38, 40, 42, 44, 46],
}


@pytest.fixture(scope="module")
def rows(pages_folder):
    found = [row for row in extract_lines([pages_folder], dropped=True) if isinstance(row, dict)]
    return {Path(row["file"]).name: row for row in found}


def digest(text):
    return None if text is None else hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", PAGES)
def test_facts_of_publication(rows, name):
    row = rows[name]
    chain = [(hop["outlet"], hop["role"], hop["basis"]) for hop in row["provenance"]]
    paragraphs = row["body"].split("\n\n")
    facts = (row["published"], row["published_basis"], chain, len(paragraphs), len(row["body"].split()))
    assert facts == PAGES[name]
    assert (row["language"], row["kind"], row["url"]) == ("en", "article", None)


@pytest.mark.parametrize("name", PAGES)
def test_titles_and_bodies(rows, name):
    assert (digest(rows[name]["title"]), digest(rows[name]["body"])) == (TITLES[name], BODIES[name])


@pytest.mark.parametrize("name", PAGES)
def test_lines_left_out(rows, name):
    assert [line["line"] for line in rows[name]["dropped"]] == DROPPED[name]
    assert all(line["reason"] for line in rows[name]["dropped"])
