"""What Telegram shows by itself: a menu for each place and language, sent once, taken back where it is stale."""

import asyncio

import pytest

from bot.menu import shown
from bot.words import languages, say
from bot.words.tongues import NEAREST
from handlers import COMMANDS
from handlers.messages import msg
from tests.bot.stage import on_stage
from tests.botapi import BotApi

CHIEF, OTHER = 5_000_001, 5_000_002


async def started(folder, api, *admins):
    """The bot started and stopped: stopping waits for what was being told."""
    async with on_stage(folder, api=api, admins=frozenset(admins)):
        await asyncio.sleep(0)


def names(api, place):
    return {command["command"] for command in api.commands[place]}


async def test_each_place_has_its_own_commands(tmp_path):
    api = BotApi()
    await started(tmp_path, api, CHIEF)
    everybody, group = names(api, "default/"), names(api, "all_group_chats/")
    assert {"quote", "settings", "follow", "digest"} <= everybody
    assert "stats" not in everybody
    assert {"quote", "digest"} <= group
    assert not group & {"settings", "follow", "unfollow", "stats"}
    assert {"settings", "follow", "unfollow"} <= names(api, "all_chat_administrators/")
    assert {"stats", "announce", "remove", "correct"} <= names(api, f"chat{CHIEF}/")


async def test_each_language_has_its_own_words_and_its_neighbours_the_nearest(tmp_path):
    api = BotApi()
    await started(tmp_path, api)
    for code, language in (("", "en"), ("ru", "ru"), ("uk", "uk"), ("be", "ru")):
        told = {command["command"]: command["description"] for command in api.commands[f"default/{code}"]}
        assert told["quote"] == say(msg("menu.quote"), language)
        assert api.descriptions[f"description/{code}"] == say(msg("about.long"), language)
        assert api.descriptions[f"short_description/{code}"] == say(msg("about.short"), language)
    assert {key.partition("/")[2] for key in api.commands} == {"", "ru", "uk", *NEAREST}


async def test_what_has_not_changed_is_not_sent_again(tmp_path):
    api, again = BotApi(), BotApi()
    await started(tmp_path, api, CHIEF)
    await started(tmp_path, again, CHIEF)
    assert api.commands
    assert (again.commands, again.descriptions) == ({}, {})


async def test_whoever_is_no_operator_any_more_loses_their_menu(tmp_path):
    api = BotApi()
    await started(tmp_path, api, CHIEF, OTHER)
    assert f"chat{OTHER}/ru" in api.commands
    await started(tmp_path, api, CHIEF)
    assert not [key for key in api.commands if key.startswith(f"chat{OTHER}")]
    assert f"chat{CHIEF}/ru" in api.commands


async def test_what_failed_is_told_at_the_next_start(tmp_path):
    api = BotApi()
    api.fail("setMyCommands", status=400, description="Bad Request: chat not found")
    await started(tmp_path, api)
    missing = {"default/", "all_group_chats/", "all_chat_administrators/"} - api.commands.keys()
    await started(tmp_path, api)
    assert len(missing) == 1
    assert missing < api.commands.keys()


@pytest.mark.parametrize("one", [*shown(frozenset({CHIEF}))], ids=lambda one: f"{one.place}-{one.language}")
def test_all_that_is_shown_keeps_within_telegrams_limits(one):
    longest = {"description": 512, "short": 120}.get(one.place, 256)
    assert 1 <= len(one.lines) <= 100
    assert all(1 <= len(text) <= longest for _, text in one.lines)
    assert all(not name or name in COMMANDS for name, _ in one.lines)


def test_every_language_is_shown():
    assert {one.language for one in shown()} == {*languages(), "", *NEAREST} - {"en"}
