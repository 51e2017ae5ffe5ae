"""An id follows from what is printed, whatever the white space."""

from corpus.ingest.identity import identify


def test_ids_are_short_and_stable():
    assert identify("Title", None, "A body.") == identify(" Title", "", "A\n\nbody. ") == "d707fb965d2b"


def test_what_differs_has_another_id():
    ids = {identify("Title", None, "A body."), identify(None, "Title", "A body."), identify("Title", None, "A bodY.")}
    assert len(ids) == 3


def test_forms_of_a_letter_are_one():
    assert identify("é") == identify("e\u0301")
