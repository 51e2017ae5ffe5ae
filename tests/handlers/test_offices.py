"""Who holds an office, by the words of it."""

import pytest

from corpus.models import Person
from handlers.offices import Offices

MAYOR = Person("Ada Lind", roles=("Mayor of Visby",))
DEPUTY = Person("Bo Berg", roles=("Deputy mayor", "Harbour master"))
PEOPLE = (MAYOR, DEPUTY, Person("Eva Falk"))


@pytest.mark.parametrize(
    ("words", "loosely", "held"),
    [
        ("mayor", False, (MAYOR, DEPUTY)),
        ("the deputy mayor", False, (DEPUTY,)),
        ("acting mayor", False, ()),
        ("acting mayor", True, (MAYOR, DEPUTY)),
        ("harbour mayor", False, ()),  # of two offices
        ("", True, ()),
        ("the", True, ()),
    ],
)
def test_offices_are_held(words: str, loosely: bool, held: tuple[Person, ...]) -> None:  # a row of the table
    assert Offices(PEOPLE).held(words, loosely=loosely) == held
