"""Which rows are read of a question: those that hold most, and those with their words near by."""

from collections.abc import Iterable

import pytest

from corpus.ask.candidates import Reach, candidates

HELD = {"ferry": [1, 5, 9, 40], "hull": [2, 5, 30], "crew": [9, 31]}
SHARES = {"ferry": 1.0, "hull": 2.0, "crew": 3.0}
NEAR = ((-1, 0.4), (1, 0.3))


class Rows:
    """What words stand in which rows, newest first."""

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]:
        held = [set(HELD[word]) for word in all_of]
        return sorted(set.intersection(*held), reverse=True)[:limit]


@pytest.mark.parametrize(
    ("read", "rows"),
    [
        (1, [9]),  # ferry and crew
        (3, [9, 31, 5]),  # crew beside a hull, ferry and hull
        (9, [9, 31, 5, 30, 2, 1, 40]),
    ],
)
def test_rows_that_hold_most_come_first(read: int, rows: list[int]) -> None:
    assert candidates(SHARES, NEAR, Rows(), Reach(read=read))[0] == rows


def test_rows_near_by_that_hold_a_word_come_along() -> None:
    assert candidates(SHARES, NEAR, Rows(), Reach(read=2)) == ([9, 31], [30])


def test_an_old_row_with_all_words_is_found_behind_newer_ones_with_one() -> None:
    assert candidates(SHARES, NEAR, Rows(), Reach(counted=1, read=9))[0][:2] == [9, 31]
