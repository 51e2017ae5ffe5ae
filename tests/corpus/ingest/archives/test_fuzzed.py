"""What fuzzing found, kept: each of these bytes once ended in a traceback or without end."""

import io

import pytest

from corpus.errors import UnreadableError
from corpus.ingest.archives import Place, pages_in
from corpus.ingest.archives.bounds import Budget
from corpus.ingest.read import read_all
from corpus.models import Page
from tests.corpus.ingest.archives.packing import STORY, zipped

FOUND = [
    ("a member without a name", "a.zip", zipped([("x", b"text")]).replace(b"x", b"\0", 2)),
    (
        "a sign that stood for a quotation",
        "page.txt",
        f"Ferry stays\n\n{STORY}\x01 {STORY}\n\n{STORY} \x01 A\n".encode("latin1"),
    ),
]


def read(name, data):
    """Everything that bytes of a file with this name are read as."""
    place = Place(name, name, Budget(len(data)))
    for page in pages_in(place, io.BufferedReader(io.BytesIO(data))):
        yield from [page] if isinstance(page, UnreadableError) else read_all(page)


@pytest.mark.parametrize(("name", "data"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_is_read_or_refused(name, data):
    found = [*read(name, data)]
    assert found
    assert not any(isinstance(each, Page) for each in found)
