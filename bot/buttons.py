"""Inline buttons: a short random token stands for the requests behind them, kept in the chats' database."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chats import ChatStore, Kept
from handlers.messages import Action, ChatRef, Request

PER_ROW = 2


def data_of(token: str, number: int) -> str:
    """What a button carries, within Telegram's 64 bytes."""
    return f"{token}.{number}"


def keep(chats: ChatStore, chat: ChatRef, request: Request, actions: Sequence[Action]) -> str:
    """Keep the requests behind an answer's actions; the token, empty without actions."""
    return chats.keep(chat.id, request, [action.request for action in actions]) if actions else ""


def keyboard(token: str, labels: Sequence[str], link: str = "") -> InlineKeyboardMarkup | None:
    """Buttons for the labels; with `link`, they open the private chat there instead (a channel's belong to nobody)."""
    if not labels:
        return None
    made = [_button(label, data_of(token, number), link) for number, label in enumerate(labels)]
    return InlineKeyboardMarkup([made[at : at + PER_ROW] for at in range(0, len(made), PER_ROW)])


def _button(text: str, data: str, link: str) -> InlineKeyboardButton:
    if link:
        return InlineKeyboardButton(text, url=f"{link}?start={data.replace('.', '-')}")
    return InlineKeyboardButton(text, callback_data=data)


def pressed(chats: ChatStore, data: str) -> tuple[Kept, Request] | None:
    """What a button stands for; None when it is stale, foreign or made up."""
    token, _, number = data.rpartition(".")
    kept = chats.kept(token) if token and number.isascii() and number.isdigit() and len(number) < 4 else None
    if kept is None or int(number) >= len(kept.requests):
        return None
    return kept, kept.requests[int(number)]


def turns(kept: Kept, request: Request) -> bool:
    """Whether a button only turns the page of the answer that it stands under."""
    return (request.command, request.args, request.reply_text) == (
        kept.origin.command,
        kept.origin.args,
        kept.origin.reply_text,
    )
