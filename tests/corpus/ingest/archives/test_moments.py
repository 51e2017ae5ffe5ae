"""Days and minutes in the forms that exports print."""

import pytest

from corpus.ingest.archives.moments import given_moment

FORMS = [
    ("2021-12-30", "2021-12-30"),
    (" 2021-12-30 11:28:05 ", "2021-12-30T11:28"),
    ("2021-12-30 11:28:05 UTC", "2021-12-30T11:28"),
    ("2021-12-30T11:28:05.123+02:00", "2021-12-30T11:28"),
    ("20211230", "2021-12-30"),
    ("20211230T112805Z", "2021-12-30T11:28"),
    ("20211230112805", "2021-12-30T11:28"),
    ("1640863685", "2021-12-30T11:28"),
    ("1640863685000", "2021-12-30T11:28"),
    ("Thu, 30 Dec 2021 11:28:05 GMT", "2021-12-30T11:28"),
    ("December 30, 2021", "2021-12-30"),
    ("30.12.2021", "2021-12-30"),
    ("soon", "soon"),
    ("20211330", "20211330"),
    ("Thu, 99 Dec 2021", "Thu, 99 Dec 2021"),
]


@pytest.mark.parametrize(("text", "moment"), FORMS, ids=[text for text, _ in FORMS])
def test_forms(text, moment):
    assert given_moment(text) == moment
