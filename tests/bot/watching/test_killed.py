"""Killed at any instant and started again, the watch ends with the same articles, none lost and none doubled."""

import sqlite3

import pytest

from bot.watching.hand import _ledger
from corpus.store import add
from corpus.watched import holding
from corpus.watched.history import versions
from corpus.watched.ledger import Ledger
from tests.bot.feedserver import Reply, serving
from tests.bot.stories import item, page, rss, story
from tests.bot.watch import ended, watching

DATE = "Thu, 16 May 2024 09:30:00 +0200"


class Killed(BaseException):
    """The process is no more."""


class Mains:
    """Counts transactions, before each begins and after it is done; at the given instant everything ends."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.instants = 0

    def instant(self) -> None:
        self.instants += 1
        if self.instants == self.at:
            raise Killed


def _wired(monkeypatch, mains: Mains) -> None:
    whole = Ledger.writing

    class Writing:
        def __init__(self, ledger):
            self.inner = whole(ledger)

        def __enter__(self):
            mains.instant()
            return self.inner.__enter__()

        def __exit__(self, *error):
            found = self.inner.__exit__(*error)
            if error[0] is None:
                mains.instant()
            return found

    def writing(ledger):
        return Writing(ledger)

    # a kill is before or behind a whole transaction: what is inside is kept by the database or is not
    def adding(articles, url):
        mains.instant()
        found = add(articles, url)
        mains.instant()
        return found

    monkeypatch.setattr(Ledger, "writing", writing)
    monkeypatch.setattr(holding, "add", adding)


FIRST = rss(
    item("1", "Pier", content=story(), date=DATE),
    item("2", "Quay", "http://news.example.org:{port}/quay", summary="Short.", date=DATE),
)
SECOND = rss(
    item("1", "Pier", content=story(but="It was all quite different."), date=DATE),
    item("2", "Quay", "http://news.example.org:{port}/quay", summary="Short.", date=DATE),
    item("3", "Pier", content=story(but="It was all quite different."), date=DATE),
)


async def _life(folder, server, feed: str) -> None:
    server.replies |= {
        "/rss": Reply(feed.replace("{port}", str(server.port))),
        "/quay": Reply(page(story("quay"), "Quay"), headers={"Content-Type": "text/html"}),
    }
    async with watching(folder, "/rss", server=server) as watch:
        await watch.once(later=3600)


async def _lives(folder, monkeypatch, at: int) -> tuple[object, int]:
    """Two rounds with a kill at an instant, then one more of each; what there is in the end."""
    mains = Mains(at)
    async with serving() as server:
        with monkeypatch.context() as patch:
            _wired(patch, mains)
            left = [FIRST, SECOND]
            try:
                while left:
                    await _life(folder, server, left[0])
                    left.pop(0)
            except Killed:
                _ledger.cache_clear()
        for feed in left or [SECOND]:
            await _life(folder, server, feed)
    url = f"sqlite:///{folder}/corpus.db"
    return _held(folder, url), mains.instants


def _held(folder, url):
    """Each article with its text and the texts it had, in order."""
    generation = next(folder.glob("corpus.db.g*"))
    with sqlite3.connect(generation) as base:
        rows = base.execute("select id, body from articles order by id").fetchall()
    return [(id_, body, [one.article.body for one in versions(url, id_)][-1]) for id_, body in rows]


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_at_instants(tmp_path, monkeypatch, step):
    whole, instants = ended(_lives(_in(tmp_path, "whole"), monkeypatch, 0))
    assert len(whole) == 2
    assert any("quite different" in body for _, body, _ in whole)
    assert all(body == last for _, body, last in whole)
    for at in range(1, instants + 1, step):
        found, _ = ended(_lives(_in(tmp_path, f"at{at}"), monkeypatch, at))
        assert found == whole, f"killed at instant {at}"


def _in(folder, name):
    inner = folder / name
    inner.mkdir()
    return inner


pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
