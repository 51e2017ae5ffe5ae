"""Somebody who writes very much: others are answered as if nothing were, and one line says what became of the rest."""

import pytest

from bot.lanes import OF_A_CHAT
from tests.bot.stage import on_stage

LEFT_OUT = {
    "en": "That is more than can be answered here: the oldest of the questions that wait were left out.",
    "uk": "Тут запитують більше, ніж можна відповісти: найстаріші із запитань, що чекали, пропущено.",
}


@pytest.mark.parametrize("language", LEFT_OUT)
async def test_a_flood_is_cut_and_told_once_and_others_are_answered(tmp_path, language):
    async with on_stage(tmp_path) as stage:
        ann, bob = stage.api.user("Ann", language=language), stage.api.user("Bob")
        for number in range(1_000):
            ann.says(f"/quote {number}")
        bob.says("/quote lee")
        await stage.settled()
    lines = [answer.plain.splitlines()[0] for answer in ann.private.answers]
    numbers = [int(line.removeprefix("/quote ")) for line in lines if line not in LEFT_OUT.values()]
    assert len(bob.private.answers) == 1
    assert lines.count(LEFT_OUT[language]) == len(lines) - len(numbers) == 1
    assert numbers == sorted(numbers)
    assert numbers[-OF_A_CHAT:] == list(range(1_000 - OF_A_CHAT, 1_000))


async def test_a_group_is_told_in_its_topic(tmp_path):
    async with on_stage(tmp_path) as stage:
        ann = stage.api.user("Ann")
        forum = stage.api.group("Forum", ann, forum=True)
        boats = forum.topic("Boats")
        for number in range(300):
            ann.says(f"/quote {number}", forum, topic=boats)
        await stage.settled()
    told = [answer for answer in forum.answers if answer.plain == LEFT_OUT["en"]]
    assert [answer.thread for answer in told] == [boats]
