from dataclasses import dataclass, replace

import pytest

from corpus.models import Excerpt, Person
from corpus.results import Candidate, Match, Resolution, Said
from handlers.who import Meant, meant, spelled
from tests.handlers.fake import ARTICLES, FakeLibrary, desk, quote, span


@pytest.mark.parametrize(
    ("name", "spellings", "shown"),
    [
        ("Ana Lopes", ("Ana Lopes",), ()),
        ("Ana Lopes", ("Ana Lopes", "Anna Lopes"), ("Anna",)),
        ("Ana Lopes", ("Ana Lopez", "Anna Lopez"), ("Lopez", "Anna Lopez")),
        ("Ana Lopes", ("Ana Maria Lopes",), ("Ana Maria Lopes",)),
        ("Ana Lopes", ("Анна Лопеш",), ("Анна Лопеш",)),
        ("Ana Lopes", ("Lopes", "Lopez"), ("Lopez",)),  # a part of the name is no other spelling
        ("Inês Lopes", ("Ines Lopes",), ("Ines",)),
    ],
)
def test_other_spellings_show_what_differs(name, spellings, shown):
    assert spelled(Person(name, spellings=spellings)) == shown


HANH = Person("Tran Thi Hanh", quotes=2)
TEXT = "Hanh said ships sail. Tran Thi Hanh, the minister, said so."


@dataclass
class Partly(FakeLibrary):
    """A part of a name finds one person, and does not name her for certain."""

    called: str = "Hanh"

    def resolve(self, text):
        _, _, topic = text.partition(" on ")
        return Resolution(Match.AMBIGUOUS, text, topic, (Candidate(HANH.name, "person", 1.0, HANH),))

    def quotes_by(self, who, *, via=None, topic=""):
        quoted = quote(TEXT, "ships sail", HANH.name, speaker_span=span(TEXT, self.called))
        return (Said(Excerpt(replace(ARTICLES[0], body=TEXT), quoted.span, quote=quoted)),)


@pytest.mark.parametrize(
    ("text", "called", "expected"),
    [
        ("Hanh", "Hanh", Meant(HANH)),
        ("hanh on ships", "Hanh", Meant(HANH, "ships")),
        ("Hanh", "Tran Thi Hanh", None),  # no article calls her so
        ("Tran", "Hanh", None),
    ],
)
def test_a_part_of_a_name_that_an_article_uses_alone_names_somebody(text, called, expected):
    found = meant(text, replace(desk(), library=Partly(called=called)))
    assert found == expected if expected else isinstance(found, Resolution)
