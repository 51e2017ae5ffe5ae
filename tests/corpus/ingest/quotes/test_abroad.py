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
    ("Oberbürgermeister Karl Steinfeld sagte: „Die Brücke ist zu.“", "Karl Steinfeld", "office in one word"),
    ("„Die Brücke ist zu“, sagte die Verkehrsministerin Ada Lind (SPD).", "Ada Lind", "of a woman"),
    ("„Sie ist zu“, sagte der Oberbürgermeister von Lindheim, Karl Steinfeld.", "Karl Steinfeld", "apposition"),
    ("Karl Steinfeld, Oberbürgermeister von Lindheim, sagte: „Sie ist zu.“", "Karl Steinfeld", "aside"),
    ("Wie Polizeisprecher Jonas Weber sagte, sei die Brücke „völlig kaputt“.", "Jonas Weber", "wie"),
    ("Nach Angaben von Jonas Weber ist die Brücke „völlig kaputt“.", "Jonas Weber", "of several words"),
    ("„Die Brücke ist zu“, hat Innenminister Karl Steinfeld gesagt.", "Karl Steinfeld", "verb at the end"),
    ("„Die Brücke ist zu“, teilte Feuerwehrchef Jonas Weber mit.", "Jonas Weber", "verb in two parts"),
    ("« Le pont est fermé », a ajouté la ministre des Transports, Ada Lind.", "Ada Lind", "ministre des"),
    ("Le maire de Lindheim, Karl Duval, a déclaré : « Le pont est fermé. »", "Karl Duval", "between commas"),
    ("D’après Ada Lind, « le pont est fermé ».", "Ada Lind", "d'après"),
    ("« Le pont est fermé », selon le préfet Karl Duval.", "Karl Duval", "selon behind"),
]
GOES_ON = [
    ("„Sie ist zu“, sagte Jonas Weber. „Sie bleibt zu“, ergänzte er.", "Jonas Weber"),
    ("« Le pont est fermé », a dit Ada Lind. « Il le restera », a-t-elle ajouté.", "Ada Lind"),
    ("« Le pont est fermé », a dit Ada Lind. « Il le restera », explique-t-elle.", "Ada Lind"),
]


@pytest.mark.parametrize(("text", "speaker"), GOES_ON)
def test_a_pronoun_stands_for_who_spoke_before(text, speaker):
    assert [quote.speaker for quote in annotate(text, published=None).quotes] == [speaker, speaker]


@pytest.mark.parametrize(("text", "speaker", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_speaker(text, speaker, remark):
    assert annotate(text, published=None).quotes[0].speaker == speaker, remark


def test_who_is_not_named_in_a_plain_form_stays_unknown():
    text = "Auch der Hafen ist seit Montag zu, doch niemand in der Stadt weiß, wie lange das noch so bleiben wird. "
    quotes = annotate(
        text * 3 + "Die Brücke heißt bei allen nur „das Ende vom Anfang“ und steht leer.", published=None
    ).quotes
    assert [quote.speaker for quote in quotes] == [None]
