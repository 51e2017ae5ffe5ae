"""Bounded candidates beside ranking every sentence: the same first five, and what each costs.

    python benchmarks/asking_speed.py sqlite:///corpus.db                500 questions
    python benchmarks/asking_speed.py sqlite:///corpus.db --asked 50 --show

Questions are made of the corpus's own sentences and names. Every sentence that holds any of a question's words is
ranked with its surroundings, and the first five are held against those of the bounded way.
"""

import argparse
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus import store
from corpus.ask import Material, Reach, ask
from corpus.results import Asked
from corpus.shelf import open_shelf

ALL = 1_000_000_000
EVERYTHING = Reach(counted=ALL, weightiest=0, read=ALL, lists=False)
WORD = re.compile(r"[^\W\d_]{5,}")
ASKED = 500
FORMS = (
    lambda words, _: f"What about the {' and the '.join(words[:3])}?",
    lambda words, _: f"When was the {words[0]} of the {words[1]} {words[2]}?",
    lambda words, _: f"How many {words[0]} did the {words[1]} have?",
    lambda words, _: f"Who {words[0]} the {' '.join(words[1:5])}?",
    lambda words, name: f"What did {name} say about the {words[0]}?",
    lambda words, name: f"Why did {name} speak of {words[0]} and {words[1]}?",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, both ways: whether the first five are the same, and what each took, in milliseconds of CPU."""

    question: str
    same: bool
    first: bool
    bounded: float
    everything: float


def questions(url: str, number: int) -> list[str]:
    """The same for the same corpus."""
    rnd = random.Random(number)
    with sqlite3.connect(store.open_generation(url).path) as connection:
        rows = [row for (row,) in connection.execute("SELECT row FROM utterances WHERE speaker IS NOT NULL")]
        found: list[str] = []
        while len(found) < number:
            query = (
                "SELECT name, body, start, stop FROM utterances u JOIN speakers s ON s.id = u.speaker "
                "JOIN articles a ON a.row = u.article WHERE u.row = ?"
            )
            name, body, start, stop = connection.execute(query, (rnd.choice(rows),)).fetchone()
            words = list(dict.fromkeys(WORD.findall(body[start:stop])))
            rnd.shuffle(words)
            if len(words) >= 5:
                found.append(FORMS[len(found) % len(FORMS)](words, name))
    return found


def timed(asked: Callable[[], Asked]) -> tuple[Asked, float]:
    """An answer, and its milliseconds of CPU."""
    began = time.process_time()
    return asked(), 1000 * (time.process_time() - began)


def both(question: str, bounded: Material, everything: Material) -> Outcome:
    """One question, both ways."""
    ours, short = timed(lambda: ask(question, bounded))
    theirs, long = timed(lambda: ask(question, everything))
    places = [[(one.article.id, one.span) for one in found.excerpts] for found in (ours, theirs)]
    return Outcome(question, places[0] == places[1], places[0][:1] == places[1][:1], short, long)


def compared(url: str, number: int) -> list[Outcome]:
    """All questions, both ways."""
    material = open_shelf(url).material
    everything = replace(material, reach=EVERYTHING)
    return [both(question, material, everything) for question in questions(url, number)]


def main() -> None:
    """Ask, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="a corpus")
    parser.add_argument("--asked", type=int, default=ASKED, help="how many questions")
    parser.add_argument("--show", action="store_true", help="name the questions that are answered otherwise")
    words = parser.parse_args()
    found = compared(words.url, words.asked)
    for one in found:
        if words.show and not one.same:
            print(f"  {'later' if one.first else 'FIRST'}  {one.question}")
    print(f"{len(found)} questions of {words.url}")
    print(f"the same first five   {100 * statistics.mean(one.same for one in found):6.1f} %   asked 98")
    print(f"the same first        {100 * statistics.mean(one.first for one in found):6.1f} %")
    print(f"bounded, median       {statistics.median(one.bounded for one in found):6.2f} ms CPU")
    print(f"everything, median    {statistics.median(one.everything for one in found):6.2f} ms CPU")


if __name__ == "__main__":
    main()
