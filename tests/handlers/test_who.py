import pytest

from corpus.models import Person
from handlers.who import spelled


@pytest.mark.parametrize(
    ("name", "spellings", "shown"),
    [
        ("Ana Lopes", ("Ana Lopes",), ()),
        ("Ana Lopes", ("Ana Lopes", "Anna Lopes"), ("Anna",)),
        ("Ana Lopes", ("Ana Lopez", "Anna Lopez"), ("Lopez", "Anna Lopez")),
        ("Ana Lopes", ("Ana Maria Lopes",), ("Ana Maria Lopes",)),
        ("Ana Lopes", ("Анна Лопеш",), ("Анна Лопеш",)),
    ],
)
def test_other_spellings_show_what_differs(name, spellings, shown):
    assert spelled(Person(name, spellings=spellings)) == shown
