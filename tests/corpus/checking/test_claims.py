import pytest

from corpus.checking import Claim, claims
from corpus.checking.claims import speaker_in
from corpus.words import word_list

KNOWN = {"ana lopes", "lopes", "vera brandt", "анна лопеш", "вере брандт", "вера брандт", "harbour council"}


def named(text):
    return text.casefold() in KNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lopes: “We open on Monday”", [("We open on Monday", "Ana Lopes")]),
        ('lopes: "we open on Monday"', [("we open on Monday", "lopes")]),
        ("Анна Лопеш: «We open on Monday»", [("We open on Monday", "Анна Лопеш")]),
        ("“We open on Monday,” Ana Lopes said on Tuesday.", [("We open on Monday,", "Ana Lopes")]),
        ("“We open on Monday,” said Ana Lopes, the mayor.", [("We open on Monday,", "Ana Lopes")]),
        ("“We open on Monday” — Vera Brandt", [("We open on Monday", "Vera Brandt")]),
        ("“We open,” Ana Lopes said. “On Monday at noon.”", [("On Monday at noon.", "Ana Lopes")]),  # two words alone are left out
        ("“We open on Monday,” Mr. Strange said", [("We open on Monday,", "Mr Strange")]),  # nobody of ours, and still a name
        ("Ana Lopes said that “we open on Monday”; Vera Brandt said “nobody asked us”",
         [("we open on Monday", "Ana Lopes"), ("nobody asked us", "Vera Brandt")]),
        ("„Wir öffnen am Montag“, sagte Ana Lopes", [("Wir öffnen am Montag", "Ana Lopes")]),
        ("Ana Lopes: 'we don't open on Monday'", [("we don't open on Monday", "Ana Lopes")]),
        ("Ana Lopes: we open on Monday", [("we open on Monday", "Ana Lopes")]),
        ("Ana Lopes said that we open on Monday", [("we open on Monday", "Ana Lopes")]),
        ("we open on Monday - Ana Lopes", [("we open on Monday", "Ana Lopes")]),
        ("Note: we open on Monday", [("Note: we open on Monday", "")]),
        ("we open on Monday", [("we open on Monday", "")]),
        ("Ana Lopes: they speak of ‘peace at last’ and they close the harbour for a month again",
         [("they speak of ‘peace at last’ and they close the harbour for a month again", "Ana Lopes")]),
        ("Ana Lopes told Vera Brandt: “We open on Monday”", [("We open on Monday", "Ana Lopes")]),
        ("On Tuesday, Vera Brandt told Ana Lopes: “We open on Monday”", [("We open on Monday", "Vera Brandt")]),
        ("Ana Lopes to Vera Brandt on 7 Dec: “We open on Monday”", [("We open on Monday", "Ana Lopes")]),
        ("Ana Lopes warned the head of the union, Vera Brandt, that “we open on Monday”", [("we open on Monday", "Ana Lopes")]),
        ("Vera Brandt asked Ana Lopes, and Lopes replied: “We open on Monday”", [("We open on Monday", "Lopes")]),
        ("She told Vera Brandt: “We open on Monday”", [("We open on Monday", "")]),
        ("According to Ana Lopes, “we open on Monday”", [("we open on Monday", "Ana Lopes")]),
        ("Vera Brandt was told by Ana Lopes: “We open on Monday”", [("We open on Monday", "Ana Lopes")]),
        ("Vera Brandt refused to come and Ana Lopes replied: “We open on Monday”", [("We open on Monday", "Ana Lopes")]),
        ("Ana Lopes, quoted by Vera Brandt: “We open on Monday”", [("We open on Monday", "Ana Lopes", "Vera Brandt")]),
        ("“We open on Monday”, said Ana Lopes, as told by Vera Brandt", [("We open on Monday", "Ana Lopes", "Vera Brandt")]),
        ("Анна Лопеш сказала Вере Брандт: «We open on Monday»", [("We open on Monday", "Анна Лопеш")]),
        ("Анна Лопеш ушла, сказала Вера Брандт: «We open on Monday»", [("We open on Monday", "Вера Брандт")]),
        ("Ana Lopes told Vera Brandt that we open on Monday", [("we open on Monday", "Ana Lopes")]),
        ("“” ?!", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_and_their_speaker(text, expected):
    assert claims(text, named) == tuple(Claim(*one) for one in expected)


def test_what_stands_beside_a_quotation_is_no_name():
    for word in word_list("checking")["beside"]["words"]:
        assert speaker_in(word, named) == ""


@pytest.mark.parametrize(
    "text", ["“" * 10_000, "a: " * 10_000, "'x y z' " * 10_000, "A" * 100_000, "— " * 50_000, "a told b that " * 10_000]
)
def test_any_message_is_read(text):
    assert all(claim.words in text for claim in claims(text, named))
