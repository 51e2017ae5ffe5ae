"""What Telegram shows of the bot by itself: menus of commands and descriptions, for each place and in each language.

They are sent where they have changed since they were last sent, and taken back where nothing is to be shown any more.
"""

import asyncio
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application

from bot.logs import reference
from bot.memory import Memory
from bot.standing import ADMINISTRATIVE
from bot.words import languages, nearest, say
from bot.words.tongues import FALLBACK, NEAREST
from handlers import COMMANDS, OPERATORS
from handlers.messages import msg

App = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)

EVERYBODY, GROUPS, ADMINISTRATORS = "everybody", "groups", "administrators"
LONG, SHORT = "description", "short"
SCOPES = {
    EVERYBODY: BotCommandScopeDefault,
    GROUPS: BotCommandScopeAllGroupChats,
    ADMINISTRATORS: BotCommandScopeAllChatAdministrators,
}
DIGEST = "digest"  # shows one to anybody


@dataclass(frozen=True, slots=True)
class Shown:
    """What a place shows: a menu, or a description. `language` is empty for those that have none of their own."""

    place: str
    language: str
    lines: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The same for what is the same."""
        return hashlib.sha256(repr(self.lines).encode()).hexdigest()[:32]


async def set_menu(application: App, admins: frozenset[int], memory: Memory) -> None:
    """Tell Telegram what has changed."""
    bot = application.bot
    wanted = {_key(bot, one.place, one.language): one for one in shown(admins)}
    held = await asyncio.to_thread(memory.shown, f"{bot.id} ")
    for key, one in wanted.items():
        if held.get(key) != one.digest and await _told(bot, one):
            await asyncio.to_thread(memory.keep_shown, key, one.digest)
    for key in held.keys() - wanted.keys():
        _, place, language = key.split(" ")
        if await _told(bot, Shown(place, language, ())):
            await asyncio.to_thread(memory.keep_shown, key, "")


def shown(admins: frozenset[int] = frozenset()) -> Iterator[Shown]:
    """All that is to be shown."""
    for code in ("", *(language for language in languages() if language != FALLBACK), *NEAREST):
        language = nearest(code)
        yield Shown(LONG, code, (("", say(msg("about.long"), language)),))
        yield Shown(SHORT, code, (("", say(msg("about.short"), language)),))
        for place in (EVERYBODY, GROUPS, ADMINISTRATORS, *map(str, sorted(admins))):
            yield Shown(place, code, tuple(_menu(place, language)))


def _menu(place: str, language: str) -> Iterator[tuple[str, str]]:
    for name, command in COMMANDS.items():
        if _listed(place, name):
            yield name, say(command.menu, language)


def _listed(place: str, name: str) -> bool:
    """In groups only administrators set something for all; operators have commands of their own."""
    command = COMMANDS[name]
    if place == GROUPS:
        return command.listed and (name == DIGEST or name not in ADMINISTRATIVE)
    operators = place not in SCOPES
    return command.listed or (operators and command.only == OPERATORS) or (name in ADMINISTRATIVE and not operators)


def _key(bot: Bot, place: str, language: str) -> str:
    return f"{bot.id} {place} {language}"


def _logged(place: str) -> str:
    """As the log may tell of it: an operator is somebody."""
    return reference(int(place)) if place.isdecimal() else place


async def _told(bot: Bot, one: Shown) -> bool:
    """Whether Telegram has taken it; what it never will is not tried again."""
    try:
        if one.place in {LONG, SHORT}:
            await _describe(bot, one)
        else:
            await _list(bot, one)
    except BadRequest as error:  # an operator who has never written to the bot has no chat with it yet
        log.warning("%s stays as it was: %s", _logged(one.place), error)
        return not one.lines
    except TelegramError as error:
        log.warning("%s stays as it was: %s", _logged(one.place), error)
        return False
    return True


async def _describe(bot: Bot, one: Shown) -> None:
    text = one.lines[0][1] if one.lines else None
    if one.place == LONG:
        await bot.set_my_description(text, one.language or None)
    else:
        await bot.set_my_short_description(text, one.language or None)


async def _list(bot: Bot, one: Shown) -> None:
    scope: BotCommandScope = SCOPES[one.place]() if one.place in SCOPES else BotCommandScopeChat(int(one.place))
    if one.lines:
        await bot.set_my_commands(list(one.lines), scope, one.language or None)
    else:
        await bot.delete_my_commands(scope, one.language or None)
