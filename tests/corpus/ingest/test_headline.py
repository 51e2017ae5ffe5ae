"""A headline shares its words with the body; its site's name is cut where the page prints it without."""

import pytest

from corpus.ingest.headline import cut_suffix

SUFFIXES = [
    ("Harbour closed | Lindholm Gazette", ["Harbour closed"], ("Harbour closed", "Lindholm Gazette")),
    ("Harbour closed - Lindholm Gazette", ["HARBOUR CLOSED"], ("Harbour closed", "Lindholm Gazette")),
    ("Harbour closed – mayor", ["Ferry stops"], ("Harbour closed – mayor", "")),
    ("Harbour closed – mayor | Gazette", ["Harbour closed – mayor"], ("Harbour closed – mayor", "Gazette")),
]


@pytest.mark.parametrize(("title", "others", "parts"), SUFFIXES)
def test_suffixes(title, others, parts):
    assert cut_suffix(title, others) == parts
