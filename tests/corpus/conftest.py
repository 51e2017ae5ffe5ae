"""Corpora on both kinds of database: whoever asks for one of these runs on SQLite and on PostgreSQL."""

import pytest


def _made(request, folder):
    if request.param == "sqlite":
        yield f"sqlite:///{folder}/corpus.db"
        return
    server = request.getfixturevalue("postgres")
    name = server.lend()
    yield server.url(name)
    server.take_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """Where a test may build a corpus of its own."""
    yield from _made(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def shared_url(request, tmp_path_factory):
    """Where the tests of a module build the corpus that all of them read."""
    yield from _made(request, tmp_path_factory.mktemp("shared"))


@pytest.fixture
def other_url(request, tmp_path, url):
    """A second place, of the same kind as `url`."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/other.db"
        return
    server = request.getfixturevalue("postgres")
    name = server.lend()
    yield server.url(name)
    server.take_back(name)


@pytest.fixture
def file_url(tmp_path):
    """A place in files, for what only files do."""
    return f"sqlite:///{tmp_path}/corpus.db"
