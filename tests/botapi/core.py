"""The server: one bot, its world, its updates, and faults on demand. Two faces stand on it, in process and HTTP."""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.botapi.refusals import Dropped, Refused, bad
from tests.botapi.world import ChatState, Member

if TYPE_CHECKING:
    from tests.botapi.registry import Method

JSON = dict[str, Any]
TOKEN = "1234567890:" + "test-token_" * 3 + "ab"  # the form of a real one


@dataclass(slots=True)
class Fault:
    """What happens instead of (or, with `after`, after) the next `times` calls that it fits."""

    method: str = ""  # "" fits any but getUpdates
    status: int = 500
    description: str = "Internal Server Error"
    parameters: JSON = field(default_factory=dict)
    how: str = ""  # timeout | reset | half | malformed
    chat: int | None = None
    times: int = 1
    after: bool = False  # the call is carried out, but its answer is lost

    def fits(self, method: str, params: Mapping[str, str]) -> bool:
        """Whether this call meets the fault."""
        named = self.method == method if self.method else method != "getUpdates"
        return self.times > 0 and named and (self.chat is None or params.get("chat_id") == str(self.chat))


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it came in, and how it ended (200, or the error's status)."""

    method: str
    params: Mapping[str, str]
    status: int


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    user: int
    made: float
    answer: JSON | None = None


class Core:
    """State and rules; `call` is the one way in."""

    def __init__(
        self, token: str = TOKEN, username: str = "dateline_bot", clock: Callable[[], float] = time.time
    ) -> None:
        self.token = token
        self.clock = clock
        self.me: JSON = {
            "id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Dateline", "username": username,
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
        }  # fmt: skip
        self.chats: dict[int, ChatState] = {}
        self.users: dict[int, JSON] = {}
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.pending: deque[JSON] = deque()
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, JSON] = {}
        self.files: dict[str, tuple[str, bytes]] = {}  # what was sent, by its id: kind and content
        self.commands: dict[str, list[JSON]] = {}
        self.descriptions: dict[str, str] = {}
        self.webhook: JSON = {"url": ""}
        self.allowed: set[str] = set()
        self.on_call: Callable[[str], object] = lambda method: None
        self.numbers: Iterator[int] = itertools.count(1)
        self._updates: Iterator[int] = itertools.count(700_000_001)
        self._poller = 0
        self._stirred = asyncio.Event()

    async def call(
        self, token: str, method: str, params: Mapping[str, str], files: Mapping[str, Any] | None = None
    ) -> JSON:
        """Carry out a method; Refused or Dropped as the real one would answer."""
        from tests.botapi import about, media, methods  # noqa: F401 - they fill the table
        from tests.botapi.registry import METHODS

        if token != self.token:
            raise Refused(401, "Unauthorized") if ":" in token else Refused(404, "Not Found")
        status = 200
        try:
            result = await self._carry_out(METHODS.get(method, _unknown), method, {**params, **(files or {})})
        except Refused as refused:
            status = refused.status
            raise
        except Dropped:
            status = 0
            raise
        finally:
            self.calls.append(Call(method, params, status))
            self.on_call(method)
        return {"ok": True, "result": result}

    def download(self, token: str, path: str) -> bytes:
        """A file by the path that getFile gave; no bot gets another one's, and nobody a path of their own making."""
        kind, _, file = path.partition("/")
        known, content = self.files.get(file, ("", b""))
        if token != self.token or not known or kind != f"{known}s":
            raise Refused(404, "Not Found")
        return content

    async def _carry_out(self, work: "Method", method: str, params: Mapping[str, Any]) -> Any:
        fault = next((fault for fault in self.faults if fault.fits(method, params)), None)
        if fault and not fault.after:
            _strike(fault)
        result = await work(self, params)
        if fault:
            _strike(fault)
        return result

    def called(self, method: str) -> list[Mapping[str, str]]:
        """The parameters of each call of a method that was carried out."""
        return [call.params for call in self.calls if call.method == method and call.status == 200]

    def fail(self, method: str = "", **fault: Any) -> Fault:
        """Let the next call of a method fail; see Fault."""
        self.faults.append(Fault(method, **fault))
        return self.faults[-1]

    def flood(self, seconds: int, **fault: Any) -> Fault:
        """A 429 for the next call that fits."""
        words = f"Too Many Requests: retry after {seconds}"
        return self.fail(status=429, description=words, parameters={"retry_after": seconds}, **fault)

    def chat(self, reference: str) -> ChatState:
        """A chat by its id or @name."""
        if reference.startswith("@"):
            found = next((c for c in self.chats.values() if c.username.lower() == reference[1:].lower()), None)
        else:
            found = self.chats.get(int(reference)) if reference.lstrip("-").isdigit() else None
        if found is None:
            raise bad("chat not found")
        return found

    def tell(self, **kinds: JSON) -> JSON:
        """Queue an update, unless the bot has said that it wants none of its kind; returns it."""
        update = {"update_id": next(self._updates), **kinds}
        if not self.allowed or self.allowed & kinds.keys():
            self.repeat(update)
        return update

    def repeat(self, update: JSON) -> None:
        """Queue an update as it is, as Telegram does when an answer was lost."""
        self.pending.append(update)
        self.stir()

    def stir(self) -> None:
        """Wake whoever polls."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[JSON]:  # noqa: ASYNC109 - a parameter of theirs
        """True long polling: confirm what is below the offset, wait for more."""
        if self.webhook["url"]:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        self._poller += 1
        mine = self._poller
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        self.stir()
        until = asyncio.get_running_loop().time() + timeout
        while not self.pending and (left := until - asyncio.get_running_loop().time()) > 0:
            await _wait(self._stirred, left)
            if mine != self._poller:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
        return list(itertools.islice(self.pending, limit))

    async def drained(self) -> None:
        """Wait until every queued update has been fetched and confirmed."""
        while self.pending:
            await _wait(self._stirred, 1.0)

    def stand(self, chat: int, user: int, member: Member) -> None:
        """Set how somebody stands in a chat, and tell the bot where it is about the bot itself."""
        state = self.chats[chat]
        old = state.member(user)
        state.members[user] = member
        if user == self.me["id"]:
            who = {"id": user, "is_bot": True, "first_name": self.me["first_name"], "username": self.me["username"]}
            change = {"chat": state.json, "from": who, "date": int(self.clock())}
            self.tell(
                my_chat_member={
                    **change,
                    "old_chat_member": standing(who, old),
                    "new_chat_member": standing(who, member),
                }
            )


def standing(user: JSON, member: Member) -> JSON:
    """As a ChatMember object of the Bot API."""
    found: JSON = {"status": member.status, "user": user}
    if member.status == "kicked":
        found["until_date"] = 0
    if member.status == "administrator":
        needed = (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
            "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
            "can_edit_stories", "can_delete_stories",
        )  # fmt: skip
        found |= dict.fromkeys(needed, False) | member.rights
    if member.status == "creator":
        found["is_anonymous"] = False
    return found


async def _unknown(core: Core, params: Mapping[str, Any]) -> Any:
    raise Refused(404, "Not Found")


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


def _strike(fault: Fault) -> None:
    fault.times -= 1
    if fault.how:
        raise Dropped(fault.how)
    raise Refused(fault.status, fault.description, **fault.parameters)


def dumps(body: JSON) -> bytes:
    """JSON as the server writes it, our own notes (keys with an underscore) left out."""
    return json.dumps(_clean(body), ensure_ascii=True).encode()


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items() if not key.startswith("_")}
    return [_clean(item) for item in value] if isinstance(value, list) else value
