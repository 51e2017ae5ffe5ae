"""From the press on Add to an answer that uses the article: in a corpus of many.

    python benchmarks/adding.py                    20,000 articles made up for the purpose
    python benchmarks/adding.py 1000 --times 20

Made-up articles in, then one after another is kept, confirmed, and asked for; the median and the slowest are printed.
"""

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from pathlib import Path

from corpus.curating import Curating
from corpus.ingest.annotated import annotated
from corpus.library import open_library
from corpus.models import Article, Basis, Hop, Provenance, Role
from corpus.store import build

ASKED = 1.0  # seconds
_HEADS = ("ice", "ship", "crate", "pier", "harbour", "council", "vote", "union", "coal", "bay", "mayor", "tug")
_TAILS = ("", "s", "man", "side", "work", "house", "gate", "load", "watch", "land")


class Clock:
    """The time."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


def made_up(number: int) -> Article:
    """An article that no other is like."""
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number % 1500)
    name = f"Ada Lind{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"
    chance = random.Random(number)
    words = [f"{chance.choice(_HEADS)}{chance.choice(_TAILS)}{chance.randrange(900)}" for _ in range(90)]
    body = f"LINDHOLM - {' '.join(words[:60])}.\n\n“The {number}th ship is {' '.join(words[60:])},” said {name}."
    return annotated(
        Article(
            id=f"m{number}", body=body, title=f"Ship {number} leaves", published=day.isoformat(), language="en",
            published_basis=Basis.GIVEN, provenance=Provenance((Hop(f"Port Post {number % 40}", Role.AUTHOR, Basis.GIVEN),)),
        )
    )  # fmt: skip


def main() -> None:
    """Build, add, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=15)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'corpus.db'}"
        build((made_up(number) for number in range(args.articles)), url)
        library, curator = open_library(url), Curating(url, Clock())
        library.warm()
        spent = []
        for number in range(args.articles, args.articles + args.times):
            article = made_up(number)
            began = time.perf_counter()
            curator.add([article], {}, 1)
            assert library.article(article.id) is not None
            found = library.check(f"“{article.quotes[0].span.cut(article.body)}”").quotes[0]
            assert found.source is not None
            assert found.source.excerpt.article.id == article.id
            spent.append(time.perf_counter() - began)
        library.close()
    median, slowest = statistics.median(spent), max(spent)
    print(f"articles {args.articles}, added {args.times}: median {median:.3f} s, slowest {slowest:.3f} s")
    print(
        f"measure: seconds from Add to an answer that uses it; ours: {median:.3f}; asked: {ASKED}; met: {median < ASKED}"
    )


if __name__ == "__main__":
    main()
