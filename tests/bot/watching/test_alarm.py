import pytest

from bot.watching.alarm import LAST, MIB, Alarm

GIB = 1024 * MIB


@pytest.mark.parametrize(
    ("free", "whole", "warned", "may"),
    [
        (50 * GIB, 100 * GIB, 0, True),
        (4 * GIB, 100 * GIB, 1, True),  # under a twentieth
        (900 * MIB, 10 * GIB, 1, True),  # under a GiB
        (LAST - 1, 10 * GIB, 1, False),  # nothing more is taken in
        (300 * MIB, 1 * GIB, 0, True),  # a small disk is not full for being small
        (20 * MIB, 1 * GIB, 1, False),
    ],
)
def test_a_disk_that_runs_full(tmp_path, free, whole, warned, may):
    told = []
    alarm = Alarm(tmp_path, told.append, disk=lambda folder: (free, whole), memory=lambda: 0, limit=lambda: 0)
    assert [alarm.may_write() for _ in range(3)] == [may] * 3
    assert [message.id for message in told] == ["watch.disk"] * warned  # once, not each time


def test_a_warning_comes_again_after_it_was_better(tmp_path):
    told, free = [], [900 * MIB, 1050 * MIB, 900 * MIB, 5 * GIB, 900 * MIB]
    alarm = Alarm(tmp_path, told.append, disk=lambda folder: (free.pop(0), 10 * GIB), memory=lambda: 0, limit=lambda: 0)
    for _ in range(5):
        alarm.may_write()
    assert len(told) == 2


@pytest.mark.parametrize(("used", "warned"), [(300, 0), (420, 1), (600, 1)])
def test_memory_near_its_bound(tmp_path, used, warned):
    told = []
    alarm = Alarm(tmp_path, told.append, 512, disk=lambda folder: (GIB * 50, GIB * 100), memory=lambda: used * MIB)
    assert alarm.may_write()
    assert alarm.may_write()
    assert [(message.id, message.params) for message in told] == [
        ("watch.memory", {"used": used, "limit": 512})
    ] * warned


def test_a_folder_that_is_not_there_yet_stands_for_the_next_above(tmp_path):
    alarm = Alarm(tmp_path / "a" / "b", lambda message: None)
    assert alarm.may_write() in {True, False}
