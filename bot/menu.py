"""The menu of commands that Telegram shows: from the table, in each language, with more of them for operators."""

import logging
from typing import Any

from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError
from telegram.ext import Application

from bot.words import languages, say
from bot.words.tongues import FALLBACK
from handlers import COMMANDS, OPERATORS

App = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)


async def set_menu(application: App, admins: frozenset[int] = frozenset()) -> None:
    """Set it for everybody, and for operators in their private chats."""
    for language in languages():
        code = None if language == FALLBACK else language
        await _set_menu(application, _menu(language), BotCommandScopeDefault(), code)
        for admin in sorted(admins):
            await _set_menu(application, _menu(language, operator=True), BotCommandScopeChat(admin), code)


def _menu(language: str, *, operator: bool = False) -> list[BotCommand]:
    shown = {name: one for name, one in COMMANDS.items() if one.listed or (operator and one.only == OPERATORS)}
    return [BotCommand(name, say(command.menu, language)[:256]) for name, command in shown.items()]


async def _set_menu(application: App, menu: list[BotCommand], scope: BotCommandScope, language: str | None) -> None:
    try:
        await application.bot.set_my_commands(menu, scope, language)
    except TelegramError as error:  # an operator who has never written to the bot has no chat with it yet
        log.warning("a command menu stays as it was: %s", error)
