"""A corpus that was opened again, as after a rebuild, answers as when it was opened first."""

from pathlib import Path

import pytest

from bot.desk import terminal_desk
from bot.render import PLAIN, pages
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import answer
from handlers.parser import parse
from tests.soak.crowd import LINES

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('corpus')}/corpus.db"
    build(list(readings([SEEDS])), url)
    return url


def test_each_answer_is_the_same_again(url):
    first, second = (
        {line: pages(answer(parse(line), desk), PLAIN) for line in LINES}
        for desk in (terminal_desk(open_library(url)) for _ in range(2))
    )
    assert {line for line in LINES if first[line] != second[line]} == set()
    assert any("outlets differ" in page for page in second["/timeline 2022-01-01..2022-01-31"])
