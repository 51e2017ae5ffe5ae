"""The registry holds facts in one form, and a house is inferred only from several features."""

import re
from collections import Counter

import pytest

from corpus.ingest.houses import END, LINE, PLACES, START, TITLE, Pages, houses, met
from corpus.ingest.outlets import Look, Outlet, Template, _key, build_registry, engine_by_look, outlet_by_look, registry

KINDS = {"wire", "state", "public", "private", "blog"}
HOUSE = Outlet(
    "Lindholm Gazette",
    "private",
    "SE",
    templates=(Template(3, ("anchor", "wave"), "{d} {Mon}, {yyyy} {hh}:{mm}", "–", ("Podcasts",), ("Lindholme",)),),
)
LOOK = Look(["icon anchoricon wave"], "8 Dec, 2021 11:53", "Ice holds – mayor", ["Podcasts"], "In Lindholme it froze.")


def test_the_registry_holds_facts_in_one_form():
    known = registry()
    assert len(known.outlets) >= 300
    assert all(re.fullmatch("[A-Z]{2}", outlet.country) for outlet in known.outlets)
    assert len({outlet.country for outlet in known.outlets}) >= 40
    assert all(outlet.domains for outlet in known.outlets)


def test_every_kind_says_what_it_rests_on():
    labelled = [outlet for outlet in registry().outlets if outlet.kind]
    assert len(labelled) >= 300
    assert {outlet.kind for outlet in labelled} == KINDS
    assert [outlet.name for outlet in registry().outlets if bool(outlet.kind) != bool(outlet.kind_source)] == []


def test_no_name_and_no_domain_stands_twice():
    seen = Counter(
        name
        for outlet in registry().outlets
        for name in {_key(each) for each in (outlet.name, *outlet.aliases, *outlet.domains, *outlet.editions)}
    )
    assert [name for name, times in seen.items() if times > 1] == []


def shown(form, text):
    return {START: Pages(first=text), END: Pages(last=(text,)), LINE: Pages(lines=(text,)), TITLE: Pages(title=text)}[
        form.at
    ]


FORMS = [(outlet.name, form) for outlet in registry().outlets for form in outlet.forms]


def test_there_are_house_forms():
    assert len(FORMS) >= 90
    assert {form.at for _, form in FORMS} == set(PLACES)


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name}: {form.form}" for name, form in FORMS])
def test_each_form_has_a_text_that_meets_it_and_one_that_does_not(name, form):
    assert met(form, shown(form, form.example))
    assert not met(form, shown(form, form.unlike))
    found = [*houses(shown(form, form.example), registry(), inferred=form.inferred)]
    assert found == [name]


def test_a_form_is_linear_on_any_input():
    for text in ("A" * 100_000, "A " * 100_000, "(" * 100_000, "Reporting by " * 20_000):
        for _, form in FORMS:
            assert not met(form, Pages(text, (text,), (text,), text))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Reuters", "Reuters"),
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("www.rt.com", "RT"),
        ("| People's Daily Online |", "People's Daily Online"),
        ("People’s Daily Online", "People's Daily Online"),
        ("ap", None),
        ("rt", None),
        ("Lindholm Gazette", None),
    ],
)
def test_names(printed, name):
    found = registry().named(printed)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("look", "name"),
    [
        (LOOK, "Lindholm Gazette"),
        (Look(LOOK.sprites, "December 8, 2021", LOOK.title, [], "It froze."), None),
        (Look([], LOOK.stamp, LOOK.title, ["Podcasts"], "It froze."), "Lindholm Gazette"),
        (Look(["icon anchor"], "", "", [], ""), None),
    ],
)
def test_a_house_takes_several_features(look, name):
    found = outlet_by_look(look, build_registry([HOUSE]))
    assert (found.name if found else None) == name


def test_two_houses_that_look_alike_are_none():
    twin = Outlet("Okoro Herald", "private", "NG", templates=HOUSE.templates)
    assert outlet_by_look(LOOK, build_registry([HOUSE, twin])) is None


@pytest.mark.parametrize(
    ("lines", "engine"),
    [
        (["No comments:", "Post a Comment"], "Blogger"),
        (["Нет комментариев:", "Отправить комментарий"], "Blogger"),
        (["Leave a Reply", "Your email address will not be published."], "WordPress"),
        (["Leave a Reply"], None),
        ([], None),
    ],
)
def test_blog_engines(lines, engine):
    found = engine_by_look(lines, registry())
    assert (found.name if found else None) == engine
