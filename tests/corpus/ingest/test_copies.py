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


def filled(day, *numbers):
    """One form of a daily report."""
    first, second, third, fourth = numbers
    return Printed(
        id=day,
        body=f"Water stood at {first} centimetres at the old lock on {day}, the harbour office says, and {second} ships "
        f"waited outside for the tide to turn. The ferry to the island left {third} minutes late because of ice. "
        f"The office counts {fourth} barges in the inner basin, and asks masters to keep clear of the northern quay "
        "while divers are at work there. The next report comes in the morning, at the same hour as always, on the "
        "board beside the gate of the office.",
    )


def test_one_form_filled_in_twice_is_no_copy():
    rows = [filled("monday", 212, 9, 35, 14), filled("tuesday", 187, 4, 10, 22), filled("friday", 240, 11, 55, 31)]
    assert copies(rows) == ()


def test_a_corrected_number_makes_no_other_text():
    rows = [filled("monday", 212, 9, 35, 14), Printed(id="later", body=filled("monday", 212, 9, 30, 14).body)]
    assert copies(rows) == (("later", "monday"),)
