"""An answer made into messages: pages, and the buttons under them that every answer has."""

import datetime as dt
from collections.abc import Callable, Sequence
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
from corpus.models import Excerpt
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
        shown, shares = cited(answer), shareable(request)
        copy = _copy(shown, request)
        standing = _standing(request, copies=copy is not None) if shown and shares else ()
        token = buttons.keep(self.chats, where, request, (*answer.actions, *standing))
        labels = [label(action, request.language) for action in answer.actions]
        link = f"https://t.me/{username}" if where.kind is ChatKind.CHANNEL else ""
        kept = [
            buttons.button(label(one, request.language), buttons.data_of(token, number), link)
            for number, one in enumerate(standing, start=len(labels))
        ]
        share = [self._share(request, username)] if shares and username and answer.status is Status.OK else []
        last = [*([copy] if copy else []), *kept[:1], *share, *kept[1:]]
        return Reply(
            pages(answer, HTML, request.language),
            buttons.keyboard(token, labels, link, last),
            answer.status,
            _address(shown) if chosen.previews else "",
            silent=bool(chosen.quiet and now) and _within(chosen, now, self.chats.zone(where)),
            aside=answer.aside,
            attached=attached(answer, self.chats.memory, request.language),
        )

    def _share(self, request: Request, username: str) -> buttons.Button:
        """Lets somebody choose a chat for the answer itself; for a link to it, where it cannot be posted so."""
        name = say(msg("action.share"), request.language)
        if self.posts() and postable(request):
            return {"text": name, "switch_inline_query_chosen_chat": {"query": request.line, **ANYWHERE}}
        address = links.to_bot(username, links.payload(request.line, self.chats))
        return {"text": name, "url": links.to_share(address)}


def _copy(excerpts: Sequence[Excerpt], request: Request) -> buttons.Button | None:
    """Copies the citation of the one excerpt that is shown."""
    if len(excerpts) != 1 or request.command in PLAIN_COMMANDS:
        return None
    return buttons.copying(say(msg("action.copy"), request.language), citation(excerpts[0], language=request.language))


def shareable(request: Request) -> bool:
    """Whether a link may ask the same: a request that reads, and is about no text that was given with it."""
    return reads(request) and not buttons.about_text(request)


def _standing(request: Request, *, copies: bool) -> tuple[Action, ...]:
    """What can be done with every answer that shows excerpts: cite them, report one."""
    line = request.line
    if line.startswith((*ABOUT, "/cite")):
        return ()
    name = msg("action.cite") if copies else msg("action.copy")
    return Action(name, follow(request, "cite", line)), Action(msg("action.report"), follow(request, "report", line))


def _address(excerpts: Sequence[Excerpt]) -> str:
    """Of the first excerpt that has one."""
    found = (excerpt.article.url or "" for excerpt in excerpts)
    return next((url for url in found if WEB.fullmatch(url)), "")


def _within(chosen: Preferences, now: dt.datetime | None, zone: str) -> bool:
    """Whether a moment falls into the quiet hours, which may span midnight."""
    if chosen.quiet is None or now is None:
        return False
    local = now.astimezone(ZoneInfo(zone))
    minute, (first, last) = local.hour * 60 + local.minute, chosen.quiet
    return first <= minute < last if first < last else minute >= first or minute < last
