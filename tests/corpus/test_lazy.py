"""A property that is worked out once."""

from dataclasses import dataclass

from corpus.lazy import lazy

ASKED = []


@dataclass(frozen=True)
class Harbour:
    """Something with a property."""

    boats: int

    @lazy
    def twice(self):
        """Twice as many."""
        ASKED.append(self.boats)
        return 2 * self.boats


def test_it_is_worked_out_once_for_each():
    ASKED.clear()
    one, other = Harbour(2), Harbour(3)
    assert [one.twice, one.twice, other.twice, one.twice] == [4, 4, 6, 4]
    assert ASKED == [2, 3]


def test_it_is_known_by_its_class():
    assert Harbour.twice.__doc__ == "Twice as many."
