import pytest

from corpus.bodies import kind_of
from corpus.models import Person
from corpus.people import _public as public
from corpus.people import initials


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Ana Lopes", spellings=("Ana Lopes",), roles=("mayor",), articles=1), True),
        (Person("Ana Lopes", spellings=("Ana Lopes",), articles=2), True),
        (Person("Ana Lopes", spellings=("Ana Lopes",), articles=1), False),  # a passer-by
        (Person("officials", spellings=("officials",), articles=9), False),
        (Person("senior harbour official", spellings=("senior harbour official",), roles=("official",), articles=9), False),
        (Person("US Officials", spellings=("US Officials",), articles=9), False),
        (Person("Анна Лопеш", spellings=("Анна Лопеш",), articles=2), True),
        (Person("李明", spellings=("李明",), articles=2), True),
    ],
)  # fmt: skip
def test_who_may_be_listed(person, expected):
    assert public(person) is expected


@pytest.mark.parametrize(
    ("name", "kind"), [("Harbour Council", "org"), ("the Kremlin", "org"), ("Ana Lopes", "person")]
)
def test_bodies_and_people(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour News Agency", ("HNA",)),
        ("Agency of the North Coast", ("ANC",)),
        ("Harbour Post", ()),  # two letters are anybody's
        ("RT", ()),
    ],
)
def test_an_outlet_goes_by_its_initials(name, expected):
    assert initials(name) == expected
