"""A digest made ready for its chat: one message, its buttons, what it tells, and which message it goes on from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chats import ChatStore
from bot.deliveries import Due
from bot.door import Door
from bot.outgoing import Reply
from bot.render import HTML, pages
from bot.schedules import ALERT, DIGEST
from handlers.messages import Answer, ChatKind, Desk, Request, Section, Status
from handlers.since import told_since

COMMANDS = {DIGEST: "digest", ALERT: "subscriptions"}
BY = "by "  # stories of a speaker: an alert goes on from the last about them, a digest does not


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes out. `to` is the message that it replies to."""

    reply: Reply
    sections: tuple[Section, ...]
    to: int | None
    silent: bool


def parcel(door: Door, due: Due, desk: Desk, username: str) -> Parcel | None:
    """What a chat is to be told, None for nothing. Sync: runs in a worker thread."""
    private = due.chat.kind is ChatKind.PRIVATE
    request = Request(
        COMMANDS[due.what],
        "new",
        chat=due.chat,
        asker=due.chat.id if private else None,
        is_admin=False,
        language=door.chats.language(due.chat),
    )
    answer = door.answer(request, desk)
    if answer.status is not Status.OK and not _empty_too(door.chats, due, answer):
        return None
    answer = fitted(answer, request.language)
    topic = due.schedule.topic if due.schedule else ""
    follows = door.chats.follows(due.chat) if due.what == DIGEST else ()
    again = replace(request, args=told_since(request, due.since, topic, follows).args)
    reply = door.maker.reply(answer, again, due.chat, username, desk.clock.now())
    to = door.chats.deliveries.related(due.chat, _stories(answer.sections, due.what))
    return Parcel(reply, answer.sections, to, silent=due.chat.kind is ChatKind.GROUP)


def _empty_too(chats: ChatStore, due: Due, answer: Answer) -> bool:
    """Whether the chat wants a line where nothing is new: nobody knows that while the sources have stopped."""
    wanted = due.schedule is not None and due.schedule.always and answer.status is Status.NOTHING
    return wanted and chats.stopped() is None


def fitted(answer: Answer, language: str) -> Answer:
    """The answer with as many sections as one message holds, one at least."""
    while len(answer.sections) > 1 and len(pages(answer, HTML, language)) > 1:
        answer = replace(answer, sections=answer.sections[:-1])
    return answer


def _stories(sections: Sequence[Section], what: str) -> tuple[str, ...]:
    found = (story for section in sections for story in section.stories)
    return tuple(story for story in found if what == ALERT or not story.startswith(BY))
