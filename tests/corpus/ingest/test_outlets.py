"""The registry holds facts in one form, and a house is inferred only from several features."""

import re

import pytest

from corpus.ingest.outlets import Look, Outlet, Template, build_registry, engine_by_look, outlet_by_look, registry

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
    assert len(known.outlets) >= 60
    assert {outlet.kind for outlet in known.outlets} <= KINDS
    assert all(re.fullmatch("[A-Z]{2}", outlet.country) for outlet in known.outlets)
    assert len({outlet.country for outlet in known.outlets}) >= 40
    assert len({outlet.name for outlet in known.outlets}) == len(known.outlets)


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
