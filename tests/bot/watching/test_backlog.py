"""Much that waits goes into the corpus together; what kills whoever puts it in keeps nothing else out."""

from concurrent.futures.process import BrokenProcessPool

from bot.watching import Hand
from corpus.watched import holding
from corpus.watched.holding import hold
from corpus.watched.working import hold_all
from tests.bot.feedserver import Reply
from tests.bot.stories import item, page, rss, story
from tests.bot.watch import ended, watching

HTML = {"Content-Type": "text/html; charset=utf-8"}
NAMES = ("pier", "quay", "mole", "wharf", "lock", "jetty", "dock", "basin", "canal", "groyne")


def many(watch, *, whole):
    """A feed of ten stories, with the pages behind them or without."""
    at = watch.server.address
    items = []
    for name in NAMES:
        text = story(name)
        watch.server.replies[f"/{name}"] = Reply(page(text, f"The {name}"), headers=HTML)
        more = {"content": text} if whole else {"summary": "A word."}
        items.append(item(name, f"The {name}", at(f"/{name}"), **more))
    watch.server.replies["/rss"] = Reply(rss(*items))


def counted(monkeypatch):
    """How many articles each transaction put into the corpus."""
    sizes = []
    add = holding.add
    monkeypatch.setattr(holding, "add", lambda found, url: sizes.append(len(found)) or add(found, url))
    return sizes


def test_what_feeds_carry_whole_goes_in_together(tmp_path, monkeypatch):
    sizes = counted(monkeypatch)

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            many(watch, whole=True)
            await watch.once()
            return len(watch.articles())

    assert ended(run()) == 10
    assert sizes == [10]


def test_the_first_of_many_pages_are_there_at_once_and_the_others_together(tmp_path, monkeypatch):
    sizes = counted(monkeypatch)

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            many(watch, whole=False)
            await watch.once()
            return len(watch.articles())

    assert ended(run()) == 10
    assert sizes == [3, 7]  # three of a host are asked for in one go


def slowly(watch, reply):
    def script(_request):
        watch.now += 40
        return reply

    return script


def test_after_half_a_minute_what_has_come_goes_in(tmp_path, monkeypatch):
    sizes = counted(monkeypatch)

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            many(watch, whole=False)
            for name in NAMES:
                watch.server.replies[f"/{name}"] = slowly(watch, watch.server.replies[f"/{name}"])
            await watch.once()
            return len(watch.articles())

    assert ended(run()) == 10
    assert sizes == [3, 3, 3, 1]


class Frail(Hand):
    """Dies over one article, whoever is with it."""

    def __init__(self, url: str, bad: str) -> None:
        super().__init__(url, in_thread=True)
        self.bad = bad

    async def do(self, work, *args, **named):
        if work is hold_all:
            raise BrokenProcessPool
        if work is hold and await super().do(_next) == self.bad:
            raise BrokenProcessPool
        return await super().do(work, *args, **named)


def _next(ledger):
    with ledger.writing() as connection:
        id_ = connection.execute(holding._open().limit(1)).scalar()
        found = holding.VERSIONS.select().where(holding.VERSIONS.c.article == id_)
        return holding.unpacked(connection.execute(found).first().facts).title if id_ else None


def test_an_article_that_kills_whoever_reads_it_is_named_and_passed_over(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            many(watch, whole=True)
            async with Frail(watch.url, "The mole") as frail:
                watch.watcher._hand = frail
                await watch.once()
            return sorted(watch.articles()), watch.warned

    titles, warned = ended(run())
    assert len(titles) == 9
    assert "The mole" not in titles
    assert [line.partition(": ")[2] for line in warned] == ["its reader was killed, for its memory perhaps"]
