"""New texts come into a catalogue empty, changed ones fuzzy, and what nobody says any more goes."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.words.catalogue import source
from bot.words.merge import as_po, merged, worded


def read_again(catalog):
    found = read_po(io.BytesIO(as_po(catalog).encode()), locale=str(catalog.locale))
    return {message.context: message for message in found if message.id}


def held(**texts):
    catalog = Catalog("uk")
    for id_, (english, told) in texts.items():
        catalog.add(english, told, context=id_)
    return catalog


def test_a_new_language_begins_with_every_text_empty():
    found = read_again(merged("pl"))
    assert list(found) == [id_ for id_, texts in source().items() if any(map(worded, texts))]
    assert len(found["quotes"].string) == 3
    assert not any(found["quotes"].string)
    assert found["undated"].string == ""


def test_what_is_translated_stays():
    found = read_again(merged("uk", held(undated=("undated", "без дати"))))
    assert (found["undated"].string, found["undated"].fuzzy) == ("без дати", False)


def test_what_has_changed_is_to_be_looked_at():
    found = read_again(merged("uk", held(undated=("without a day", "без дня"))))
    assert (found["undated"].string, found["undated"].fuzzy) == ("без дня", True)


def test_one_form_where_there_are_three_now_is_left_out():
    found = read_again(merged("uk", held(quotes=("{n} quotes", "{n} цитат"))))
    assert not any(found["quotes"].string)
    assert found["quotes"].fuzzy


def test_what_is_not_said_any_more_goes():
    assert "gone" not in read_again(merged("uk", held(gone=("Gone", "Немає"))))


def test_what_only_joins_parameters_needs_no_translation():
    assert not worded("{name}: {n}")
    assert worded("{n} of {pages}")
