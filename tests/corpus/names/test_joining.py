import random

import pytest

from corpus.names import Gazetteer, Spelling, join, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yury Melnik", "Yuri Melnik"),
        ("Yury Melnik", "Iouri Melnik"),
        ("Yury Melnik", "Юрий Мельник"),
        ("Y. Melnik", "Yury Melnik"),
        ("Yury Ivanovich Melnik", "Yury Melnik"),
        ("Melnik, Yury", "Yury Melnik"),
        ("Joseph R. Carter", "Joe Carter"),
        ("Kim Dae-song", "Kim Dae Song"),
        ("Melnik", "Melnik"),
        ("Sergej Schukow", "Sergey Shukov"),
        ("Anna van Dyke", "Anna Dyke"),
    ],
)
def test_spellings_of_one_person(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yury Melnik", "Yury Мelnik"),  # a Cyrillic М
        ("Melnik", "Yury Melnik"),  # which Melnik is not said
        ("Yury Melnik", "Anna Melnik"),
        ("Yury Melnik", "Yury Melnikov"),
        ("Ivan Petrov", "Ivana Petrova"),
        ("Kim Dae Song", "Kim Dae Jung"),
        ("George W. Carter", "George H. W. Carter"),
        ("A. Melnik", "Yury Melnik"),
        ("Joe Carter", "Jo Carver"),
        ("", "Yury Melnik"),
    ],
)
def test_spellings_of_two_people(one, other):
    assert not same_person(one, other)
    assert not same_person(other, one)


SPELLINGS = [
    Spelling("Yury Melnik", 3, roles={"Kremlin aide": 2}),
    Spelling("Yuri Melnik", 2, roles={"adviser": 1, "Kremlin aide": 1}),
    Spelling("Melnik", 9),
    Spelling("Joe Carter", 60),
    Spelling("Jill Carter", 2),
    Spelling("Carter", 5),
    Spelling("J. Carter"),
    Spelling("George W. Byrne"),
    Spelling("George Byrne"),
    Spelling("George H. W. Byrne"),
    Spelling("Yury Мelnik"),
    Spelling("The Kremlin", 3, "org"),
    Spelling("Kremlin", 4, "org"),
    Spelling("普京", 2),
    Spelling("Vladimir Putin", 7),
    Spelling("Vladimir Putin", 1),
]


def groups():
    return {group.name: group for group in join(SPELLINGS)}


@pytest.mark.parametrize(
    ("name", "spellings", "count"),
    [
        ("Yury Melnik", {"Yury Melnik", "Yuri Melnik", "Melnik"}, 14),
        ("Joe Carter", {"Joe Carter", "Carter"}, 65),  # far better known than the other
        ("J. Carter", {"J. Carter"}, 1),  # may be either
        ("George Byrne", {"George Byrne"}, 1),
        ("Yury Мelnik", {"Yury Мelnik"}, 1),
        ("Kremlin", {"Kremlin", "The Kremlin"}, 7),
        ("Vladimir Putin", {"Vladimir Putin", "普京"}, 10),
    ],
)
def test_spellings_are_joined(name, spellings, count):
    group = groups()[name]
    assert (set(group.spellings), group.count) == (spellings, count)


def test_roles_come_commonest_first():
    assert groups()["Yury Melnik"].roles == ("Kremlin aide", "adviser")


def test_the_order_does_not_matter():
    shuffled = random.Random(5).sample(SPELLINGS, len(SPELLINGS))
    assert join(shuffled) == join(SPELLINGS)


def test_groups_make_a_gazetteer():
    gazetteer = Gazetteer(group.entry for group in join(SPELLINGS))
    assert gazetteer.resolve("kremlin aide").best.name == "Yury Melnik"
    assert gazetteer.resolve("Мельник").best.name == "Yury Melnik"
