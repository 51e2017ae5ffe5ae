"""Who speaks, row by row; every sentence is made up."""

import pytest

from corpus.ingest.annotate import annotate
from corpus.models import QuoteKind

CASES = [
    # text, speaker of its last quotation, remark
    ("Weber dismissed Ada Lind’s claim that there had been “dozens of leaks” in the bridge.", "Ada Lind", "the owner of a claim"),
    ("Ada Lind left the room after her warning that the bridge was “a trap.”", "Ada Lind", "the owner of a warning, a pronoun"),
    ("Jonas Weber called Ada Lind’s remarks “a disgrace.”", "Jonas Weber", "a claim that somebody else talks about"),
    ("The bridge was labelled “a trap” by Jonas Weber.", "Jonas Weber", "by, behind"),
    ("The town looked “half asleep” and the harbour was empty, according to Ada Lind.", "Ada Lind", "according to, far behind"),
    ("After Weber criticized the harbour, Ada Lind shot back, “You never paid for it.”", "Ada Lind", "shot back"),
    ("“You know how it is, right?” Ada Lind went on, as if nobody had asked. “You pay.”", "Ada Lind", "went on"),
    ("Ada Lind, celebrating a victory in the port of Lindholm, is pledging to “win all the rest.”", "Ada Lind", "a progressive is no participle"),
    ("Jonas Weber kept asking her why the town paid for “empty ships.”", "Jonas Weber", "kept asking"),
    ("The plan misjudged the mayor, Jonas Weber, Ada Lind having referred to it as “a dream.”", "Ada Lind", "having"),
    ("The harbour board less than two weeks ago said that “secret papers” had been lost.", "harbour board", "a time with its number"),
    ("Ada Lind said that the council would offer “free rides” to all.", "Ada Lind", "what others would do"),
    ("He coined a phrase, “bridge people,” to describe those who stayed. Ada Lind called it “cheap.”", "Ada Lind", "to describe those"),
    ("Theresa May spoke on Monday. “Nobody knew of it,” said May.", "Theresa May", "a surname that is a month"),
    ("Al From led the group. “It was another time,” From said.", "Al From", "a surname that is a preposition"),
    ("State radio quoted Jonas Weber as saying that “it is over.”", "Jonas Weber", "quoted as saying"),
    ("Ada Lind was quoted by state radio as saying “it is over.”", "Ada Lind", "was quoted as saying"),
    ("The Lindholm Harbour Council met. “It is safe,” the council said.", "Lindholm Harbour Council", "a body's short name"),
    ("Many objected. “If they wait, we lose,” Sen. Ada Lind (D-N.Y.) said Tuesday.", "Ada Lind", "a party and a state"),
    ("Weber smiled. “You know how it is, right?” Ada Lind went on, as if nobody had asked.", "Ada Lind", "went on, behind a question"),
    ("Ada Lind rose and began to read rules 3:1-5 aloud, saying: “Keep off the rails.”", "Ada Lind", "a colon between figures"),
    ("“It is over,” said a teacher named Ada Lind, who left.", "Ada Lind", "named behind a role"),
    ("When Weber was asked whether the bridge was safe, he shrugged, laughed and said, “Ask the gulls.”", "Weber", "two verbs of one subject"),
    ("In declaring the bridge “not safe,” the mayor, Ada Lind, again said too much.", "Ada Lind", "an opening participle"),
    ("Continuing to explain his view, Weber rejected the plan, saying it was “a trap.”", "Weber", "a word that only opens"),
    ("The council opened an attack on Ada Lind, who said she was “not a coward.”", "Ada Lind", "who, behind a thing about somebody"),
    ("He had a talk with the harbour mayor, who said the bridge was “rotten.”", "harbour mayor", "who, behind a role"),
    ("Others wait. Ada Lind came. “We lost it all.\n\n“We shall build it again,” she said.", "Ada Lind", "over two paragraphs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_speaker(text, speaker, remark):
    assert annotate(text, published=None).quotes[-1].speaker == speaker, remark


SCARE = [
    ("Ada Lind said on Harbour TV's “Lindholm This Morning” that it was late.", "a programme"),
    ("Ada Lind played in the “Harbour Street” series.", "a series, by the word behind"),
    ("The so-called “rebels” left, Ada Lind said.", "so-called"),
    ("The film “Bridge Over Nothing” opened on Monday.", "a film, by the word before"),
]


@pytest.mark.parametrize(("text", "remark"), SCARE, ids=[row[-1] for row in SCARE])
def test_scare(text, remark):
    assert annotate(text, published=None).quotes[0].kind is QuoteKind.SCARE, remark


SAID = [
    ("Ada Lind called the bridge a “relic.”", "a word that somebody chose"),
    ("Weber pointed to Ada Lind’s claim of “thousands” of leaks.", "a word of a claim"),
    ("“As Mayor,” Ada Lind said, “I pay.”", "capitals that are spoken"),
]


@pytest.mark.parametrize(("text", "remark"), SAID, ids=[row[-1] for row in SAID])
def test_not_scare(text, remark):
    assert annotate(text, published=None).quotes[0].kind is not QuoteKind.SCARE, remark
