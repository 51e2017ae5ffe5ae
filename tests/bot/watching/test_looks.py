"""Edits of which no feed tells: pages are asked again, politely and ever more seldom."""

import pytest

from bot.desk import terminal_desk
from bot.render import PLAIN, pages
from corpus.changes import changes
from corpus.library import open_library
from corpus.watched.history import versions
from corpus.watched.ledger import Ledger
from corpus.watched.tables import LOOKS
from handlers import answer
from handlers.parser import parse
from tests.bot.feedserver import Reply
from tests.bot.stories import item, page, rss, story
from tests.bot.watch import ended, watching

HOUR = 3600.0
HTML = {"Content-Type": "text/html; charset=utf-8"}
HEAD = "<meta property='article:published_time' content='2024-05-16'>"
OTHER = "Bo Berg, who runs the fish market, said that he was told of it in April."


def tagged(body, etag):
    """A page with its tag, and 304 for whoever has it."""

    def script(request):
        if request.headers.get("If-None-Match") == etag:
            return Reply(status=304)
        return Reply(page(body, head=HEAD), headers=HTML | {"ETag": etag})

    return script


def begun(watch, first, date=""):
    """A feed of a summary that never changes, and the page behind it."""
    watch.server.replies |= {
        "/rss": Reply(rss(item("1", "Pier", watch.server.address("/1"), summary="A word of it.", date=date))),
        "/1": first if callable(first) or isinstance(first, Reply) else tagged(first, '"1"'),
    }


def waiting_looks(url):
    ledger = Ledger(url)
    try:
        with ledger.writing() as connection:
            return [(row.address.rpartition("/")[2], row.due) for row in connection.execute(LOOKS.select())]
    finally:
        ledger.close()


def test_an_edit_of_which_the_feed_does_not_tell_is_a_version(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            await watch.once()
            watch.server.replies["/1"] = tagged(story(but=OTHER), '"2"')
            early = await watch.once(later=0.5 * HOUR)
            outcome = await watch.once(later=HOUR)
            (one,) = watch.articles().values()
            library = open_library(watch.url)
            told = pages(answer(parse(f"/article {one.id}"), terminal_desk(library)), PLAIN)
            library.close()
            return early.took, outcome.took, one, versions(watch.url, one.id), watch.told, str(told)

    early, took, one, known, heard, told = ended(run())
    assert not early.changed
    assert took.changed == took.edited == (one.id,)
    assert OTHER in one.body
    (change,) = changes(known)
    assert [excerpt.text for excerpt in change.added] == [OTHER]
    assert heard[-1] == "1 pages were edited without a word in their feeds"
    assert "told of it in April" in told
    assert "told nothing of the noise" in told  # what stood there before


def test_it_is_asked_ever_more_seldom_and_no_more_after_three_days(tmp_path):
    asked = []

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            plain = watch.server.replies["/1"]

            def counted(request):
                asked.append((round((watch.now - begin) / HOUR), request.headers.get("If-None-Match")))
                return plain(request)

            begin = watch.now
            watch.server.replies["/1"] = counted
            await watch.once()
            for _ in range(40):
                await watch.once(later=2.2 * HOUR)
            return waiting_looks(watch.url)

    assert ended(run()) == []
    assert asked == [(0, None), (2, '"1"'), (7, '"1"'), (26, '"1"'), (77, '"1"')]


def test_what_was_edited_is_asked_again_soon(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            await watch.once()
            tooks = []
            for number, but in enumerate((OTHER, "", "", "Bo Berg said nothing at all of it this time."), 2):
                if but:
                    watch.server.replies["/1"] = tagged(story(but=but), f'"{number}"')
                tooks.append((await watch.once(later=(1.2, 0.5, 1.2, 24)[number - 2] * HOUR)).took)
            (one,) = watch.articles().values()
            return tooks, watch.server.polls("/1"), [each.number for each in versions(watch.url, one.id)]

    tooks, polls, numbers = ended(run())
    assert [len(one.edited) for one in tooks] == [1, 0, 0, 1]
    assert polls == 4  # at first, after 1.2 hours, 1.7 hours later, and the day after
    assert numbers == [1, 2, 3]


ELSE = "<p>" + " ".join(f"Word{n} of quite another matter stands here." for n in range(40)) + "</p>"


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        (Reply(page(story(sentences=4), head=HEAD), headers=HTML), 1),  # cut behind a paywall
        (Reply(page(ELSE, "Quite another matter"), headers=HTML), 1),  # a front page, where it was
        (Reply(page(ELSE), headers=HTML), 1),  # under the same headline
        (Reply("", headers=HTML), 1),
        (Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), 1),
        (Reply(status=503), 1),
        (Reply(status=404), 0),  # never again
        (Reply(status=403), 0),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), 0),
    ],
)
def test_what_is_no_edit(tmp_path, reply, left):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            await watch.once()
            watch.server.replies["/1"] = reply
            outcome = await watch.once(later=1.2 * HOUR)
            (one,) = watch.articles().values()
            return outcome.took, versions(watch.url, one.id), waiting_looks(watch.url), watch.now

    took, known, looks, now = ended(run())
    assert (took.new, took.changed, took.failed, len(known), len(looks)) == ((), (), (), 1, left)
    assert all(due > now + HOUR for _, due in looks)


def test_robots_and_a_server_that_wants_rest_are_heeded(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            await watch.once()
            watch.server.replies["/1"] = Reply(status=429, headers={"Retry-After": str(int(30 * HOUR))})
            await watch.once(later=1.2 * HOUR)
            watch.server.replies["/1"] = tagged(story(but=OTHER), '"2"')
            await watch.once(later=6 * HOUR)  # its host is left alone, whatever the schedule says
            return watch.server.polls("/1"), watch.server.polls("/rss"), len(waiting_looks(watch.url))

    assert ended(run()) == (2, 2, 1)


def test_old_articles_and_those_that_the_feed_carries_whole_are_not_asked_for(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", "/whole") as watch:
            begun(watch, story(), date="Sun, 12 May 2024 09:30:00 +0200")
            watch.server.replies["/whole"] = Reply(
                rss(item("1", "Quay", watch.server.address("/2"), content=story("quay")))
            )
            await watch.once()
            return waiting_looks(watch.url), len(watch.articles())

    assert ended(run()) == ([], 2)


def test_two_feeds_that_name_a_page_make_one_look(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", "/top") as watch:
            begun(watch, story())
            watch.server.replies["/top"] = Reply(
                rss(item("x", "Pier", watch.server.address("/1"), summary="More of it."))
            )
            await watch.once()
            return [place for place, _ in waiting_looks(watch.url)]

    assert ended(run()) == ["1"]


def test_an_edit_of_which_the_feed_tells_is_no_second_one(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            begun(watch, story())
            await watch.once()
            begun(watch, tagged(story(but=OTHER), '"2"'))
            watch.server.replies["/rss"] = Reply(
                rss(item("1", "Pier", watch.server.address("/1"), summary="Another word of it."))
            )
            first = await watch.once(later=0.4 * HOUR)
            second = await watch.once(later=1.2 * HOUR)
            (one,) = watch.articles().values()
            return first.took, second.took, watch.server.polls("/1"), len(versions(watch.url, one.id))

    first, second, polls, known = ended(run())
    assert (len(first.changed), first.edited, second.changed, polls, known) == (1, (), (), 3, 2)


def test_a_feed_that_moves_and_articles_that_grow_too_old(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", keep_days=2) as watch:
            begun(watch, story())
            await watch.once()
            moved = watch.server.replies.pop("/rss")
            watch.server.replies |= {"/rss": Reply(status=301, headers={"Location": "/new"}), "/new": moved}
            watch.server.replies["/1"] = tagged(story(but=OTHER), '"2"')
            took = (await watch.once(later=1.2 * HOUR)).took
            left = waiting_looks(watch.url)
            await watch.once(later=70 * HOUR)
            return took, left, waiting_looks(watch.url), len(watch.articles())

    took, left, none, articles = ended(run())
    assert (len(took.edited), [place for place, _ in left], none, articles) == (1, ["1"], [], 0)
