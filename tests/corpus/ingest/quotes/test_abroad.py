"""The plain forms of attribution in French and German."""

import pytest

from corpus.ingest.annotate import annotate

CASES = [
    ("« Le pont est fermé », a déclaré la maire Ada Lind lundi.", "Ada Lind", "verb, name"),
    ("« Le pont est fermé », dit Jonas Weber.", "Jonas Weber", "present"),
    ("Selon Ada Lind, « le pont est fermé ».", "Ada Lind", "selon"),
    ("Ada Lind a affirmé que le pont était « fermé pour toujours ».", "Ada Lind", "that-clause"),
    ("„Die Brücke ist zu“, sagte Bürgermeisterin Ada Lind am Montag.", "Ada Lind", "title in capitals"),
    ("Ada Lind sagte: „Die Brücke ist zu.“", "Ada Lind", "colon"),
    ("»Die Brücke ist zu«, erklärte Weber.", "Weber", "angles turned in"),
    ("Weber kam und sagte nichts. „Die Brücke bleibt zu“, so Ada Lind.", "Ada Lind", "so"),
    ("Laut Jonas Weber ist die Brücke „völlig kaputt“.", "Jonas Weber", "laut"),
]


@pytest.mark.parametrize(("text", "speaker", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_speaker(text, speaker, remark):
    assert annotate(text, published=None).quotes[0].speaker == speaker, remark


def test_who_is_not_named_in_a_plain_form_stays_unknown():
    text = "Auch der Hafen ist seit Montag zu, doch niemand in der Stadt weiß, wie lange das noch so bleiben wird. "
    quotes = annotate(
        text * 3 + "Die Brücke heißt bei allen nur „das Ende vom Anfang“ und steht leer.", published=None
    ).quotes
    assert [quote.speaker for quote in quotes] == [None]
