"""Made-up articles that bear on each other: dated and undated ones, copies, an id with two texts."""

import datetime as dt
import json
import random

PLACES = ("Lindholm", "Vessby", "Tarnholm", "Osterby", "Kallvik", "Norrhamn")
PEOPLE = ("Ada Lind", "Paul Okoro", "Ines Okafor", "Lars Brandt", "Mira Sundqvist", "Tomas Ekberg")
MATTERS = ("harbour", "ferry", "bridge", "school", "quarry", "library", "railway", "hospital")
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def story(seed):
    """A text of some length about one place and matter."""
    dice = random.Random(seed)
    place, matter, other = dice.choice(PLACES), dice.choice(MATTERS), dice.choice(MATTERS)
    who, whom = dice.sample(PEOPLE, 2)
    day = dice.choice(WEEK)
    lines = [
        f"{who} and {whom} held a phone call about the {matter} of {place} on {day}, as planned.",
        f"“We will open the {matter} of {place} again,” {who} said on {day}.",
        f"A round of {matter} talks is planned for January {dice.randint(5, 25)} in {place}.",
        f"The council of {place} had asked {whom} for {dice.randint(20, 90)} pages about the {other}.",
        f"{whom} told reporters that the {other} cost {dice.randint(2, 9)},{dice.randint(100, 999)} crowns.",
        f"Some {dice.randint(100, 900)} people of {place} signed the paper, which {who} called “a poor one”.",
        f"The {matter} of {place} was built in {dice.randint(1890, 1990)} and mended {dice.randint(2, 9)} times.",
    ]
    dice.shuffle(lines)
    return "\n\n".join(f"{line} {_aside(dice)}" for line in lines)


def _aside(dice):
    """A sentence of words that no other text has in that order."""
    words = [f"{dice.choice(MATTERS)}{dice.choice(PLACES).lower()}{dice.randrange(99)}" for _ in range(24)]
    return f"The {' '.join(words)} stood still."


def rows(count, seed=0):
    """Lines of JSONL as their values."""
    dice = random.Random(seed)
    found = []
    for n in range(count):
        day = dt.date(2022, 1, 3) + dt.timedelta(days=dice.randrange(6))
        text = story(dice.randrange(10_000))
        if found and dice.random() < 0.25:
            text = f"LINDHOLM (Northern Wire) — {dice.choice(found)['text']}"
        row = {"id": f"a{n:03}", "text": text, "outlet": dice.choice(("Harbour Post", "Northern Wire", "Ledger"))}
        if dice.random() < 0.7:
            row["published"] = f"{day}T{dice.randrange(24):02}:30" if dice.random() < 0.5 else str(day)
        found.append(row)
    return found


def write(path, some):
    """As a file of JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some), encoding="utf-8")
    return path
