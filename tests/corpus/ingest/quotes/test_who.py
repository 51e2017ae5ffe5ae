"""Who speaks, by names, roles and pronouns: a row a case, made up by hand."""

import pytest

from corpus.ingest.quotes.reading import read_speech
from corpus.ingest.quotes.speakers import speakers

CASES = [
    # text, speaker, remark
    (
        "Minister of Trade and Industry Ada Lind said it was “a good day for all.”",
        "Ada Lind",
        "a portfolio of two fields",
    ),
    (
        "The Ministry of Trade and Industry said it was “a good day for all.”",
        "Ministry of Trade and Industry",
        "its ministry",
    ),
    (
        "The National Search and Rescue Agency said it was “too late for that.”",
        "National Search and Rescue Agency",
        "a body of two fields",
    ),
    (
        "Ada Lind led the search. Searchers found a boat. “It is very far out,” she said.",
        "Ada Lind",
        "a trade of many is nobody",
    ),
    (
        "Ada Sanders led the search. Sanders found a boat. “It is very far out,” Sanders said.",
        "Ada Sanders",
        "a name that ends like one",
    ),
    ("Two clerks met. “It is over for us,” one of them said.", None, "nobody by name"),
    (
        "In an interview with Radio Lindholm, Ada Lind spoke of her start. “It is a long way,” she said.",
        "Ada Lind",
        "no station is she",
    ),
    (
        "Ada Lind held the rope. “I prayed for hours,” the 34-year-old weaver said.",
        "Ada Lind",
        "an age goes back to a name",
    ),
    (
        "Trade minister Ada Lind spoke first. “It is a long way,” the prime minister said.",
        "prime minister",
        "another office",
    ),
    ("Trade minister Ada Lind spoke first. “It is a long way,” the trade minister said.", "Ada Lind", "her office"),
]


@pytest.mark.parametrize(("text", "speaker", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_who_speaks(text, speaker, remark):
    (quote,) = speakers(read_speech(text)).quotes
    assert quote.speaker == speaker, remark
