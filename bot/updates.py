"""Telegram's updates as requests: the one place that reads its Message."""

from dataclasses import dataclass

from telegram import Chat, ChatFullInfo, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.addressing import QUESTION, Asked, Heard, asked_of
from bot.texts import TextMessage
from bot.words import nearest
from bot.words.tongues import FALLBACK
from handlers.arguments import LONGEST
from handlers.ask import LONGEST as LONGEST_QUESTION
from handlers.find import reads
from handlers.messages import ChatKind, ChatRef, Request

_KINDS = {
    ChatType.PRIVATE: ChatKind.PRIVATE,
    ChatType.GROUP: ChatKind.GROUP,
    ChatType.SUPERGROUP: ChatKind.GROUP,
    ChatType.CHANNEL: ChatKind.CHANNEL,
}


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as others see it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request and the message that made it. `standing` is None where the asker's standing must be asked for.

    `sender` is whoever wrote it, also where they write in a channel's or a group's name and so are no asker.
    """

    request: Request
    message: int
    standing: bool | None
    sender: int = 0


def read(message: Message, me: Me, known: frozenset[str]) -> Incoming | None:
    """The request that a message makes; None when it is not for the bot, or nobody's who may ask."""
    if not _a_person(message):
        return None
    kind = _KINDS.get(ChatType(message.chat.type), ChatKind.PRIVATE)
    heard = Heard(_text(message), kind, _mentions(message, me), _replies(message, me))
    asked = asked_of(heard, username=me.username, known=known) if heard.text.strip() else _shared(message, kind)
    if asked is None or (message.forward_origin and _acts(asked, kind)):
        return None
    if _article(asked.command, _text(message), forwarded=bool(message.forward_origin)):
        asked = Asked("compare", asked.args)
    person = None if message.sender_chat else message.from_user
    request = Request(
        command=asked.command,
        args=asked.args,
        chat=place(message.chat, message.message_thread_id if message.is_topic_message else None),
        asker=person.id if person else None,
        is_admin=False,
        language=language_of(person),
        reply_text=_replied(message),
    )
    sender = message.sender_chat or person
    return Incoming(request, message.message_id, _standing(kind, message), sender.id if sender else 0)


def read_text(said: TextMessage, me: Me, known: frozenset[str]) -> Incoming | None:
    """As `read`, of a message of words alone."""
    if said.by_bot or not said.text.strip():
        return None
    asked = asked_of(Heard(said.text, said.chat.kind), username=me.username, known=known)
    if asked is None:
        return None
    command = "compare" if _article(asked.command, said.text, forwarded=False) else asked.command
    private = said.chat.kind is ChatKind.PRIVATE
    request = Request(command, asked.args, 1, said.chat, said.person, private, nearest(said.language or FALLBACK))
    return Incoming(request, said.number, True if private else None, said.person)


def unread(message: Message) -> str:
    """What is said to a message in private that makes no request: that words are read, that a forward sets nothing.

    Empty for what needs no answer: what Telegram itself puts there, and what bots write.
    """
    if message.chat.type != ChatType.PRIVATE or not _a_person(message):
        return ""
    if message.forward_origin and _text(message).startswith("/"):
        return "telegram.forwarded"
    return "telegram.wordless" if message.effective_attachment and not _text(message).strip() else ""


def _acts(asked: Asked, kind: ChatKind) -> bool:
    """Whether a command that was forwarded is let be: nobody sets or deletes by forwarding, nor commands in a group."""
    if kind is ChatKind.PRIVATE:
        return asked.command not in {"help", "start"} and not reads(Request(asked.command, asked.args))
    return asked.command != QUESTION


def _shared(message: Message, kind: ChatKind) -> Asked | None:
    """A place that somebody shares with the bot alone tells their time zone; it is not kept."""
    if message.location is None or kind is not ChatKind.PRIVATE:
        return None
    return Asked("digest", f"here {message.location.latitude:.2f},{message.location.longitude:.2f}")


def place(chat: Chat | ChatFullInfo, topic: int | None = None) -> ChatRef:
    """A chat by our own name for it."""
    return ChatRef(chat.id, _KINDS.get(ChatType(chat.type), ChatKind.PRIVATE), topic)


def language_of(user: User | None) -> str:
    """The language that somebody's Telegram is set to, or the nearest that is spoken here."""
    return nearest((user.language_code if user else None) or FALLBACK)


def _a_person(message: Message) -> bool:
    """Not what Telegram itself carried there, nor a bot wrote or offered; hidden administrators are people."""
    if message.is_automatic_forward:
        return False
    if message.via_bot:
        return False
    return message.sender_chat is not None or not (message.from_user and message.from_user.is_bot)


def _standing(kind: ChatKind, message: Message) -> bool | None:
    """Only administrators post in a channel or in a group's own name; a private chat is one's own."""
    if kind is not ChatKind.GROUP:
        return True
    return message.sender_chat.id == message.chat.id if message.sender_chat else None


def _text(message: Message) -> str:
    return message.text or message.caption or ""


def _mentions(message: Message, me: Me) -> tuple[str, ...]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    mine = [f"@{me.username}" for entity in found if entity.user and entity.user.id == me.id]
    return (*(words for entity, words in found.items() if entity.type == MessageEntity.MENTION), *mine)


def _replies(message: Message, me: Me) -> bool:
    """Whether it replies to words of the bot: what opens a forum topic is in every message's reply, and is none."""
    target = message.reply_to_message
    return bool(target and target.from_user and target.from_user.id == me.id and not target.forum_topic_created)


def _article(command: str, text: str, *, forwarded: bool) -> bool:
    """Whether it is an article, forwarded or pasted without a word: nobody writes a question of that length."""
    if command != QUESTION or len(text) <= LONGEST or text.lstrip().startswith("/"):
        return False
    return forwarded or len(text) > LONGEST_QUESTION


def _replied(message: Message) -> str:
    if message.quote:
        return message.quote.text
    return _text(message.reply_to_message) if message.reply_to_message else ""
