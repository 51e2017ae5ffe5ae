"""The scripting surface of the tests: people, groups and channels that talk to the bot, and what they then see."""

import re
from dataclasses import dataclass
from typing import Any

from tests.botapi.core import JSON, Core, Query
from tests.botapi.links import automatic
from tests.botapi.world import INSIDE, Button, ChatState, Member, Shown

_MANAGES = {
    "group": {"can_manage_chat": True},
    "supergroup": {"can_manage_chat": True},
    "channel": {"can_manage_chat": True, "can_post_messages": True},
}
TELEGRAM, ANONYMOUS = 777000, 1087968824
_START = re.compile(r"/start(?:@\w+)? ([A-Za-z0-9_-]{0,64})")


@dataclass(frozen=True, slots=True)
class Place:
    """A chat as the tests see it."""

    core: Core
    state: ChatState

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.state.id

    @property
    def shows(self) -> list[Shown]:
        """What stands in the chat now, oldest first, whoever wrote it."""
        return [Shown(self.state.messages[key]) for key in sorted(self.state.messages)]

    @property
    def answers(self) -> list[Shown]:
        """What the bot has written here."""
        mine = self.core.me["id"]
        if self.state.type == "channel":
            return [shown for shown in self.shows if "_markup" in shown.json]
        return [shown for shown in self.shows if shown.json.get("from", {}).get("id") == mine]

    @property
    def last(self) -> Shown:
        """The bot's newest message."""
        return self.answers[-1]

    def write(self, text: str, sender: JSON, **extra: Any) -> Shown:
        """A message by somebody, told to the bot."""
        message = self._message(text, sender, **extra)
        kind = "channel_post" if self.state.type == "channel" else "message"
        self.core.tell(**{kind: message})
        return Shown(message)

    def service(self, **extra: Any) -> None:
        """A service message (migration, a new topic)."""
        self.core.tell(message=self._message("", {"from": next(iter(self.core.users.values()))}, **extra))

    def _message(self, text: str, sender: JSON, **extra: Any) -> JSON:
        reply = extra.pop("reply_to", None)
        thread = extra.pop("topic", None)
        message: JSON = {
            "message_id": self.state.new_id(),
            "date": int(self.core.clock()),
            "chat": self.state.json,
            **sender,
        }
        if text:
            found = automatic(text, [])
            message |= {"text": text} | ({"entities": found} if found else {})
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply is not None:
            message["reply_to_message"] = {key: v for key, v in reply.json.items() if key != "reply_to_message"}
        message |= extra
        self.state.messages[message["message_id"]] = message
        return message

    def posts(self, text: str, **extra: Any) -> Shown:
        """A post in a channel, in the channel's name."""
        return self.write(text, {"sender_chat": self.state.json}, **extra)

    def changes(self, post: Shown, **fields: Any) -> None:
        """Change a post of the channel."""
        message = post.json | fields | {"edit_date": int(self.core.clock())}
        self.core.tell(edited_channel_post=message)

    def forwards(self, post: Shown) -> Shown:
        """What Telegram itself puts into a group for each post of its linked channel."""
        robot = {"id": TELEGRAM, "is_bot": False, "first_name": "Telegram"}
        sender = {"from": robot, "sender_chat": post.json["chat"], "is_automatic_forward": True}
        return self.write(post.text, sender)

    def topic(self, title: str) -> int:
        """A new forum topic's number."""
        number = self.state.new_id()
        self.state.topics[number] = title
        return number

    def promotes(self, user: "User", **rights: bool) -> None:
        """Make somebody an administrator."""
        self.state.members[user.id] = Member("administrator", dict(rights))

    def belongs_to(self, user: "User") -> None:
        """Make somebody its creator."""
        self.state.members[user.id] = Member("creator")

    def demotes(self, user: "User") -> None:
        """Take an administrator's rights."""
        self.state.members[user.id] = Member()

    def admits_bot(self, **rights: bool) -> None:
        """Add the bot (as an administrator when rights are named)."""
        self.core.stand(self.id, self.core.me["id"], Member("administrator", dict(rights)) if rights else Member())

    def kicks_bot(self) -> None:
        """Remove the bot for good; it is told."""
        self.core.stand(self.id, self.core.me["id"], Member("kicked"))

    def becomes_supergroup(self) -> "Place":
        """Migrate a group; the old chat refuses, both service messages are told."""
        state = self.state
        new = ChatState(-1_000_000_000_000 + state.id, "supergroup", state.title, members=dict(state.members))
        self.core.chats[new.id] = new
        state.migrated_to = new.id
        moved = Place(self.core, new)
        self.service(migrate_to_chat_id=new.id)
        moved.service(migrate_from_chat_id=state.id)
        return moved


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a Telegram account, whose private chat with the bot has the same id."""

    core: Core
    json: JSON

    @property
    def id(self) -> int:
        """The user's id."""
        return int(self.json["id"])

    @property
    def private(self) -> Place:
        """The private chat with the bot."""
        return Place(self.core, self.core.chats[self.id])

    def says(self, text: str, in_: Place | None = None, **extra: Any) -> Shown:
        """Write a message: `reply_to` a Shown, in a `topic`, or with any field of a Message."""
        place = in_ or self.private
        if place.state.type == "private":
            place.state.started, place.state.blocked = True, False
        elif place.state.member(self.id).status not in INSIDE:
            raise ValueError(f"{self.json['first_name']} is not in {place.state.title}")
        if text.startswith("/start ") and not _START.fullmatch(text):
            raise ValueError(f"no link can carry this payload: {text}")
        return place.write(text, {"from": self.json}, **extra)

    def sends(self, name: str, content: bytes, caption: str = "", **extra: Any) -> Shown:
        """Send a file to the bot in private."""
        file = f"document{next(self.core.numbers)}"
        self.core.files[file] = ("document", content)
        document = {"file_id": file, "file_unique_id": "u", "file_name": name, "file_size": len(content)}
        more = {"caption": caption} if caption else {}
        return self.says("", document=document, **more, **extra)

    def forwards(self, post: Shown, **extra: Any) -> Shown:
        """Forward a channel's post to the bot in private."""
        date, number = post.json["date"], post.json["message_id"]
        origin = {"type": "channel", "chat": post.json["chat"], "message_id": number, "date": date}
        return self.says(post.text, forward_origin=origin, **extra)

    def says_anonymously(self, text: str, in_: Place) -> Shown:
        """Write as an administrator who is hidden behind the group's name."""
        robot = {"id": ANONYMOUS, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        return in_.write(text, {"from": robot, "sender_chat": in_.state.json})

    def edits(self, shown: Shown, text: str) -> None:
        """Change a message of one's own."""
        message = shown.json | {"text": text, "edit_date": int(self.core.clock())}
        self.core.tell(edited_message=message)

    def presses(self, button: Button, data: str | None = None) -> Query:
        """Press an inline button (or send crafted data in its name); the query shows how it was answered."""
        message = self.core.chats[button.chat].messages[button.message]
        number = str(next(self.core.numbers))
        self.core.queries[number] = query = Query(self.id, self.core.clock())
        pressed = button.data if data is None else data
        self.core.tell(
            callback_query={"id": number, "from": self.json, "message": message, "chat_instance": "1", "data": pressed}
        )
        return query

    def asks_inline(self, text: str, offset: str = "") -> JSON:
        """Type an inline query; `results` stands in what is returned once it is answered."""
        if len(text) > 256:
            raise ValueError("Telegram cuts inline queries at 256 characters")
        number = str(next(self.core.numbers))
        self.core.inline[number] = waiting = {"id": number}
        self.core.tell(inline_query={"id": number, "from": self.json, "query": text, "offset": offset})
        return waiting

    def blocks(self) -> None:
        """Block the bot; it is told."""
        state = self.private.state
        state.blocked = True
        who = {key: self.core.me[key] for key in ("id", "is_bot", "first_name", "username")}
        old, new = {"status": "member", "user": who}, {"status": "kicked", "user": who, "until_date": 0}
        change = {"chat": state.json, "from": self.json, "date": int(self.core.clock())}
        self.core.tell(my_chat_member={**change, "old_chat_member": old, "new_chat_member": new})


class BotApi(Core):
    """The core with its people."""

    def user(self, name: str, *, language: str | None = "en", username: str = "", is_bot: bool = False) -> User:
        """A new account; its private chat exists and waits for the first message."""
        number = 5_000_000 + next(self.numbers)
        account: JSON = {"id": number, "is_bot": is_bot, "first_name": name}
        account |= {"username": username} if username else {}
        account |= {"language_code": language} if language else {}
        self.users[number] = account
        self.chats[number] = ChatState(number, "private", first_name=name, username=username)
        return User(self, account)

    def group(
        self, title: str, *members: User, admins: tuple[User, ...] = (), forum: bool = False, basic: bool = False
    ) -> Place:
        """A group with the bot in it; `basic` for one that can still become a supergroup."""
        number = -next(self.numbers) - 4_000_000 - (0 if basic else 1_000_000_000_000)
        state = ChatState(number, "group" if basic else "supergroup", title, is_forum=forum)
        return self._gather(state, members, admins, Member())

    def channel(
        self, title: str, *members: User, admins: tuple[User, ...] = (), username: str = "", bot_posts: bool = True
    ) -> Place:
        """A channel; the bot is an administrator that may post, or no administrator."""
        state = ChatState(-next(self.numbers) - 1_000_004_000_000, "channel", title, username=username)
        me = Member("administrator", {"can_post_messages": True}) if bot_posts else Member("left")
        return self._gather(state, members, admins, me)

    def _gather(self, state: ChatState, members: tuple[User, ...], admins: tuple[User, ...], me: Member) -> Place:
        state.members = {user.id: Member() for user in members}
        state.members |= {user.id: Member("administrator", dict(_MANAGES[state.type])) for user in admins}
        state.members[self.me["id"]] = me
        self.chats[state.id] = state
        return Place(self, state)
