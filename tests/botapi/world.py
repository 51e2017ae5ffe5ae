"""Who is there: chats, their members, and what each chat shows now."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.refusals import Refused, bad, forbidden
from tests.botapi.units import cut

JSON = dict[str, Any]
INSIDE = {"creator", "administrator", "member", "restricted"}
UNSEEN = re.compile("[\u2060\u2066-\u2069]")
_NAMES = {"group": "group", "supergroup": "supergroup", "channel": "channel"}


@dataclass(slots=True)
class Member:
    """How somebody stands in a chat; `rights` as in ChatMemberAdministrator (`can_post_messages`, …)."""

    status: str = "member"
    rights: JSON = field(default_factory=dict)


@dataclass(slots=True)
class ChatState:
    """A chat as the server keeps it."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    first_name: str = ""
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    messages: dict[int, JSON] = field(default_factory=dict)
    last_message: int = 0
    migrated_to: int | None = None
    blocked: bool = False  # by the user, of a private chat
    started: bool = False  # the user has spoken to the bot
    deactivated: bool = False

    @property
    def json(self) -> JSON:
        """As a Chat object of the Bot API."""
        found: JSON = {"id": self.id, "type": self.type}
        named = {
            "title": self.title,
            "username": self.username,
            "first_name": self.first_name,
            "is_forum": self.is_forum,
        }
        return found | {key: value for key, value in named.items() if value}

    def member(self, user: int) -> Member:
        """Anybody's standing: who was never there has left."""
        return self.members.get(user, Member("left"))

    def new_id(self) -> int:
        """The next message's number."""
        self.last_message += 1
        return self.last_message

    def open_to(self, bot: int, thread: int | None) -> None:
        """Raise what a message of the bot would meet here."""
        refusal = self._private() if self.type == "private" else self._shared(bot)
        if refusal:
            raise refusal
        if thread is not None and thread not in self.topics:
            raise bad("message thread not found")
        if thread in self.closed:
            raise bad("TOPIC_CLOSED")

    def _private(self) -> Refused | None:
        if self.deactivated:
            return forbidden("user is deactivated")
        if self.blocked:
            return forbidden("bot was blocked by the user")
        return None if self.started else forbidden("bot can't initiate conversation with a user")

    def _shared(self, bot: int) -> Refused | None:
        if self.migrated_to is not None:
            return bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.migrated_to)
        me = self.member(bot)
        if me.status == "kicked":
            return forbidden(f"bot was kicked from the {_NAMES[self.type]} chat")
        if me.status not in INSIDE:
            return forbidden(f"bot is not a member of the {_NAMES[self.type]} chat")
        if self.type == "channel" and not me.rights.get("can_post_messages"):
            return bad("need administrator rights in the channel chat")
        if me.status == "restricted" and not me.rights.get("can_send_messages"):
            return bad("not enough rights to send text messages to the chat")
        return None


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button as a user sees it."""

    text: str
    chat: int
    message: int
    data: str = ""
    url: str = ""
    copies: str = ""
    types: str = ""  # what it puts behind the bot's name, in a chat that is chosen


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a chat shows it now, after all edits."""

    json: JSON

    @property
    def id(self) -> int:
        """The message's number in its chat."""
        return int(self.json["message_id"])

    @property
    def chat(self) -> int:
        """The chat's id."""
        return int(self.json["chat"]["id"])

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return str(self.json.get("text") or self.json.get("caption") or "")

    @property
    def plain(self) -> str:
        """The text as a reader sees it, without what no eye can see (joiners, isolates)."""
        return UNSEEN.sub("", self.text)

    @property
    def photo(self) -> str:
        """The largest size's file_id, empty where there is no photo."""
        return str(self.json["photo"][-1]["file_id"]) if "photo" in self.json else ""

    @property
    def document(self) -> JSON:
        """The file that came with the message, empty where there is none."""
        return dict(self.json.get("document", {}))

    @property
    def thread(self) -> int | None:
        """The forum topic."""
        return self.json.get("message_thread_id")

    @property
    def replies_to(self) -> int | None:
        """The message that it answers."""
        return self.json.get("reply_to_message", {}).get("message_id")

    @property
    def silent(self) -> bool:
        """Whether it came without a sound."""
        return bool(self.json.get("_silent"))

    @property
    def edited(self) -> bool:
        """Whether it has been changed since it was sent."""
        return "edit_date" in self.json

    @property
    def automatic(self) -> list[tuple[str, str]]:
        """(kind, words) of what Telegram itself made a link of."""
        return [(e["type"], cut(self.text, e["offset"], e["length"])) for e in self.json.get("_automatic", ())]

    @property
    def entities(self) -> list[tuple[str, str]]:
        """(kind, words) of the markup that was sent."""
        own = [e for e in self.json.get("entities", ()) if e not in self.json.get("_automatic", ())]
        return [(e["type"], cut(self.text, e["offset"], e["length"])) for e in own]

    @property
    def buttons(self) -> list[Button]:
        """All inline buttons, row by row."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [_button(self, button) for row in rows for button in row]

    def button(self, text: str) -> Button:
        """The button whose label contains `text`; KeyError when there is none."""
        for button in self.buttons:
            if text in button.text:
                return button
        raise KeyError(f"no button {text!r} among {[button.text for button in self.buttons]}")


def _button(shown: Shown, button: JSON) -> Button:
    copies = button.get("copy_text", {}).get("text", "")
    types = button.get("switch_inline_query_chosen_chat", {}).get("query", "")
    return Button(
        button["text"], shown.chat, shown.id, button.get("callback_data", ""), button.get("url", ""), copies, types
    )
