"""Failures say what failed, also in another process."""

import pickle

from corpus.errors import UnreadableError


def test_a_failure_travels_between_processes_whole():
    error = pickle.loads(pickle.dumps(UnreadableError("page.html", "empty")))  # our own bytes
    assert (error.source, error.reason, str(error)) == ("page.html", "empty", "page.html: empty")
