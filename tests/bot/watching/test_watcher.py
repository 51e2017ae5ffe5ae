"""Feeds are watched: what comes in, what changes, what fails."""

import asyncio
from urllib.parse import quote

import pytest

from corpus.changes import changes
from corpus.ingest.feeds import Subscription
from corpus.models import Basis, Role
from corpus.watched.history import versions
from corpus.watched.ledger import Ledger
from tests.bot.feedserver import Reply
from tests.bot.stories import item, page, rss, story
from tests.bot.watch import ended, watching

DATE = "Thu, 16 May 2024 09:30:00 +0200"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_feed_that_carries_its_articles(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(
                rss(item("1", "Old pier to reopen", watch.server.address("/1"), content=story(), date=DATE))
            )
            outcome = await watch.once()
            return outcome, watch.articles(), watch.server.asked, watch.told

    outcome, articles, asked, told = ended(run())
    one = articles["Old pier to reopen"]
    assert (outcome.asked, outcome.failed, len(outcome.took.new)) == (1, 0, 1)
    assert (one.published, one.published_basis) == ("2024-05-16T09:30", Basis.STATED)
    assert [(hop.outlet, hop.role, hop.basis) for hop in one.provenance.chain] == [
        ("Harbour Post", Role.AUTHOR, Basis.STATED)
    ]
    assert one.url.endswith("/1")
    assert [quote.speaker for quote in one.quotes] == ["Ada Lind"]
    assert asked == ["/robots.txt", "/rss"]  # nothing else is needed
    assert told[-1] == "Harbour Post: 1 new, 0 changed"


def test_a_feed_of_summaries_whose_pages_are_read(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies |= {
                "/rss": Reply(
                    rss(
                        item(
                            "1", "Pier to reopen", watch.server.address("/1"), summary="A short word of it.", date=DATE
                        )
                    )
                ),
                "/1": Reply(
                    page(story(), head="<meta property='article:published_time' content='2024-05-16'>"), headers=HTML
                ),
            }
            await watch.once()
            return watch.articles()

    articles = ended(run())
    assert list(articles) == ["Old pier to reopen"]  # the page's own headline
    one = articles["Old pier to reopen"]
    assert one.published == "2024-05-16T09:30"  # the feed knows the minute
    assert one.body.startswith("The harbour council voted")
    assert "All rights reserved" not in one.body


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=403), "refuses to show it"),
        (Reply(page("<p>Please subscribe.</p>"), headers=HTML), ""),
        (Reply(b"%PDF-1.7 ...", headers={"Content-Type": "application/pdf"}), "application/pdf instead of a page"),
    ],
)
def test_where_the_page_cannot_be_had_the_feeds_own_words_are_taken(tmp_path, reply, reason):
    summary = " ".join(story(sentences=4).replace("<p>", "").replace("</p>", " ").split())

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies |= {
                "/rss": Reply(rss(item("1", "Pier", watch.server.address("/1"), summary=summary))),
                "/1": reply,
            }
            await watch.once()
            ledger = Ledger(watch.url)
            with ledger.writing() as connection:
                why = connection.exec_driver_sql("select reason from watch_entries").scalar()
            ledger.close()
            return watch.articles(), why

    articles, why = ended(run())
    assert articles["Pier"].body.startswith("The harbour council")
    assert "only what the feed prints" in why
    assert reason in why


def test_a_page_that_fails_for_now_is_asked_again_later_and_then_given_up(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies |= {
                "/rss": Reply(rss(item("1", "Pier", watch.server.address("/1")))),
                "/1": Reply(status=500),
            }
            first = await watch.once()
            early = await watch.once(later=60)
            second = await watch.once(later=600)
            third = await watch.once(later=3000)
            never = await watch.once(later=90_000)
            return [one.took for one in (first, early, second, third, never)], watch.server.polls("/1"), watch.warned

    tooks, polls, warned = ended(run())
    assert [one.later for one in tooks] == [1, 0, 1, 0, 0]
    assert [len(one.failed) for one in tooks] == [0, 0, 0, 1, 0]
    assert polls == 3
    assert "has a fault" in warned[-1]


def test_what_has_not_changed_is_not_read_again(tmp_path):
    def feed(request):
        if request.headers.get("If-None-Match") == '"7"':
            return Reply(status=304)
        return Reply(rss(item("1", "Pier", content=story())), headers={"ETag": '"7"'})

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = feed
            first = await watch.once()
            second = await watch.once(later=3600)
            return first, second, watch.server.polls("/rss")

    first, second, polls = ended(run())
    assert (len(first.took.new), second.took.new, second.failed, polls) == (1, (), 0, 2)


def test_an_edit_is_a_version_of_the_same_article(tmp_path):
    other = "Bo Berg, who runs the fish market, said that he was told of it in April."

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(), date=DATE)))
            await watch.once()
            before = watch.articles()["Pier"]
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(but=other), date=DATE)))
            outcome = await watch.once(later=3600)
            again = await watch.once(later=3600)
            return before, watch.articles(), outcome.took, again.took, versions(watch.url, before.id), watch.now

    before, articles, took, again, known, now = ended(run())
    assert took.changed == (before.id,)
    assert not again.changed
    assert articles["Pier"].id == before.id  # it keeps its place
    assert len(articles) == 1
    assert other in articles["Pier"].body
    assert [one.number for one in known] == [1, 2]
    assert known[1].seen.timestamp() == now - 3600
    (change,) = changes(known)
    assert [excerpt.text for excerpt in change.added] == [other]
    assert [excerpt.text for excerpt in change.removed] == [
        "Bo Berg, who runs the fish market, said that traders were told nothing of the noise to come."
    ]
    assert change.removed[0].article.id == f"{before.id}~1"
    assert "Harbour Post" in change.removed[0].credit


def test_the_same_words_under_another_guid_or_address_are_one_article(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", "/top") as watch:
            at = watch.server.address
            watch.server.replies |= {
                "/rss": Reply(rss(item("1", "Pier", at("/1"), content=story(), date=DATE))),
                "/top": Reply(
                    rss(
                        item("x-99", "Pier to reopen", at("/1?utm_source=top"), content=story()),
                        title="Harbour Post - Top stories",
                    )
                ),
            }
            await watch.once()
            watch.server.replies["/rss"] = Reply(rss(item("2", "Pier", at("/other"), content=story(), date=DATE)))
            outcome = await watch.once(later=3600)
            return watch.articles(), outcome.took

    articles, took = ended(run())
    assert len(articles) == 1
    assert (took.new, took.changed, took.same) == ((), (), 1)


def test_the_same_words_at_another_outlet_are_an_article_of_their_own(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", "/wire") as watch:
            at = watch.server.address
            watch.server.replies |= {
                "/rss": Reply(rss(item("1", "Pier", at("/1"), content=story(), date=DATE))),
                "/wire": Reply(
                    rss(
                        item("1", "Pier", at("/1", "other.example.net"), content=story(), date=DATE),
                        title="Island Gazette",
                        link=at("/", "other.example.net"),
                    )
                ),
            }
            outcome = await watch.once()
            return outcome.took.new, [one.provenance.outlet for one in await asyncio.to_thread(_all, watch.url)]

    new, outlets = ended(run())
    assert len(new) == 2
    assert sorted(outlets) == ["Harbour Post", "Island Gazette"]


def _all(url):
    from corpus.library import open_library

    library = open_library(url)
    found = library.articles(limit=10)
    library.close()
    return found


def test_an_address_that_holds_another_text_every_day_makes_articles(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            link = watch.server.address("/today")
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", link, content=story())))
            await watch.once()
            other = "<p>" + " ".join(f"Word{n} of quite another matter stands here." for n in range(40)) + "</p>"
            watch.server.replies["/rss"] = Reply(rss(item("2", "Matters", link, content=other)))
            return (await watch.once(later=3600)).took, watch.articles()

    took, articles = ended(run())
    assert len(took.new) == 1
    assert sorted(articles) == ["Matters", "Pier"]


def test_a_feed_that_moved_is_followed_and_one_that_is_gone_left_alone(tmp_path):
    async def run():
        async with watching(tmp_path, "/old", "/gone", "/page") as watch:
            at = watch.server.address
            watch.server.replies |= {
                "/old": Reply(status=301, headers={"Location": "/new"}),
                "/new": Reply(rss(item("1", "Pier", content=story()))),
                "/gone": Reply(status=410),
                "/page": Reply(
                    "<html><head><link rel=alternate type='application/atom+xml' href='/atom'></head><body>x</body></html>"
                ),
                "/atom": Reply("<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title></feed>"),
            }
            await watch.once()
            await watch.once(later=90_000)
            await watch.once(later=90_000)
            ledger = Ledger(watch.url)
            states = {one.address.removeprefix(at("")): one for one in ledger.feeds()}
            ledger.close()
            return states, watch.server, watch.warned

    states, server, warned = ended(run())
    assert set(states) == {"/new", "/gone", "/atom"}
    assert (states["/gone"].state, states["/gone"].error) == ("gone", "the page is gone for good (HTTP 410)")
    assert (server.polls("/old"), server.polls("/new"), server.polls("/gone"), server.polls("/atom")) == (1, 3, 1, 2)
    assert any("it is not asked any more" in line for line in warned)
    assert states["/new"].articles == 1


def test_a_feed_that_fails_is_asked_ever_more_seldom_and_told_of_once(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply("no feed at all")
            stop = asyncio.Event()
            dues = []
            for _ in range(4):
                await watch.watcher._poll(all_of_them=False)
                ledger = Ledger(watch.url)
                (state,) = ledger.feeds()
                ledger.close()
                dues.append(round((state.due - watch.now) / 60))
                watch.now = state.due + 1
            watch.server.replies["/rss"] = Reply(rss())
            await watch.watcher._poll(all_of_them=False)
            stop.set()
            return dues, watch.warned

    dues, warned = ended(run())
    assert dues == [60, 120, 240, 480]
    assert len(warned) == 1
    assert "no feed" in warned[0]


def test_a_server_that_wants_rest_gets_it(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(status=503, headers={"Retry-After": "7200"})
            await watch.once()
            await watch.once(later=3600)
            return watch.server.polls("/rss")

    assert ended(run()) == 1


def test_one_bad_feed_stops_no_other(tmp_path):
    async def run():
        async with watching(tmp_path, "/bad", "/rss", "/bomb") as watch:
            watch.server.replies |= {
                "/bad": Reply(b"\xff\xfe\x00\x01" * 100),
                "/bomb": Reply(
                    '<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>'
                ),
                "/rss": Reply(rss(item("1", "Pier", content=story()))),
            }
            return await watch.once(), watch.articles(), watch.warned

    outcome, articles, warned = ended(run())
    assert (outcome.asked, outcome.failed) == (3, 2)
    assert list(articles) == ["Pier"]
    assert len(warned) == 2


def test_whose_feed_it_is_as_the_list_says(tmp_path):
    async def run():
        async with watching(tmp_path) as watch:
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story())))
            feed = Subscription(watch.server.address("/rss"), outlet="Northern Herald")
            async with watching(tmp_path, server=watch.server, more=(feed,)) as given:
                await given.once()
                return given.articles()["Pier"].provenance.chain

    (hop,) = ended(run())
    assert (hop.outlet, hop.basis) == ("Northern Herald", Basis.GIVEN)


def test_links_to_private_places_are_not_asked_for(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            links = ["http://10.0.0.1/a", "http://[::1]/a", "http://localhost/a", "http://metadata.internal/"]
            watch.server.replies["/rss"] = Reply(
                rss(*(item(quote(link), f"Story at {n}", link) for n, link in enumerate(links)))
            )
            return (await watch.once()).took.failed

    failed = dict(ended(run()))
    assert len(failed) == 4
    assert all("private network" in reason or "no host" in reason for reason in failed.values())


def test_what_is_too_old_is_not_taken_and_what_becomes_so_goes(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss", keep_days=30) as watch:
            old = item("0", "Long ago", content=story("mole"), date="Mon, 01 Apr 2024 10:00:00 GMT")
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(), date=DATE), old))
            await watch.once()
            first = list(watch.articles())
            newer = item("2", "Quay", content=story("quay"), date="Thu, 13 Jun 2024 10:00:00 GMT")
            watch.server.replies["/rss"] = Reply(rss(newer, item("1", "Pier", content=story(), date=DATE)))
            await watch.once(later=29 * 86_400.0)
            second = sorted(watch.articles())
            await watch.once(later=4 * 86_400.0)
            return first, second, list(watch.articles()), (tmp_path / "corpus.db.removed").exists()

    first, second, third, barred = ended(run())
    assert (first, second, third) == (["Pier"], ["Pier", "Quay"], ["Quay"])
    assert not barred


def test_the_space_of_what_goes_is_given_back(tmp_path):
    def sizes():
        return [
            sum(path.stat().st_size for path in tmp_path.glob(form)) for form in ("corpus.db.g*", "corpus.db.watched")
        ]

    async def run():
        async with watching(tmp_path, "/rss", keep_days=30) as watch:
            many = [item(str(n), f"Story {n}", content=story(f"pier{n}"), date=DATE) for n in range(40)]
            watch.server.replies["/rss"] = Reply(rss(*many))
            await watch.once()
            full, held = sizes(), len(watch.articles())
            await watch.once(later=31 * 86_400.0)
            return held, full, sizes(), len(watch.articles())

    held, full, left, kept = ended(run())
    assert (held, kept) == (40, 0)
    assert left[0] < full[0] / 2


def test_a_corpus_that_is_built_anew_gets_its_articles_back(tmp_path):
    from corpus.store import build

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story())))
            await watch.once()
            ids = {one.id for one in watch.articles().values()}
            build([], watch.url)
            async with watching(tmp_path, "/rss", server=watch.server) as again:
                return ids, {one.id for one in again.articles().values()}, again.told

    ids, back, told = ended(run())
    assert ids == back
    assert told == ["1 articles that were watched before are put into the corpus again"]


def test_an_article_that_was_removed_for_good_stays_out(tmp_path):
    from corpus.store import remove

    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story())))
            await watch.once()
            remove(watch.articles()["Pier"].id, watch.url)
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(but="It was all changed."))))
            await watch.once(later=3600)
            return watch.articles()

    assert ended(run()) == {}


def test_it_runs_until_it_is_told_to_stop(tmp_path):
    async def run():
        async with watching(tmp_path, "/rss") as watch:
            watch.server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story())))
            stop = asyncio.Event()
            watch.heard = lambda line: stop.set() if "1 new" in line else None
            await watch.watcher.run(stop)
            return list(watch.articles())

    assert ended(run()) == ["Pier"]
