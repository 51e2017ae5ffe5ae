"""Several watches on one server: each feed and each entry is one's own until its lease lapses."""

import threading

import pytest

from corpus.ingest.feeds.entries import Entry
from corpus.ingest.feeds.listed import Subscription
from corpus.watched.kept import entry_text
from corpus.watched.ledger import LEASE, Ledger
from corpus.watched.polling import waiting
from corpus.watched.tables import ENTRIES

FEEDS = [f"https://harbour{n}.example/feed" for n in range(12)]


@pytest.fixture
def pair(postgres_url):
    both = Ledger(postgres_url), Ledger(postgres_url)
    both[0].subscribe(Subscription(address) for address in FEEDS)
    yield both
    for one in both:
        one.close()


def at_once(*works):
    """What several do at the same time."""
    found = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(n, work):
        start.wait()
        found[n] = work()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def put_down(ledger, number):
    with ledger.writing() as connection:
        for n in range(number):
            said = Entry(f"e{n}", link=f"https://harbour{n}.example/{n}", title="A \0 title")
            row = {"feed": FEEDS[n % 12], "entry": f"e{n}", "digest": "", "seen": 0.0, "due": 0.0}
            connection.execute(ENTRIES.insert(), row | {"waiting": entry_text(said), "reason": "half \0 read \ud83d"})


def test_feeds_are_asked_by_one_and_again_after_the_lease(pair):
    first, second = at_once(*(lambda one=one: one.due(FEEDS, 1000.0) for one in pair))
    assert sorted(due.address for due in (*first, *second)) == sorted(FEEDS)
    assert pair[0].due(FEEDS, 1000.0) == []
    assert len(pair[1].due(FEEDS, 1000.0 + LEASE)) == len(FEEDS)
    assert pair[0].due([], 1e9) == []


def test_subscribing_at_once_ends_as_one_after_the_other(pair):
    more = [Subscription(f"https://ferry{n}.example/feed") for n in range(20)]
    at_once(*(lambda one=one: one.subscribe(more) for one in pair))
    assert len(pair[0].feeds()) == len(FEEDS) + 20


def test_entries_are_read_by_one_and_again_after_the_lease(pair):
    put_down(pair[0], 30)
    first, second = at_once(*(lambda one=one: waiting(one, 10.0, 15) for one in pair))
    keys = [job.entry for job in (*first, *second)]
    assert len(keys) == len(set(keys))
    while more := waiting(pair[0], 10.0, 15):
        keys += [job.entry for job in more]
    assert sorted(keys) == sorted(f"e{n}" for n in range(30))
    assert len(waiting(pair[1], 10.0 + LEASE, 50)) == 30
