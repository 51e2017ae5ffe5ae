"""Every rule and list has an example, and the examples hold."""

import re

import pytest

from corpus.names.data import table
from corpus.names.endings import lemmas
from corpus.names.fold import letters, mixed, tokens
from corpus.names.roles import role
from corpus.names.sounds import read_as, skeleton
from corpus.names.variants import same_given

LISTS = ["romanisation", "roles", "case_endings", "name_parts", "asking", "ordinary", "given_names", "aliases"]


def entries(value):
    """Every table that holds a list of words or a rule."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for row in value:
            yield from entries(row)
    elif (
        isinstance(value, dict)
        and {"words", "pattern", "rules", "ending", "forms", "case"} & value.keys()
        and not isinstance(value.get("ending"), list)
    ):
        yield value
    elif isinstance(value, dict):
        for row in value.values():
            yield from entries(row)


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_an_example(name):
    found = list(entries(table(name)))
    assert all(row.get("example") for row in found)
    assert found or table(name)["example"]


@pytest.mark.parametrize("rule", table("romanisation")["skeleton"], ids=lambda rule: rule["pattern"])
def test_spellings_of_a_rule_sound_alike(rule):
    spelled = rule["example"].split(", ")
    assert len({skeleton(word) for word in spelled}) == 1
    assert (
        any(re.search(rule["pattern"], word) for word in spelled)
        or rule["sound"] in {"S", "C", "Z"}
        or len(spelled) > 1
    )


@pytest.mark.parametrize(("language", "reading"), table("romanisation")["reading"].items())
def test_readings_hold(language, reading):
    word, read = reading["example"]
    assert read_as(language, word) == read


@pytest.mark.parametrize("ending", table("case_endings")["ending"], ids=lambda ending: ending["example"])
def test_endings_hold(ending):
    for example in ending["example"].lower().split(", "):
        word, lemma = example.split(" -> ")
        assert lemma in lemmas(word)


@pytest.mark.parametrize("office", table("roles")["office"], ids=lambda office: office["name"])
def test_offices_are_read_in_their_example(office):
    assert role(tokens(office["example"])).office == office["name"]


@pytest.mark.parametrize("row", table("given_names")["name"], ids=lambda row: row["example"])
def test_given_names_stand_for_one_another(row):
    one, other = (letters(side.split()[0]) for side in row["example"].split(" is "))
    assert same_given(one, other)


@pytest.mark.parametrize("kind", ["person", "org", "outlet", "place"])
def test_aliases_are_names_of_one_script_each(kind):
    for row in table("aliases")[kind]:
        assert not any(map(mixed, row["names"])), row["name"]
        assert all(tokens(name) for name in row["names"]), row["name"]
