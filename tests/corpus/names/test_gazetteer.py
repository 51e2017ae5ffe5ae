import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from corpus.names import Entry, Gazetteer
from corpus.results import Match

FOLDER = Path(__file__).parent
SPELLINGS = tomllib.loads((FOLDER / "spellings.toml").read_text("utf-8"))
NOBODY = tomllib.loads((FOLDER / "nobody.toml").read_text("utf-8"))
NAMED = [
    (kind, expected, query)
    for kind, people in SPELLINGS.items()
    if kind != "topic"
    for expected, queries in people.items()
    for query in queries
]
TOPICS = [(who, *pair) for who, pairs in SPELLINGS["topic"].items() for pair in pairs]
SURE = {Match.ACCEPT, Match.AMBIGUOUS}


@pytest.mark.parametrize(("kind", "expected", "query"), NAMED)
def test_every_spelling_finds_its_bearer(gazetteer, kind, expected, query):
    found = gazetteer.resolve(query)
    assert found.status in SURE
    assert found.candidates[0].name == expected


@pytest.mark.parametrize(("expected", "query", "topic"), TOPICS)
def test_a_name_with_a_topic_is_parted(gazetteer, expected, query, topic):
    found = gazetteer.resolve(query)
    assert (found.status, found.candidates[0].name, found.topic) == (Match.ACCEPT, expected, topic)


@pytest.mark.parametrize("query", [query for row in NOBODY.values() for query in row["queries"]])
def test_nobody_is_taken_for_nobody(gazetteer, query):
    assert gazetteer.resolve(query).status not in SURE


def test_there_are_a_hundred_queries_that_mean_nobody():
    assert sum(len(row["queries"]) for row in NOBODY.values()) >= 100


@pytest.mark.parametrize(
    ("query", "status", "names"),
    [
        ("Ushakov", Match.ACCEPT, ["Yury Ushakov", "Nils Ushakov"]),  # the much more mentioned, and "also: …"
        ("Boris", Match.AMBIGUOUS, ["Boris Johnson", "Boris Yeltsin"]),  # a given name alone asks
        ("prime minister", Match.AMBIGUOUS, ["Boris Johnson", "Narendra Modi"]),
        ("Yury Ushаkov", Match.ACCEPT, ["Yury Ushakov"]),  # a Cyrillic а: queries are folded freely
    ],
)
def test_who_else_is_meant(gazetteer, query, status, names):
    found = gazetteer.resolve(query)
    assert found.status is status
    assert [candidate.name for candidate in found.candidates][: len(names)] == names


def test_two_bearers_as_well_known_are_a_choice():
    found = Gazetteer([Entry("Ivan Kozlov", mentions=4), Entry("Petr Kozlov", mentions=3)]).resolve("kozlov")
    assert found.status is Match.AMBIGUOUS
    assert [candidate.name for candidate in found.candidates] == ["Ivan Kozlov", "Petr Kozlov"]


def test_a_place_is_told_as_such(gazetteer):
    assert gazetteer.resolve("Ukraine").best.kind == "place"


def test_who_said_asks_for_anybody(gazetteer):
    found = gazetteer.resolve("who said red lines")
    assert (found.status, found.topic) == (Match.NONE, "red lines")


def test_a_name_of_mixed_scripts_stays_apart():
    twins = Gazetteer([Entry("Yury Ushakov", mentions=3), Entry("Yury Ushаkov", mentions=50)])
    assert twins.resolve("Yury Ushakov").best.name == "Yury Ushakov"
    assert twins.resolve("ushakov").best.name == "Yury Ushakov"


@pytest.mark.parametrize(
    ("query", "name"),
    [("Uschakova", "Yury Ushakov"), ("Stoltenbergson", "Jens Stoltenberg"), ("Kremlinski", "Kremlin")],
)
def test_near_names_are_offered(gazetteer, query, name):
    near = gazetteer.near(query)
    assert len(near) <= 3
    assert name in [candidate.name for candidate in near]


@pytest.mark.parametrize(
    "query",
    ["ы" * 4000, "Putin " * 800, "😀" * 4000, "'" * 4000, "U." * 2000, "\u202e" * 4000 + "nitup", "ﷺ" * 4000, "a-" * 2000,
     "on " * 1300, "Putin's " * 500, "«»" * 2000, "\x00\ud800", "on on on"],
)  # fmt: skip
def test_any_text_is_a_query(gazetteer, query):
    assert gazetteer.resolve(query).status in set(Match)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_what_is_answered_holds_together(gazetteer, query):
    found = gazetteer.resolve(query)
    assert found.query == query
    assert (found.status in SURE) <= bool(found.candidates)
    assert all(0 <= candidate.score <= 1 for candidate in found.candidates)
    names = [candidate.name for candidate in found.candidates]
    assert len(names) == len(set(names))


@given(st.sampled_from([name for people in SPELLINGS.values() for name in people]))
@settings(max_examples=60, deadline=None)
def test_a_name_as_it_stands_finds_itself(gazetteer, name):
    for query in (name, name.upper(), name.lower(), f"  {name}\u200b "):
        assert gazetteer.resolve(query).best.name == name


def test_a_saved_gazetteer_answers_alike(gazetteer, tmp_path):
    path = tmp_path / "names.npz"
    gazetteer.save(path)
    again = Gazetteer.load(path)
    assert len(again) == len(gazetteer)
    assert [path] == list(tmp_path.iterdir())
    for query in ("Poutine", "Kremlin spokesman on gas", "НАТО", "Frodo Baggins", "习近平"):
        assert again.resolve(query) == gazetteer.resolve(query)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"text"])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "names.npz"
    path.write_bytes(content)
    with pytest.raises(StoreError) as raised:
        Gazetteer.load(path)
    assert raised.value.path == str(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(StoreError):
        Gazetteer.load(tmp_path / "none.npz")


@pytest.mark.parametrize(
    "entries",
    [[], [Entry("")], [Entry("?!", mentions=2)], [Entry("Kim", "person", -5)], [Entry("Ann Lee", "ghost", 1)]],
)
def test_poor_entries_do_no_harm(entries):
    assert Gazetteer(entries).resolve("Mr Miller on schools").status is Match.NONE
