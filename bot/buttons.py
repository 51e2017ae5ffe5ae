"""Inline buttons: a short random token stands for the requests behind them, kept in the chats' database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chats import ChatStore, Kept
from bot.render.phrases import units
from handlers.held import article_in
from handlers.messages import Action, ChatRef, Request

PER_ROW = 2
COPIED = 256  # UTF-16 units that a button may copy
Button = Mapping[str, Any]  # as the Bot API writes one: making the library's objects takes longer than the answer
Keyboard = Sequence[Sequence[Button]]
IN_PLACE = frozenset({"settings", "report"})  # commands whose buttons change the answer that they stand under


def data_of(token: str, number: int) -> str:
    """What a button carries, within Telegram's 64 bytes."""
    return f"{token}.{number}"


def keep(chats: ChatStore, chat: ChatRef, request: Request, actions: Sequence[Action]) -> str:
    """Keep the requests behind an answer's actions; the token, empty without actions.

    Of the request itself stays what tells whether a button turns its page, and no text that it was about.
    """
    if not actions:
        return ""
    origin = replace(request, args="", reply_text="") if about_text(request) else request
    return chats.keep(chat.id, origin, [action.request for action in actions])


def about_text(request: Request) -> bool:
    """Whether a request is about a text that was given with it and is not to be kept."""
    return bool(request.reply_text) or (request.command == "compare" and bool(article_in(request)))


def keyboard(token: str, labels: Sequence[str], link: str = "", last: Sequence[Button] = ()) -> Keyboard:
    """Buttons for the labels; with `link`, they open the private chat there instead (a channel's belong to nobody).

    `last` stand below, in rows of their own.
    """
    made = [button(label, data_of(token, number), link) for number, label in enumerate(labels)]
    return [*_rows(made), *_rows(last)]


def _rows(made: Sequence[Button]) -> list[Sequence[Button]]:
    return [made[at : at + PER_ROW] for at in range(0, len(made), PER_ROW)]


def copying(label: str, text: str) -> Button | None:
    """A button that copies a text; None for one that is too long for it."""
    return {"text": label, "copy_text": {"text": text}} if units(text) <= COPIED else None


def button(text: str, data: str, link: str = "") -> Button:
    """One button; its data is what was kept, or goes along with the link."""
    return (
        {"text": text, "url": f"{link}?start={data.replace('.', '-')}"}
        if link
        else {"text": text, "callback_data": data}
    )


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The keyboard for a method of the library."""
    return InlineKeyboardMarkup.de_json({"inline_keyboard": keyboard}) if keyboard else None


def pressed(chats: ChatStore, data: str) -> tuple[Kept, Request] | None:
    """What a button stands for; None when it is stale, foreign or made up."""
    token, _, number = data.rpartition(".")
    kept = chats.kept(token) if token and number.isascii() and number.isdigit() and len(number) < 4 else None
    if kept is None or int(number) >= len(kept.requests):
        return None
    return kept, kept.requests[int(number)]


def turns(kept: Kept, request: Request) -> bool:
    """Whether a button changes the answer that it stands under: turns its page, sets what it shows."""
    if request.command in IN_PLACE and kept.origin.command == request.command:
        return True
    return (request.command, request.args) == (kept.origin.command, kept.origin.args)
