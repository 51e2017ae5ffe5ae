"""What /check tells of a quotation: its verdict, and word by word what differs."""

from dataclasses import dataclass, replace

import pytest

from bot.words import say
from corpus.models import Excerpt
from corpus.results import Checked, CheckedQuote, Difference, Finding, Said
from handlers import answer
from handlers.parser import parse
from tests.handlers.fake import ANA, ARTICLES, FakeLibrary, desk

QUOTE = ARTICLES[1].quotes[0]
SAID = Said(Excerpt(ARTICLES[1], QUOTE.span, quote=QUOTE))
ONE = CheckedQuote("two new ferries", (Finding.VERBATIM,), "Ana Lopes", "Ana Lopes", SAID, relay="Rui Lopes")
ALTERED = replace(ONE, findings=(Finding.ALTERED,))


@dataclass
class Judging(FakeLibrary):
    """Has one verdict."""

    verdict: CheckedQuote = ONE

    def check(self, text: str) -> Checked:
        return Checked((replace(self.verdict, words=text),), self.scope())


def told(verdict):
    found = answer(parse("/check two new ferries"), replace(desk(), library=Judging(verdict=verdict)))
    return say(found.heading), [say(note) for section in found.sections for note in section.notes]


@pytest.mark.parametrize(
    ("verdict", "heading"),
    [
        (ONE, "Verbatim"),
        (replace(ONE, misrelayed="Vera Brandt"), "Verbatim · as told by Rui Lopes, not by Vera Brandt"),
        (replace(ONE, findings=(Finding.SPEAKER, Finding.VERBATIM), speaker="Rui Lopes"),
         "Another speaker: Ana Lopes, as told by Rui Lopes, not Rui Lopes · verbatim"),
        (replace(ONE, findings=(Finding.PARTLY,), outside=("The mayor",)),
         "Partly a quotation there: “The mayor” stands outside the quotation marks"),
    ],
)  # fmt: skip
def test_the_verdict(verdict, heading):
    assert told(verdict)[0] == heading


@pytest.mark.parametrize(
    ("difference", "note"),
    [
        (Difference("two", "three"), "“two” stands for “three”"),
        (Difference("not", "", 1), "“not” is added: a negation is added"),
        (Difference("", "never", -1), "“never” is left out: the negation is gone"),
        (Difference("do", "don't", -1), "“do” stands for “don't”: the negation is gone"),
    ],
)
def test_what_differs(difference, note):
    assert told(replace(ALTERED, differences=(difference,)))[1] == [note]


def test_its_buttons_count_quotes_as_quote_does():
    held = Judging(persons=(replace(ANA, quotes=9),))  # nine pieces, which are told in three
    found = answer(parse("/check two new ferries"), replace(desk(), library=held))
    assert "Ana Lopes: 3" in [say(action.label) for action in found.actions]
