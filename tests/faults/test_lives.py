"""SIGTERM and SIGKILL at random instants of the real program: nothing is lost, nothing damaged; `make soak` runs 500."""

import dataclasses
import time
from collections import Counter

import pytest

from corpus.library import open_library
from tests.faults.lives import account, played, zygote

A_WORLD = 50  # lives, until everything begins anew with an empty chat


def held(world):
    """What must be true after any lives; the figures."""
    found, tally = account(world), world.tally
    assert found.faults == ()
    assert {one.id for one in open_library(world.corpus).articles(limit=10_000)} == set(tally.articles)
    assert found.untold == 0
    assert found.doubled <= tally.lives.total()  # at most the digest that was on its way
    assert found.lost == frozenset()
    assert found.twice <= tally.struck  # only what was worked on when it was killed; decision 21
    assert all(code in {0, -9, -15} for _, code in tally.lives)
    return Counter(dataclasses.asdict(found) | {"lost": len(found.lost), "twice": len(found.twice), "faults": 0})


async def test_a_few_lives(tmp_path):
    async with zygote() as lives:
        for hooked, rounds in ((False, 2), (True, 2)):
            folder = tmp_path / str(hooked)
            folder.mkdir()
            world = await played(folder, lives, rounds, 7, hooked=hooked)
            assert held(world)["questions"] > 0
            assert world.tally.lives.total() == rounds


@pytest.mark.soak
async def test_hundreds_of_lives(tmp_path, pytestconfig, capsys):
    many, began = pytestconfig.getoption("--soak-lives"), time.monotonic()
    ends, fed, found = Counter(), Counter(), Counter()
    async with zygote() as lives:
        for number, first in enumerate(range(0, many, A_WORLD)):
            folder = tmp_path / str(number)
            folder.mkdir()
            world = await played(folder, lives, min(A_WORLD, many - first), number, hooked=number % 2 == 1)
            ends += world.tally.lives
            fed += world.tally.fed
            found += held(world)
            with capsys.disabled():
                told = ", ".join(f"{count} {name}" for name, count in found.items())
                print(f"\n{ends.total()} lives in {time.monotonic() - began:.0f} s: {dict(ends)}; {dict(fed)}; {told}")  # noqa: T201 - what a soak is run for
    assert ends.total() == many
