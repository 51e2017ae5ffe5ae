"""Names of people are taken from the lines that name authors; roles, newsrooms, outlets and places never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.bylines import MOST, beside, is_label, is_person, labelled, people, stands_alone
from corpus.ingest.dates import publication_date
from corpus.ingest.outlets import registry
from corpus.words import word_list

LISTS = word_list("bylines")
LINES = [
    ("By Ada Lind", ("Ada Lind",)),
    ("By: Ada Lind", ("Ada Lind",)),
    ("ByAda Lind", ("Ada Lind",)),
    ("By ADA LIND and PAUL OKORO, Associated Press", ("ADA LIND", "PAUL OKORO")),
    ("Ada Lind, Jan van der Berg and Jean-Luc d'Arras", ("Ada Lind", "Jan van der Berg", "Jean-Luc d'Arras")),
    ("Ada Lind, harbour correspondent", ("Ada Lind",)),
    ("Ada Lind, New York", ("Ada Lind",)),
    ("Okoro Lind, CEO of Lindholm Boats", ("Okoro Lind",)),
    ("Written by Dr. Ada Lind, PhD | 3 May 2021", ("Ada Lind",)),
    ("By Ada Lind Published 3 May 2021", ("Ada Lind",)),
    ("By Ada Lind in Lindholm", ("Ada Lind",)),
    ("Ada Lind 3 May 2021", ("Ada Lind",)),
    ("Ada Lind December 25, 2025", ("Ada Lind",)),
    ("By Ada Lind and Ada Lind", ("Ada Lind",)),
    ("Von Ada Lind und Paul Okoro", ("Ada Lind", "Paul Okoro")),
    ("Автор: Анна Линд", ("Анна Линд",)),
    ("记者: 张三", ("张三",)),
    ("Text: Per Nyberg", ("Per Nyberg",)),
    ("Melissa", ("Melissa",)),
    ("By Reuters", ()),
    ("Reuters Staff", ()),
    ("By Our Harbour Correspondent", ()),
    ("admin", ()),
    ("Editorial Team", ()),
    ("Department of Fisheries", ()),
    ("By the time the ice broke, nobody was left", ()),
    ("By New York", ()),
    ("Bypass", ()),
    ("x" * 400, ()),
    ("", ()),
]


@pytest.mark.parametrize(("line", "names"), LINES, ids=[line[:30] for line, _ in LINES])
def test_the_people_of_a_line(line, names):
    assert people(line, registry()) == names


ABOUT = [
    (["Ice again", "By Ada Lind", "3 May 2021"], ("Ada Lind",)),
    (["Ice again", "Written by", "Ada Lind"], ("Ada Lind",)),
    (["Ada Lind", "3 May 2021"], ("Ada Lind",)),
    (["Published: 3 May 2021 by Ada Lind"], ("Ada Lind",)),
    (["Ada Lind, 3 May 2021"], ("Ada Lind",)),
    (["Ada Lind", "Paul Okoro", "The harbour"], ()),
    (["Harbour Master", "3 May 2021"], ()),
    ([], ()),
]


@pytest.mark.parametrize(("lines", "names"), ABOUT)
def test_the_people_of_the_lines_about_a_headline(lines, names):
    assert beside(lines, registry(), publication_date) == names


def test_a_name_alone_is_known_by_its_given_name():
    assert stands_alone("Ada Lind", registry())
    assert not stands_alone("Harbour Lind", registry())
    assert not stands_alone("Ada", registry())


def test_what_only_begins_like_a_byline_names_nobody():
    assert labelled("By Ada Lind", registry()) == ("Ada Lind",)
    assert labelled("Ada Lind", registry()) == ()
    assert is_label("Written by:")
    assert not is_label("Written by Ada")


@given(st.text(max_size=200))
def test_any_line_gives_people_or_nobody(line):
    found = people(line, registry())
    assert len(found) <= MOST
    assert all(is_person(name, registry()) for name in found)


@pytest.mark.parametrize("group", LISTS)
def test_each_list_has_an_example_with_one_of_its_words(group):
    example = LISTS[group]["example"].lower()
    assert any(word.lower() in example for word in LISTS[group]["words"])
    assert len(set(LISTS[group]["words"])) == len(LISTS[group]["words"])
