"""The worker: a process of its own, replaced when it dies or holds too much."""

import os
from pathlib import Path

import pytest

from bot.watching import hand as hands
from bot.watching.hand import Hand
from corpus.watched.ledger import Ledger
from tests.bot.watch import ended


def process(ledger: Ledger) -> int:
    return os.getpid()


def dies(ledger: Ledger, mark: str) -> str:
    """Kills its process the first time."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), 9)
    return "done"


def fails(ledger: Ledger) -> None:
    raise KeyError("what went wrong")


@pytest.mark.parametrize(("room", "same"), [(1 << 40, True), (1, False)])
def test_it_works_elsewhere_until_it_holds_too_much(tmp_path, monkeypatch, room, same):
    monkeypatch.setattr(hands, "ROOM", room)

    async def run():
        async with Hand(f"sqlite:///{tmp_path}/c.db") as hand:
            return await hand.do(process), await hand.do(process)

    first, second = ended(run())
    assert os.getpid() not in {first, second}
    assert (first == second) is same


def test_one_that_was_killed_is_replaced(tmp_path):
    async def run():
        async with Hand(f"sqlite:///{tmp_path}/c.db") as hand:
            return await hand.do(dies, str(tmp_path / "mark"))

    assert ended(run()) == "done"


def test_what_goes_wrong_there_goes_wrong_here(tmp_path):
    async def run():
        async with Hand(f"sqlite:///{tmp_path}/c.db", in_thread=True) as hand:
            await hand.do(fails)

    with pytest.raises(KeyError):
        ended(run())
