"""Each answer of a server, and what comes of it."""

import asyncio
import gzip
import socket

import pytest

from bot.fetching import Failed, Fetched, Limits
from corpus.errors import UnreadableError
from corpus.models import Page
from tests.bot.feedserver import HOST, Reply, fetcher, looked_up, serving

QUICK = Limits(most=100_000, connect=2, read=0.3, total=1.5)


def _get(replies, path="/a", *, limits=QUICK, look_up=None, hosts=(), **more):
    async def run():
        async with serving() as server:
            server.replies = {
                p: (r(server) if callable(r) and r.__name__ == "<lambda>" else r) for p, r in replies.items()
            }
            async with fetcher(server, *hosts, limits=limits, look_up=look_up, **more) as one:
                address = path if "://" in path else server.address(path)
                return await one.get(address), server

    return asyncio.run(run())


def test_a_page_comes_with_what_its_headers_say():
    headers = {
        "Content-Type": "text/html; charset=windows-1251",
        "ETag": '"x1"',
        "Last-Modified": "Thu, 16 May 2024 10:00:00 GMT",
        "Cache-Control": "public, max-age=600",
    }
    found, server = _get({"/a": Reply("<p>ё</p>".encode("cp1251"), headers=headers)})
    assert isinstance(found, Fetched)
    assert (found.media_type, found.charset, found.etag, found.max_age) == ("text/html", "windows-1251", '"x1"', 600)
    assert found.modified == "Thu, 16 May 2024 10:00:00 GMT"
    assert found.page(None).content.decode() == "<p>ё</p>"
    assert server.asked == ["/robots.txt", "/a"]
    assert all("mailto:desk@example.org" in agent for agent in server.agents)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "knows no such page (HTTP 404)"),
        (Reply(status=403), "refuses"),
        (Reply(status=401), "password"),
        (Reply(status=500), "has a fault"),
        (Reply(status=204), "no page came"),
        (Reply(b"a" * 200_000), "more than"),
        (Reply(endless=b"<item>" * 1000), "more than"),
        (Reply(gzip.compress(b"a" * 30_000_000), headers={"Content-Encoding": "gzip"}), "more than"),
        (Reply(b"not gzip at all", headers={"Content-Encoding": "gzip"}), "packed, but broken"),
        (Reply(b"x", headers={"Content-Encoding": "zstd"}), "not asked for"),
        (Reply(stall=5), "does not answer in time"),
        (Reply(b"a", endless=b" "), "no whole answer within"),
        (Reply(status=302, headers={"Location": "/a"}), "circle"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:22/"}), "port 22"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1/"}), "private network"),
        (Reply(status=302, headers={"Location": "http://[::1]/"}), "private network"),
        (Reply(status=302, headers={"Location": "http://169.254.169.254/latest"}), "private network"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "file: addresses are not read"),
        (Reply(status=302, headers={"Location": "http://user:word@example.org/"}), "user name"),
        (Reply(status=302, headers={"Location": "http://[bad"}), "no address"),
    ],
)
def test_what_cannot_be_had_has_a_plain_reason(reply, reason):
    found, _ = _get(
        {"/a": reply}, limits=QUICK if not reply.endless or reply.endless != b" " else Limits(total=0.3, read=5)
    )
    assert isinstance(found, Failed)
    assert reason in found.reason


def test_redirects_are_followed_to_a_bound():
    chain = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    found, server = _get(chain, "/0")
    assert found.reason == "it redirects more than 5 times"
    assert server.asked == ["/robots.txt", *(f"/{n}" for n in range(6))]
    found, _ = _get({**chain, "/3": Reply("here")}, "/0")
    assert found.content == b"here"


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [([301, 308], "/2"), ([302, 301], ""), ([301, 302], "/1"), ([307], "")],
)
def test_a_place_has_moved_as_far_as_each_hop_lasts(statuses, moved):
    chain = {f"/{n}": Reply(status=status, headers={"Location": f"/{n + 1}"}) for n, status in enumerate(statuses)}
    found, server = _get({**chain, f"/{len(statuses)}": Reply("here")}, "/0")
    assert found.moved == (server.address(moved) if moved else "")
    assert found.address == server.address(f"/{len(statuses)}")


def test_what_has_not_changed_is_not_sent_again():
    def conditional(request):
        same = request.headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in request.headers
        return Reply(status=304, headers={"ETag": '"1"'}) if same else Reply("new", headers={"ETag": '"1"'})

    async def run():
        async with serving() as server, fetcher(server) as one:
            server.replies["/a"] = conditional
            first = await one.get(server.address("/a"))
            return first, await one.get(server.address("/a"), etag=first.etag, modified="Thu, 16 May 2024 10:00:00 GMT")

    first, second = asyncio.run(run())
    assert (first.content, second.content) == (b"new", None)


def test_a_host_that_asks_for_rest_gets_it():
    async def run():
        async with serving() as server, fetcher(server) as one:
            server.replies |= {"/a": Reply(status=429, headers={"Retry-After": "120"}), "/b": Reply("b")}
            return await one.get(server.address("/a")), await one.get(server.address("/b")), server.asked

    first, second, asked = asyncio.run(run())
    assert (first.status, first.wait) == (429, 120.0)
    assert "left alone" in second.reason
    assert 100 < second.wait <= 120
    assert "/b" not in asked


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (Reply("User-agent: *\nDisallow: /a"), "robots.txt asks programs to stay away"),
        (Reply(status=500), "does not tell what programs may read"),
        (Reply(status=429), "does not tell what programs may read"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/robots.txt"}), "private network"),
    ],
)
def test_a_robots_txt_is_heeded(robots, reason):
    found, server = _get({"/robots.txt": robots, "/a": Reply("secret")})
    assert reason in found.reason
    assert "/a" not in server.asked


def test_a_robots_txt_is_asked_for_once():
    async def run():
        async with serving() as server, fetcher(server) as one:
            server.replies["/a"] = Reply("a")
            for _ in range(3):
                await one.get(server.address("/a"))
            return server.asked

    assert asyncio.run(run()).count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (["10.0.0.7"], "private network"),
        (["::ffff:127.0.0.1"], "private network"),
        (["127.0.0.1"], "private network"),
        (["169.254.169.254"], "private network"),
    ],
)
def test_a_name_that_leads_inside_is_refused(answers, reason):
    found, server = _get({}, "http://rebinding.example.com/a", look_up=looked_up(*answers))
    assert reason in found.reason
    assert found.refused
    assert server.asked == []


def test_one_private_address_among_several_refuses_them_all():
    async def look_up(host, port, family):
        return [
            *(await looked_up("93.184.215.14")(host, port, family)),
            *(await looked_up("10.0.0.1")(host, port, family)),
        ]

    found, _ = _get({}, "http://mixed.example.com/", look_up=look_up)
    assert "private network" in found.reason


def test_a_name_is_looked_up_once_a_connection_and_that_address_is_used():
    names = []

    async def run():
        async with serving() as server:
            server.replies["/a"] = Reply("a")

            async def look_up(host, port, family):
                names.append(host)
                # public (here: exempt) at first, inside the second time: a connection must never ask twice
                return await looked_up("127.0.0.1" if len(names) == 1 else "10.9.9.9")(host, port, family)

            async with fetcher(server, look_up=look_up) as one:
                return await one.get(server.address("/a"), robots=False)

    assert asyncio.run(run()).content == b"a"
    assert names == [HOST]


def test_unknown_names_and_closed_ports_are_told():
    found, _ = _get({}, "http://nobody.example.com/")
    assert "name is not known" in found.reason or "cannot be reached" in found.reason
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    async def run():
        async with serving() as server:
            server.port = port
            async with fetcher(server, limits=QUICK) as one:
                return await one.get(server.address("/a"))

    assert "cannot be reached" in asyncio.run(run()).reason


def test_one_question_at_a_time_to_a_host_and_a_bound_for_all():
    async def run():
        async with serving() as server:
            hosts = [f"h{n}.example.org" for n in range(6)]
            server.replies = {f"/{n}": Reply("x", stall=0.05) for n in range(3)} | {
                "/robots.txt": Reply("", stall=0.05)
            }
            async with fetcher(server, *hosts, at_once=3) as one:
                alone = asyncio.gather(*(one.get(server.address(f"/{n}", hosts[0])) for n in range(3)))
                await alone
                of_one_host = server.most
                await asyncio.gather(*(one.get(server.address("/1", host)) for host in hosts))
                return of_one_host, server.most

    of_one_host, of_all = asyncio.run(run())
    assert of_one_host == 1
    assert of_all == 3


def test_a_host_rests_between_two_questions():
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        clock[0] += seconds

    clock = [1000.0]

    async def run():
        async with serving() as server:
            server.replies = {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 7"), "/a": Reply("a")}
            async with fetcher(server, rest=2.0, clock=lambda: clock[0], sleep=sleep) as one:
                for _ in range(3):
                    await one.get(server.address("/a"))

    asyncio.run(run())
    assert slept == [2.0, 7.0, 7.0]


def test_a_link_becomes_a_page_or_a_reason():
    async def run():
        async with serving() as server, fetcher(server) as one:
            server.replies = {"/a": Reply("<html>hi</html>", headers={"Content-Type": "text/html"}), "/b": Reply("  ")}
            return [await one.fetch(a) for a in (server.address("/a"), server.address("/b"), "ftp://example.org/a")]

    page, empty, other = asyncio.run(run())
    assert isinstance(page, Page)
    assert page.media_type == "text/html"
    assert isinstance(empty, UnreadableError)
    assert empty.reason == "empty"
    assert "ftp: addresses are not read" in other.reason
