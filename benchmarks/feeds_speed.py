"""How fast are feeds read, beside feedparser? On feeds made here: sound ones, and the same with a bare `&` in each entry.

python benchmarks/feeds_speed.py --entries 50 --rounds 5
"""

import argparse
import html
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import feedparser  # noqa: E402 - the path comes first

from corpus.ingest.feeds import read_feed  # noqa: E402


def made(entries: int, mark: str) -> bytes:
    """A feed whose entries carry articles of about 3,000 characters."""
    body = "".join(
        f"<p>The ferry number {n} left the pier at {n} o'clock with ninety passengers.</p>" for n in range(40)
    )
    items = (
        f"<item><title>Fish {mark} ships {n}</title><guid>{n}</guid><link>https://news.example.org/{n}</link>"
        f"<pubDate>Thu, 16 May 2024 09:{n % 60:02}:00 GMT</pubDate><description>{html.escape(body)}</description></item>"
        for n in range(entries)
    )
    return f"<rss version='2.0'><channel><title>Post</title>{''.join(items)}</channel></rss>".encode()


def rate(read: Callable[[], object], rounds: int) -> float:
    """Feeds a second of processor time."""
    began = time.process_time()
    for _ in range(rounds):
        read()
    return rounds / (time.process_time() - began)


def main() -> None:
    """Print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print(f"{'measure':20} {'ours':>10} {'feedparser':>10} {'ratio':>8}")
    for name, mark in (("sound", "&amp;"), ("bare &", "&")):
        content = made(given.entries, mark)
        titles = [entry.title for entry in read_feed(content, "https://news.example.org/rss").entries]
        assert titles[0] == "Fish & ships 0", titles[0]
        ours = rate(lambda content=content: read_feed(content, "https://news.example.org/rss"), given.rounds)
        theirs = rate(lambda content=content: feedparser.parse(io.BytesIO(content)), given.rounds)
        print(f"{name:20} {ours:10.1f} {theirs:10.1f} {ours / theirs:8.1f}")


if __name__ == "__main__":
    main()
