"""How does a digest get onto the wire? As one message, behind answers to people, when its chat may be written to."""

import logging
from typing import Any

from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.buttons import markup
from bot.limits import Pace, in_bulk
from bot.logs import reference
from bot.outgoing import NO_PREVIEW
from bot.parcels import Parcel
from bot.words import say
from handlers.messages import ChatKind, ChatRef, Message

Courier = ExtBot[Any]
log = logging.getLogger(__name__)


async def post(bot: Courier, chat: ChatRef, parcel: Parcel) -> int:
    """Send it as one message, behind the answers to people; its number. A penalty is the caller's to mind."""
    reply = parcel.reply
    answered = ReplyParameters(parcel.to, allow_sending_without_reply=True) if parcel.to else None
    with in_bulk():
        message = await bot.send_message(
            chat.id,
            reply.pages[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=chat.topic,
            disable_notification=parcel.silent or reply.silent,
            reply_parameters=answered,
            reply_markup=markup(reply.keyboard),
            rate_limit_args=True,
        )
    return message.message_id


def ahead(bot: Courier, chat: ChatRef) -> float:
    """Seconds until the chat may be written to."""
    pace = bot.rate_limiter
    return pace.ahead(chat.id, group=chat.kind is not ChatKind.PRIVATE) if isinstance(pace, Pace) else 0.0


async def tell(bot: Courier, person: int, what: Message, language: str = "en") -> None:
    """A line to somebody in private, if they may be written to."""
    try:
        await bot.send_message(person, say(what, language))
    except (BadRequest, Forbidden) as error:
        log.warning("%s could not be told: %s", reference(person), error)
