"""Inline mode: what somebody types after @bot becomes excerpts to choose from, each with its credit."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import links
from bot.chats import ChatStore
from bot.outgoing import NO_PREVIEW
from bot.render import HTML, pages
from bot.render.guard import neutral
from bot.tongue import of_person
from bot.words import say
from handlers.credits import chain, credit
from handlers.find import reads
from handlers.messages import Answer, ChatKind, ChatRef, Desk, Request, Section, Status, msg
from handlers.parser import parse

PAGE = 20  # results at once; Telegram takes 50
CACHED = 10  # seconds: what is new may change
SURE = 0.8  # confidence from which a speaker stands above the words
KNOWN = 10_000  # people whose newest query is remembered
SHORT = 120  # characters of a line in the list
TYPED = 256  # characters of a query
ELSEWHERE = frozenset({"digest", "export", "picture"})  # a chat's own, or no text: they are not posted by a query


def postable(request: Request) -> bool:
    """Whether the answer can be posted by whoever types the line behind the bot's name."""
    return reads(request) and request.command not in ELSEWHERE and len(request.line) <= TYPED


class Newest:
    """Which query of a person is the newest: as one types, each key makes another."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, int] = OrderedDict()

    def arrived(self, person: int, update: int) -> None:
        """A query has come in."""
        self._latest[person] = max(update, self._latest.get(person, 0))
        self._latest.move_to_end(person)
        if len(self._latest) > KNOWN:
            self._latest.popitem(last=False)

    def holds(self, person: int, update: int) -> bool:
        """Whether no newer one has."""
        return self._latest.get(person, update) <= update


@dataclass(frozen=True, slots=True)
class Inline:
    """Answers inline queries; they read alone, and belong to no chat."""

    desk: Desk
    chats: ChatStore
    answer: Callable[[Request, Desk], Answer]
    newest: Newest

    async def asked(self, number: int, query: InlineQuery, bot: Bot) -> None:
        """Answer somebody's newest query; one that was overtaken is dropped."""
        if not self.newest.holds(query.from_user.id, number):
            return
        found = await asyncio.to_thread(self._found, query, bot.username)
        if not self.newest.holds(query.from_user.id, number):
            return
        results, more, button = found
        try:
            await query.answer(results, cache_time=CACHED, is_personal=True, next_offset=more, button=button)
        except BadRequest:  # it waited too long: nobody sees the answer any more
            return

    def _found(
        self, query: InlineQuery, username: str
    ) -> tuple[list[InlineQueryResultArticle], str, InlineQueryResultsButton | None]:
        """Results, where the next ones start, and the button above them. Sync, for a worker thread."""
        person = query.from_user
        language = of_person(self.chats, person)
        where = ChatRef(person.id, ChatKind.PRIVATE)
        request = Request("find", query.query.strip(), chat=where, asker=person.id, is_admin=False, language=language)
        found = self.answer(request, self.desk)
        start = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 0
        few = found.sections[start : start + PAGE]
        more = str(start + PAGE) if len(found.sections) > start + PAGE else ""
        results = [one for section in few for one in self._result(section, username, language)]
        if start == 0:
            results = [*self._whole(request, username), *results]
        return results, more, self._button(found, request) if start == 0 and not (request.args and results) else None

    def _whole(self, request: Request, username: str) -> Iterator[InlineQueryResultArticle]:
        """The answer to a line as it stands, as much of it as one message holds, to be posted whole."""
        line, language = request.args, request.language
        typed = parse(line, chat=request.chat, asker=request.asker, is_admin=False, language=language)
        if not line.startswith("/") or not postable(typed):
            return
        found = self.answer(typed, self.desk)
        if found.status is not Status.OK:
            return
        first = pages(found, HTML, language)[0]
        rest = links.to_bot(username, links.payload(typed.line, self.chats))
        yield InlineQueryResultArticle(
            hashlib.sha256(typed.line.encode("utf-8", "replace")).hexdigest()[:32],
            neutral(say(found.heading, language))[:SHORT] or typed.line[:SHORT],
            InputTextMessageContent(first, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(say(msg("telegram.open"), language), url=rest)]]),
            description=say(msg("inline.whole"), language)[:SHORT],
        )

    def _button(self, found: Answer, request: Request) -> InlineQueryResultsButton | None:
        """The way into the private chat, where nothing was found or nothing was asked yet."""
        name = "telegram.find" if found.status is not Status.OK else "telegram.open"
        line = (
            f"/ask {request.args}" if request.args and not request.args.startswith("/") else request.args or "/people"
        )
        return InlineQueryResultsButton(
            say(msg(name), request.language)[:64], start_parameter=links.payload(line, self.chats)
        )

    def _result(self, section: Section, username: str, language: str) -> Iterator[InlineQueryResultArticle]:
        excerpt = section.excerpts[0]
        quote = excerpt.quote
        speaks = quote and quote.speaker and quote.confidence >= SURE
        who = quote.speaker if quote and quote.speaker and speaks else chain(excerpt.article.provenance)
        heading = msg("article.credit", credit=who)
        section = replace(section, speakers=not speaks)
        shown = pages(Answer(Status.OK, heading, (section,)), HTML, language)
        if len(shown) > 1:  # one message holds it, or it cannot be posted so
            return
        name = f"{excerpt.article.id}/{excerpt.span.start}-{excerpt.span.stop}"
        card = links.to_bot(username, links.payload(f"/article {excerpt.article.id}", self.chats))
        yield InlineQueryResultArticle(
            hashlib.sha256(name.encode()).hexdigest()[:32],
            neutral(say(heading, language))[:SHORT],
            InputTextMessageContent(shown[0], parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(say(msg("action.card"), language), url=card)]]),
            description=f"{neutral(excerpt.text)[:SHORT]} ({neutral(say(credit(excerpt), language))[:SHORT]})",
        )
