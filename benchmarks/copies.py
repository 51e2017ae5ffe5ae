"""How fast and how surely are copies found? `copies.py TEXTS…`: JSONL of make_load.py, or folders of saved pages.

Plants three copies of each text (a wire's header, 8% of the words changed, another tail) and one with all three, and
measures: texts a second for signature and look-up; the share of planted copies that are found; the share of what is
found that was planted, or prints more than nine tenths of the other's words in one order anyway. The rival is a look at
all pairs of the first texts by rapidfuzz.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from rensa import RMinHash, RMinHashLSH

from corpus.errors import UnreadableError
from corpus.ingest.copies import BANDS, bands, copies, is_copy
from corpus.ingest.files import find_pages
from corpus.ingest.read import read_all
from corpus.ingest.shingles import shingles
from corpus.models import Printed

BATCH = 256
PAIRS = 60  # texts of which the rival looks at all pairs
ASKED = {"looked up a second": 20_000, "recall": 0.99, "precision": 0.95}


def texts(paths: list[Path], most: int) -> list[str]:
    """Bodies of a hundred words and more, each once."""
    found: dict[str, None] = {}
    for path in paths:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as file:
                found |= dict.fromkeys(json.loads(line)["text"] for line in islice(file, most))
            continue
        for page in islice(find_pages([path]), most):
            if not isinstance(page, UnreadableError):
                rows = (row for row in read_all(page) if not isinstance(row, UnreadableError))
                found |= dict.fromkeys(row.article.body for row in rows)
    return [text for text in found if len(text.split()) >= 100][:most]


def planted(text: str, other: str, dice: random.Random) -> dict[str, str]:
    """Copies of a text."""
    words = text.split(" ")
    strange = other.split()
    tail = max(len(words) // 4, 1)

    def header(some: list[str]) -> list[str]:
        return ["PORT", "VALLIS,", "Jan", "3", "(Northern", "Wire)", "—", *some]

    def changed(some: list[str]) -> list[str]:
        return [dice.choice(strange) if dice.random() < 0.08 else word for word in some]

    def cut(some: list[str]) -> list[str]:
        return [*some[:-tail], *strange[:tail]]

    return {
        "header": " ".join(header(words)),
        "words": " ".join(changed(words)),
        "tail": " ".join(cut(words)),
        "all three": " ".join(header(changed(cut(words)))),
    }


def rate(some: list[str]) -> float:
    """Texts a second whose bands are worked out, and by them those found that may be copies."""
    bands(some[:BATCH])
    began = time.process_time()
    every = np.concatenate([bands(some[start : start + BATCH]) for start in range(0, len(some), BATCH)]).ravel()
    order = np.argsort(every, kind="stable")
    shared = np.flatnonzero(every[order][1:] == every[order][:-1])
    np.unique(np.stack([order[shared], order[shared + 1]]) // BANDS, axis=1)
    return len(some) / (time.process_time() - began)


def sieve(some: list[str]) -> float:
    """The same by rensa's own index, as texts come in."""
    index = RMinHashLSH(0.3, BANDS * 3, BANDS)
    began = time.process_time()
    for start in range(0, len(some), BATCH):
        numbers, ends = shingles(some[start : start + BATCH])
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(numbers, ends, BANDS * 3, 1)
        index.insert_matrix_and_query_duplicate_flags(matrix, start)
    return len(some) / (time.process_time() - began)


def rival(some: list[str]) -> float:
    """Texts a second when each is held against all."""
    words = [text.lower().split() for text in some[:PAIRS]]
    began = time.process_time()
    for at, one in enumerate(words):
        for other in words[:at]:
            Indel.normalized_similarity(one, other, score_cutoff=0.6)
    return len(words) / (time.process_time() - began)


def quality(some: list[str]) -> dict[str, float]:
    """Recall by kind of copy, and precision over all pairs that are found."""
    dice = random.Random(7)
    articles, home = [], {}
    for n, text in enumerate(some):
        for kind, body in {"base": text, **planted(text, some[(n * 7 + 1) % len(some)], dice)}.items():
            articles.append(Printed(id=f"{n:06} {kind}", body=body))
            home[f"{n:06} {kind}"] = n
    group = {one: at for at, found in enumerate(copies(articles)) for one in found}
    recall = {
        kind: sum(group.get(f"{n:06} base", -1) == group.get(f"{n:06} {kind}", -2) for n in range(len(some)))
        / len(some)
        for kind in ("header", "words", "tail", "all three")
    }
    right = found = 0
    bodies = {article.id: article.body for article in articles}
    members = defaultdict(list)
    for one, at in group.items():
        members[at].append(one)
    for held in members.values():
        for n, a in enumerate(held):
            for b in held[n + 1 :]:
                found += 1
                right += home[a] == home[b] or is_copy(bodies[f"{home[a]:06} base"], bodies[f"{home[b]:06} base"])
    return {
        "recall": min(recall[kind] for kind in ("header", "words", "tail")),
        **recall,
        "precision": right / max(1, found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=10_000, help="texts")
    given = parser.parse_args()
    some = texts(given.paths, given.most)
    found = {"looked up a second": rate(some), "by rensa's index": sieve(some), **quality(some[:2_000])}
    print(f"{len(some)} texts; all pairs of {PAIRS}: {rival(some):,.0f} a second")
    for name, value in found.items():
        asked = ASKED.get(name)
        met = "" if asked is None else "met" if value >= asked else "missed"
        print(f"{name:20} {value:12,.4g} {asked or '':>8} {met}")


if __name__ == "__main__":
    main()
