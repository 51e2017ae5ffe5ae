"""Copies are found under another header, with words changed, with another tail; two reports of one event are none."""

import random

from corpus.ingest.copies import copies
from corpus.models import Printed

WORDS = (
    "harbour",
    "council",
    "mayor",
    "ice",
    "ship",
    "owner",
    "court",
    "vote",
    "island",
    "ferry",
    "road",
    "bridge",
    "tax",
    "school",
)


def report(seed, length=300):
    words = random.Random(seed)
    return [f"{words.choice(WORDS)}{words.randrange(40)}" for _ in range(length)]


def changed(words, share, seed):
    dice = random.Random(seed)
    return [dice.choice(WORDS) if dice.random() < share else word for word in words]


def article(key, words):
    return Printed(id=key, body=" ".join(words))


def test_planted_copies_are_found_and_nothing_else():
    found, planted = [], []
    for seed in range(40):
        base = report(seed)
        found += [
            article(f"{seed:02}-base", base),
            article(f"{seed:02}-exact", base),
            article(f"{seed:02}-header", ["LINDHOLM", "Jan", "3", "Wire", *base]),
            article(f"{seed:02}-words", changed(base, 0.08, seed)),
            article(f"{seed:02}-tail", [*base[:220], *report(seed + 1000, 80)]),
        ]
        planted.append(tuple(sorted(f"{seed:02}-{kind}" for kind in ("base", "exact", "header", "words", "tail"))))
    assert copies(found) == tuple(planted)


def test_the_order_makes_no_difference():
    rows = [
        article("a", report(1)),
        article("b", report(1)),
        article("c", report(2)),
        article("d", changed(report(2), 0.05, 3)),
    ]
    assert copies(rows) == copies(rows[::-1]) == (("a", "b"), ("c", "d"))


def test_short_and_empty_bodies():
    rows = [Printed(id=str(at), body=body) for at, body in enumerate(["", "", "One word.", "One word.", "Another."])]
    assert ("2", "3") in copies(rows)
