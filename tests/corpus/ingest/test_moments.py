"""Days and minutes are kept as the place's own clock showed them."""

import pytest

from corpus.ingest.moments import iso_moment

MOMENTS = [
    ("2021-12-30", "2021-12-30"),
    ("2021-12-30T11:28", "2021-12-30T11:28"),
    ("2021-12-30 11:28:59", "2021-12-30T11:28"),
    ("2021-12-30T11:28:59.123Z", "2021-12-30T11:28"),
    ("2021-12-30T11:28:00+03:00", "2021-12-30T11:28"),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_moments(text, moment):
    assert iso_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-13-01", "2021-02-30", "2021-12-30T25:00", "30.12.2021", "yesterday"]
)
def test_nothing_else(text):
    with pytest.raises(ValueError, match=r"\w"):
        iso_moment(text)
