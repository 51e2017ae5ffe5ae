"""An owner behind "in" is no place."""

import pytest

from corpus.compare import compare
from corpus.events import merge
from corpus.results import Slot
from tests.corpus.articles import article


@pytest.mark.parametrize(
    ("other", "differ"),
    [("Ada Lind met Bo Berg in Oslo on Monday.", True), ("Ada Lind met Bo Berg in Oslo's harbour on Monday.", False)],
)
def test_an_owner_is_no_place(other, differ):
    one = "Ada Lind met Bo Berg in Lima on Monday."
    pair = [article(one, day="2024-05-15", id_="1"), article(other, day="2024-05-15", id_="2", outlet="Northern Wire")]
    assert any(point.slot is Slot.PLACE for point in compare(pair, merge(pair)).points) is differ
