"""An answer made into messages: pages, and the buttons under them that every answer has."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import buttons, links
from bot.chats import ChatStore
from bot.inline import postable
from bot.outgoing import Reply
from bot.render import HTML, citation, label, pages
from bot.render.style import WEB
from bot.showing import attached
from bot.words import say
from handlers.find import reads
from handlers.messages import Action, Answer, ChatKind, ChatRef, Preferences, Request, Status, msg
from handlers.paging import ABOUT, cited, follow

ANYWHERE = {"allow_user_chats": True, "allow_group_chats": True, "allow_channel_chats": True}
PLAIN_COMMANDS = frozenset({"cite"})  # show excerpts to be copied, not to be copied from


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes replies; sync, for a worker thread, since buttons are kept in the database.

    `posts` tells whether the bot has inline mode, so that an answer can be shared as itself.
    """

    chats: ChatStore
    posts: Callable[[], bool] = lambda: False

    def reply(
        self, answer: Answer, request: Request, where: ChatRef, username: str = "", now: dt.datetime | None = None
    ) -> Reply:
        """Pages and buttons for the chat where the answer will stand."""
        chosen = self.chats.preferences(where)
        copy = _copy(answer, request)
        standing = tuple(_standing(answer, request, copies=copy is not None))
        token = buttons.keep(self.chats, where, request, (*answer.actions, *standing))
        labels = [label(action, request.language) for action in answer.actions]
        link = f"https://t.me/{username}" if where.kind is ChatKind.CHANNEL else ""
        data = (buttons.data_of(token, number) for number in range(len(labels), len(labels) + len(standing)))
        kept = [
            buttons.button(say(one.label, request.language), at, link) for one, at in zip(standing, data, strict=True)
        ]
        return Reply(
            pages(answer, HTML, request.language),
            buttons.keyboard(token, labels, link, self._last(answer, request, username, [copy] if copy else [], kept)),
            answer.status,
            _address(answer) if chosen.previews else "",
            silent=bool(chosen.quiet and now) and _within(chosen, now, self.chats.zone(where)),
            aside=answer.aside,
            attached=attached(answer, self.chats.memory, request.language),
        )

    def _last(
        self,
        answer: Answer,
        request: Request,
        username: str,
        copy: list[buttons.Button],
        kept: list[buttons.Button],
    ) -> list[buttons.Button]:
        """Copy, cite, share, report: those of them that the answer can have."""
        shares = username and answer.status is Status.OK and shareable(request)
        share = [self._share(request, username)] if shares else []
        return [*copy, *kept[:1], *share, *kept[1:]]

    def _share(self, request: Request, username: str) -> buttons.Button:
        """Lets somebody choose a chat for the answer itself; for a link to it, where it cannot be posted so."""
        name = say(msg("action.share"), request.language)
        if self.posts() and postable(request):
            return {"text": name, "switch_inline_query_chosen_chat": {"query": request.line, **ANYWHERE}}
        address = links.to_bot(username, links.payload(request.line, self.chats))
        return {"text": name, "url": links.to_share(address)}


def _copy(answer: Answer, request: Request) -> buttons.Button | None:
    """Copies the citation of the one excerpt that is shown."""
    excerpts = cited(answer)
    if len(excerpts) != 1 or request.command in PLAIN_COMMANDS:
        return None
    return buttons.copying(say(msg("action.copy"), request.language), citation(excerpts[0], language=request.language))


def shareable(request: Request) -> bool:
    """Whether a link may ask the same: a request that reads, and is about no text that was given with it."""
    return reads(request) and not buttons.about_text(request)


def _standing(answer: Answer, request: Request, *, copies: bool) -> Iterator[Action]:
    """What can be done with every answer that shows excerpts: cite them, report one."""
    line = request.line
    if not shareable(request) or line.startswith((*ABOUT, "/cite")) or not cited(answer):
        return
    name = msg("action.cite") if copies else msg("action.copy")
    yield Action(name, follow(request, "cite", line))
    yield Action(msg("action.report"), follow(request, "report", line))


def _address(answer: Answer) -> str:
    """Of the first excerpt that has one."""
    found = (excerpt.article.url or "" for excerpt in cited(answer))
    return next((url for url in found if WEB.fullmatch(url)), "")


def _within(chosen: Preferences, now: dt.datetime | None, zone: str) -> bool:
    """Whether a moment falls into the quiet hours, which may span midnight."""
    if chosen.quiet is None or now is None:
        return False
    local = now.astimezone(ZoneInfo(zone))
    minute, (first, last) = local.hour * 60 + local.minute, chosen.quiet
    return first <= minute < last if first < last else minute >= first or minute < last
