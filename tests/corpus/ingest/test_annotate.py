"""All findings of a text together, and their lines."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ingest.annotate import annotate, annotate_lines
from corpus.ingest.quotes.reading import read_speech
from corpus.models import QuoteKind

DAY = dt.date(2024, 5, 3)  # a Friday
TEXT = """Harbour spokeswoman Ada Lind said on Wednesday that the bridge was “done for.” She added that nobody would cross it again.

“We will build a new one,” Lind said. “It will be wider.”

The mayor, Jonas Weber, dismissed the plan as “a bad joke.” His office did not answer. He wrote a song called “Bridge Over Nothing.”

“It is safe,” the Pentagon said in a statement. “It was useful to both,” it added.
"""


def test_who_says_what_and_when():
    quotes = annotate(TEXT, published=DAY).quotes
    told = [
        (q.span.cut(TEXT), q.speaker, q.said_on and q.said_on.isoformat())
        for q in quotes
        if q.kind is not QuoteKind.SCARE
    ]
    assert told == [
        ("done for.", "Ada Lind", "2024-05-01"),
        ("We will build a new one,", "Ada Lind", "2024-05-01"),
        ("It will be wider.", "Ada Lind", "2024-05-01"),
        ("a bad joke.", "Jonas Weber", None),
        ("It is safe,", "Pentagon", None),
        ("It was useful to both,", "Pentagon", None),
    ]


def test_a_title_is_nobodys_words():
    scare = [q for q in annotate(TEXT, published=DAY).quotes if q.kind is QuoteKind.SCARE]
    assert [q.span.cut(TEXT) for q in scare] == ["Bridge Over Nothing."]
    assert scare[0].speaker is None


def test_statements_without_marks():
    said = annotate(TEXT, published=DAY).statements
    assert ("Ada Lind", "She added that nobody would cross it again.") in [(s.speaker, s.span.cut(TEXT)) for s in said]


def test_the_day_of_publication_is_never_the_day_of_utterance_by_default():
    quote = annotate("“It is safe,” Ada Lind said.", published=DAY).quotes[0]
    assert quote.said_on is None


def test_an_unknown_speaker_is_none():
    quote = annotate("They have all seen it. “We shall never know what it was at all.”", published=None).quotes[0]
    assert quote.speaker is None


DAYS = [
    ("On Monday Ada Lind said “it is safe.”", "2024-04-29", "before the subject"),
    ("“It is safe,” Ada Lind said Monday.", "2024-04-29", "behind the verb"),
    ("In a statement on Monday, Ada Lind said “it is safe.”", "2024-04-29", "a statement's day"),
    ("Ada Lind said the bridge will open on Monday, “it is safe.”", None, "what is said has a day of its own"),
    ("Ada Lind, who had kept silent until Monday, said the bridge was “safe as houses.”", None, "a clause beside has a day of its own"),
    ("Divers found a crack on Monday, Ada Lind said, “very far down.”", None, "the day of the deed"),
    ("When asked on Monday whether it shook, Ada Lind replied, “it is safe.”", "2024-04-29", "the day of the question"),
    ("They spoke in a call on Tuesday. Ada Lind said Jonas Weber told her “it is safe.”", "2024-04-30", "told out of a call"),
    ("Ada Lind said in Tuesday remarks that the bridge stays.\n\n“It is safe,” Lind said.", "2024-04-30", "goes on in the next paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "remark"), DAYS, ids=[row[-1] for row in DAYS])
def test_day_of_utterance(text, day, remark):
    found = annotate(text, published=DAY).quotes[-1].said_on
    assert (found and found.isoformat()) == day, remark


def test_lines_come_back_with_findings():
    row = next(annotate_lines([{"id": 7, "text": "“It is safe,” Ada Lind said Monday.", "published": "2024-05-03"}]))
    quote = row["quotes"][0]
    assert row["id"] == 7
    assert quote["text"] == row["text"][quote["start"] : quote["stop"]]
    assert (quote["speaker"], quote["said_on"], quote["kind"]) == ("Ada Lind", "2024-04-29", "direct")
    assert row["text"][quote["speaker_start"] : quote["speaker_stop"]] == "Ada Lind"
    assert row["dates"][0]["value"] == "2024-04-29"


@pytest.mark.parametrize("row", [{}, {"text": None}, {"text": "“", "published": "soon"}, {"text": 5}])
def test_odd_rows_come_back_too(row):
    assert "quotes" in next(annotate_lines([row]))


def test_a_suffix_alone_is_no_empty_name():
    found = annotate("“There is more in storage,” III added.\n\nIt said litigation was begun.", published=DAY)
    assert all(one.speaker != "" for one in (*found.quotes, *found.statements))


WORDS = st.sampled_from(
    ["“", "”", '"', "Ada Lind", "Weber", "said", "told", ",", ".", "?", "that", "he", "she", "it", "according to", "\n\n", "the", "mayor", "and", "“a b c d,”", "'s", "who", "saying", "by", "On Monday", ":", "—", "(", ")", "in a statement", "III", "Jr."]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=40))
def test_any_text_is_read_the_same_twice_and_its_speakers_stand_in_it(words):
    text = " ".join(words)
    found = annotate(text, published=DAY)
    assert found == annotate(text, published=DAY)
    names = {entity.name for entity in read_speech(text).registry.entities}
    for said in (*found.quotes, *found.statements):
        assert said.span.stop <= len(text)
        assert said.speaker is None or said.speaker in names or said.speaker in " ".join(text.split())


@pytest.mark.parametrize("unit", ["“", '"', "A", "([{", "Aa ", "“a” ", "Lind, a "])
def test_long_runs(unit):
    text = unit * (20_000 // len(unit))
    assert all(date.span.stop <= len(text) for date in annotate(text, published=DAY).dates)
