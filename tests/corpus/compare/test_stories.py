"""Made-up stories of two or three outlets: where they differ, and where they only look as if they did."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.compare import compare
from corpus.events import merge
from corpus.models import Article
from corpus.results import Comparison, Relation
from tests.corpus.articles import article

STORIES = tomllib.loads((Path(__file__).parents[2] / "golden" / "stories.toml").read_text(encoding="utf-8"))["story"]


def read(story: dict[str, Any]) -> list[Article]:
    return [article(text, day=day, outlet=outlet) for outlet, day, text in story["texts"]]


def compared(articles: list[Article]) -> Comparison:
    return compare(articles, merge(articles))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_story_differs_where_it_should_and_nowhere_else(story):
    points = compared(read(story)).points
    assert sorted(str(p.slot) for p in points if p.relation is Relation.DIFFER) == sorted(story["differ"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_the_order_of_articles_changes_nothing(story):
    articles = read(story)
    assert compared(articles) == compared(articles[::-1])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_every_excerpt_is_cut_from_its_article_and_stands_once_in_its_point(story):
    for point in compared(read(story)).points:
        places = [(excerpt.article.id, excerpt.span) for excerpt in point.excerpts]
        assert len(places) == len(set(places)) <= 6
        for excerpt in point.excerpts:
            assert excerpt.text
            assert len(excerpt.text) <= 300
            assert all(light in excerpt.span for light in excerpt.highlights)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_difference_is_between_two_outlets_and_shows_its_values(story):
    for point in compared(read(story)).points:
        if point.relation is Relation.DIFFER:
            assert len({excerpt.article.id for excerpt in point.excerpts}) >= 2
            assert len(point.values) == len(point.excerpts)
            assert all(value in excerpt.text for value, excerpt in zip(point.values, point.excerpts, strict=True))
