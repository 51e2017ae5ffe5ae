"""The small functions that names rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.names.asking import asked
from corpus.names.compact import Keyed, Lists, Strings
from corpus.names.endings import lemmas
from corpus.names.fold import clean, letters, mixed, tokens
from corpus.names.match import Fit, fit_body, fit_person
from corpus.names.roles import role
from corpus.names.similar import similarity, within_reach
from corpus.names.sounds import consonants, read_as, readings, skeleton


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Щёкин", "shchyokin"),
        ("Straße", "strasse"),
        ("Ōe", "oe"),
        ("O'Neill", "oneill"),
        ("Гриценко", "gritsenko"),
        ("😀", "grinning"),
        ("٣", "3"),
        ("", ""),
    ],
)
def test_letters_are_latin(word, folded):
    assert letters(word) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. Navy", ["us", "navy"]),
        ("Jean-Luc  Moreau", ["jean", "luc", "moreau"]),
        ("Moreau’s", ["moreau"]),
        ("A. J. Moreau", ["a", "j", "moreau"]),
        ("Mo\u200breau\u202e", ["moreau"]),
        ("😀 !", []),
    ],
)
def test_a_name_is_words(text, words):
    assert [token.text for token in tokens(text)] == words


def test_letters_with_stops_may_be_taken_apart():
    assert [token.text for token in tokens("A.J. Moreau", letters_apart=True)] == ["a", "j", "moreau"]


@pytest.mark.parametrize(
    ("text", "owner"), [("Moreau's", True), ("Jones' aide", True), ("Moreau", False), ("O'Neill", False), ("'s", False)]
)
def test_possessives_are_seen(text, owner):
    assert tokens(text)[0].possessive is owner


@pytest.mark.parametrize(
    ("word", "initial"), [("A", True), ("Ю", True), ("Yu.", True), ("Yu", False), ("李", False), ("Ed", False)]
)
def test_initials_are_seen(word, initial):
    assert tokens(word)[0].initial is initial


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("Ushаkov", True),
        ("Ушаков", False),
        ("Ushakov Ушаков", False),
        ("Оliver", True),
        ("Αlex", True),
        ("Иван-Smith", False),
        ("3Д", False),
    ],
)
def test_mixed_scripts_are_seen(text, is_mixed):
    assert mixed(text) is is_mixed


@pytest.mark.parametrize(
    ("one", "other"),
    [("schukow", "shukov"), ("iouri", "jurij"), ("dmitriy", "dmitri"), ("philippov", "filipov"), ("alexei", "aleksei")],
)
def test_spellings_of_one_sound_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_no_word_loses_all_its_sounds(word):
    assert skeleton(word)
    assert word not in readings(word)


@pytest.mark.parametrize(
    ("language", "word", "read"),
    [
        ("german", "gortschakow", "gorchakov"),
        ("french", "choustine", "shustin"),
        ("polish", "szuwalow", "shuvalov"),
        ("dutch", "zjoekov", "zhukov"),
    ],
)
def test_romanisations_are_read(language, word, read):
    assert read_as(language, word) == read


@pytest.mark.parametrize(("arabic", "english"), [("مكرم", "makram"), ("بوب", "bob"), ("باب", "papa")])
def test_consonants_are_what_an_abjad_writes(arabic, english):
    assert consonants(letters(arabic)) == consonants(english)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("петровым", "петров"), ("петрова", "петров"), ("горскому", "горский"), ("андрею", "андрей"), ("кулибы", "кулиба"),
     ("кремля", "кремль"), ("белого", "белый"), ("игорем", "игорь"), ("марии", "мария"), ("мельника", "мельник")],
)  # fmt: skip
def test_cases_are_taken_back(word, lemma):
    assert lemma in lemmas(word)


@pytest.mark.parametrize(
    ("said", "word", "low", "high"),
    [
        ("kozlov", "kozlov", 1, 1),
        ("koslow", "kozlov", 0.8, 0.99),
        ("kozlof", "kozlov", 0.9, 0.99),
        ("kzlov", "kozlov", 0.75, 0.9),
        ("tony", "anthony", 0.9, 0.95),  # another form of a given name
        ("prices", "price", 0, 0.1),  # a common word is no slip
        ("melnikov", "kozlov", 0, 0.6),
        ("козловым", "kozlov", 0.95, 1),
    ],
)
def test_likeness(said, word, low, high):
    assert low <= similarity(tokens(said)[0], word) <= high


_SPELLED = st.text("aeioukstvhczy", min_size=1, max_size=9)


@given(_SPELLED, _SPELLED, st.sampled_from([0.5, 0.6, 0.8]))
def test_what_is_out_of_reach_is_less_alike(said, word, least):
    token = tokens(said)[0]
    within = within_reach(token, [word], [skeleton(word)], least)
    assert within == [0] or similarity(token, word) < least


@pytest.mark.parametrize("said", ["Moreau", "Morreau", "Moraeu", "Моро"])
def test_most_words_are_out_of_reach(said):
    words = ["moreau", "harbour", "ceasefire"]
    assert within_reach(tokens(said)[0], words, [*map(skeleton, words)], 0.6) == [0]


@pytest.mark.parametrize(
    ("query", "name", "fit"),
    [
        ("ivan kozlov", "ivan kozlov", Fit.WHOLE),
        ("kozlov ivan", "ivan kozlov", Fit.WHOLE),
        ("i kozlov", "ivan kozlov", Fit.FAMILY),
        ("kozlov", "ivan kozlov", Fit.FAMILY),
        ("ivan", "ivan kozlov", Fit.GIVEN),
        ("petr kozlov", "ivan kozlov", Fit.CONTRADICTS),
        ("ivan petrovich kozlov", "ivan kozlov", Fit.WHOLE),
        ("Ivan Karl Kozlov", "ivan kozlov", Fit.WHOLE),
        ("wei", "wang wei", Fit.GIVEN),
        ("wang", "wang wei", Fit.FAMILY),
        ("van dyke", "anna van dyke", Fit.FAMILY),
    ],
)
def test_how_much_of_a_name_is_said(query, name, fit):
    assert fit_person(tokens(query), name.split(), similarity).fit is fit


@pytest.mark.parametrize(
    ("query", "name", "fit"),
    [
        ("morning post", "morning post", Fit.WHOLE),
        ("the morning post newspaper", "morning post", Fit.WHOLE),
        ("morning", "morning post", Fit.PART),
        ("morning coffee", "morning post", Fit.CONTRADICTS),
        ("bdc", "bbc", None),  # a slip in initials is another body
    ],
)
def test_bodies_are_said_whole(query, name, fit):
    match = fit_body(tokens(query), name.split(), similarity)
    assert (match and match.fit) is fit


@pytest.mark.parametrize(
    ("phrase", "office", "concepts", "rest", "holder"),
    [
        ("spokeswoman for the White House", "spokesman", {"spokesman", "white house"}, [], False),
        ("White House press secretary", "spokesman", {"spokesman", "white house"}, [], False),
        ("former mayor Miller", "mayor", {"former", "mayor"}, ["miller"], False),
        ("Miller's lawyer", "lawyer", {"lawyer"}, ["miller"], True),
        ("Miller aide", "adviser", {"adviser"}, ["miller"], True),
        ("aide to Miller", "adviser", {"adviser"}, ["miller"], True),
        ("Miller's aide Jones", "adviser", {"adviser"}, ["jones"], False),
        ("помощник Козлова", "adviser", {"adviser"}, ["kozlova"], True),
        ("помощник Козлов", "adviser", {"adviser"}, ["kozlov"], False),
        ("presidnet Miller", "president", {"president"}, ["miller"], False),
        ("Mr Miller", "", set(), ["miller"], False),
    ],
)
def test_roles_are_read(phrase, office, concepts, rest, holder):
    found = role(tokens(phrase))
    assert (found.office, set(found.concepts), found.holder) == (office, concepts, holder)
    assert [token.text for token in found.rest] == rest


def test_a_mere_name_is_no_role():
    assert role(tokens("Ivan Kozlov")) is None


@pytest.mark.parametrize(
    ("query", "who", "topic", "anybody"),
    [
        ("Kozlov on schools", "Kozlov", "schools", False),
        ("what did Kozlov say about the schools?", "Kozlov", "schools", False),
        ("Козлов о школах", "Козлов", "школах", False),
        ("Kozlov: new schools", "Kozlov", "new schools", False),
        ("who said cold winters", "", "cold winters", True),
        ("quotes by Ivan Kozlov", "Ivan Kozlov", "", False),
        ("Ivan Kozlov", "Ivan Kozlov", "", False),
        ("on schools", "on schools", "", False),
        ("", "", "", False),
    ],
)
def test_questions_are_parted(query, who, topic, anybody):
    found = asked(query)
    assert (" ".join(found.who), found.topic, found.anybody) == (who, topic, anybody)


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_packed_strings_are_the_strings(strings):
    packed = Strings.of(strings)
    assert list(packed) == strings
    assert list(Strings.restore("x", packed.arrays("x"))) == strings


@given(st.lists(st.lists(st.integers(0, 1000))))
def test_packed_lists_are_the_lists(lists):
    packed = Lists.chained(lists)
    assert [some.tolist() for some in packed] == lists
    assert [some.tolist() for some in Lists.restore("x", packed.arrays("x"))] == lists


@given(st.lists(st.tuples(st.text("abc", max_size=2), st.integers(0, 9))))
def test_ids_are_found_by_their_key(pairs):
    packed = Keyed.of(pairs)
    assert {key: packed[key].tolist() for key in packed} == {
        key: [i for other, i in pairs if other == key] for key, _ in pairs
    }
    assert packed["absent"].tolist() == []
