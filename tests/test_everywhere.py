"""What holds of every answer: news is cut from an article, no excerpt stands twice, the order is the same on every run."""

import itertools
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import terminal_desk
from bot.machine import plain
from corpus.library import open_library
from corpus.store import build
from handlers import answer
from handlers.messages import Request
from tests.corpus.articles import article

STORIES = tomllib.loads((Path(__file__).parent / "golden" / "stories.toml").read_text(encoding="utf-8"))["story"]
TEXTS = [
    article(text, day=day, outlet=outlet, id_=f"{number:03}{outlet[:1]}")
    for number, story in enumerate(STORIES[:24])
    for outlet, day, text in story["texts"]
]
BODIES = {one.id: one.body for one in TEXTS}
WORDS = ["ferry", "Ada Lind", "Bo Berg", "call", "talks", "Kornhaus", "grain", "Harbour Post", "Norway", "jobs", "2024"]
COMMANDS = ["timeline", "compare", "ask", "quote", "check", "sources", "people", "article"]
RUN = 6  # words of an article in a row that are news


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    place = f"sqlite:///{tmp_path_factory.mktemp('everywhere')}/corpus.db"
    build(TEXTS, place)
    return place


@pytest.fixture(scope="module")
def desk(url):
    return terminal_desk(open_library(url))


requests = st.builds(
    lambda command, words, joint, page: Request(command, joint.join(words), page=page),
    st.sampled_from(COMMANDS),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=3),
    st.sampled_from([" ", " on ", " vs ", " via "]),
    st.integers(0, 3),
)


@given(request=requests)
@settings(max_examples=120, deadline=None)
def test_news_is_cut_from_an_article_and_stands_once(desk, request):
    given_ = answer(request, desk)
    for section in given_.sections:
        for excerpt in (*section.excerpts, *section.also):
            assert BODIES[excerpt.article.id][excerpt.span.start : excerpt.span.stop] == excerpt.text
    for row in plain(given_)["sections"]:
        places = [(excerpt["article"], excerpt["start"], excerpt["stop"]) for excerpt in row["excerpts"]]
        assert len(places) == len(set(places))


@given(request=requests)
@settings(max_examples=120, deadline=None)
def test_the_bots_own_words_tell_no_news(desk, request):
    found = plain(answer(request, desk))
    own = [found["heading"], found["note"] or "", *(action["label"] for action in found["actions"])]
    own += [section["title"] or "" for section in found["sections"]]
    asked = _runs(request.args)
    for text in own:
        told = _runs(text) - asked
        assert not any(run in runs for run in told for runs in ALL), "what is not an excerpt repeats an article"


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.split()
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


ALL = [_runs(body) for body in BODIES.values()]


def test_the_order_is_the_same_on_every_run(url):
    lines = [f"/{command} {words}".strip() for command, words in itertools.product(COMMANDS[:4], ("", *WORDS[:7]))]
    said = {_said(url, lines, seed) for seed in ("0", "4242")}
    assert len(said) == 1
    assert len(next(iter(said)).splitlines()) == len(lines)


def _said(url: str, lines: list[str], seed: str) -> str:
    """The answers of another process whose hashes are seeded so, without what names the place of the corpus."""
    command = [sys.executable, "-m", "bot", "say", "--json", "-", "--corpus", url]
    told = subprocess.run(
        command,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[1],
    )
    assert all(json.loads(line)["status"] for line in told.stdout.splitlines())
    return told.stdout
