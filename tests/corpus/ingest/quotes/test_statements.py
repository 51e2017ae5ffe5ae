"""Statements of several people, and talk written down turn by turn."""

import pytest

from corpus.ingest.annotate import annotate

TOGETHER = [
    ("Ada Lind and Jonas Weber agreed that the bridge must close.", {"Ada Lind", "Jonas Weber"}, "two names"),
    ("In the end, Mayor Ada Lind and Jonas Weber said they would meet.", {"Ada Lind", "Jonas Weber"}, "behind an opening"),
    ("She met Ada Lind and Jonas Weber said that it was late.", {"Jonas Weber"}, "an object before and"),
    ("Okoro told Ada Lind and Weber said nothing of the bridge.", {"Weber"}, "a hearer before and"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "remark"), TOGETHER, ids=[row[-1] for row in TOGETHER])
def test_two_who_say_one_thing_both_say_it(text, who, remark):
    said = annotate(text, published=None).statements
    assert {each.speaker for each in said if "agreed" in text or "said" in each.span.cut(text)} == who, remark


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("On Friday, US Mayor Ada Lind and Port Minister Jonas Weber said that rye was dear.", 2),
        ("In a call, Ada Lind and Jonas Weber warned each other of the flood.", 2),
        ("Ada Lind had asked for the call on Friday.", 0),
        ("Ada Lind asked whether the ferry was late.", 1),
    ],
)
def test_a_statement_has_its_whole_subject_and_a_request_is_none(text, whole):
    assert [each.span.cut(text) for each in annotate(text, published=None).statements] == [text] * whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The union says its pay will go up by 6.5 per cent.", "The union says its pay will go up by 6.5 per cent."),
        ("According to the union, 12.5 million will strike.", "According to the union, 12.5 million will strike."),
        ("Ada Lind, ill for days, told Radio Velm that rye was dear.", "Ada Lind"),
    ],
)
def test_no_sentence_ends_inside_a_number_and_who_is_told_says_nothing(text, said):
    whole = {each.span.cut(text) for each in annotate(text, published=None).statements}
    assert said in whole | {each.speaker for each in annotate(text, published=None).statements}
    assert "Radio Velm" not in {each.speaker for each in annotate(text, published=None).statements}


def test_what_was_not_said_is_no_statement():
    assert annotate("Ada Lind would not say that the bridge was closed.", published=None).statements == ()


TURNS = """Jorge Okoro spoke with Mayor Ada Lind on Monday.

OKORO: Was the bridge safe?

LIND: It was. Nobody told us a thing about it.

OKORO: Did you ask them?
"""


def test_turns_are_statements_of_who_is_named_before_them():
    told = [
        (s.speaker, s.span.cut(TURNS)) for s in annotate(TURNS, published=None).statements if s.rule == "transcript"
    ]
    assert told == [
        ("Jorge Okoro", "Was the bridge safe?"),
        ("Ada Lind", "It was. Nobody told us a thing about it."),
        ("Jorge Okoro", "Did you ask them?"),
    ]


@pytest.mark.parametrize("text", ["Lind: no more bridges.\n\nThe town waits.", "Lind: A.\n\nWeber: B.\n\nOkoro: C."])
def test_a_headline_or_a_list_is_no_transcript(text):
    assert not [s for s in annotate(text, published=None).statements if s.rule == "transcript"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The harbour ministry denies that.", "harbour ministry"),
        ("The operator refuses it.", "operator"),
        ("The interior ministry put the figure at 38.", "interior ministry"),
        ("Trains will run again on Sunday, the railway said.", "railway"),
        ("The office closed on 6 February, the Tribunal's press service said.", "Tribunal's press service"),
        ("According to her advocate Ada Lind, nobody has sealed the boxes.", "Ada Lind"),
        ("Ada Lind from the university thinks that the talks will be harder.", "Ada Lind"),
        ("The Harbour Council, whose chairman Jonas Weber counted on Monday, rejects the charge.", "Harbour Council"),
        ("Ada Lind welcomed the exchange.", "Ada Lind"),
    ],
)
def test_bodies_and_short_answers_are_heard(text, speaker):
    assert [each.speaker for each in annotate(text, published=None).statements] == [speaker]


def test_to_put_a_thing_somewhere_says_nothing():
    assert annotate("Ada Lind put the figure at the end of the hall.", published=None).statements == ()
