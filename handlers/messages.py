"""What goes in and out of a handler. No markup, no Telegram, no text in any one language but news itself."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from corpus.models import Excerpt, Interval, Person, Printed
from corpus.results import Asked, Checked, Comparison, Resolution, Said, Scope, Source, Timeline, Version
from handlers.pictured import Document, Picture
from handlers.taken import Intake


@dataclass(frozen=True, slots=True)
class Message:
    """One of the bot's own texts: an id of the catalogue with its parameters, put into words by bot/.

    A parameter is a string that is shown as it is (a name, a title, a command), a number, a day, an interval, another
    message, or a tuple of these, which reads as a list.
    """

    id: str
    params: Mapping[str, "Param"] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.id, tuple(sorted((key, repr(value)) for key, value in self.params.items()))))


Param = str | int | float | dt.date | Interval | Message | tuple["Param", ...]


def msg(id: str, /, **params: Param) -> Message:  # noqa: A002 - it is an id, and stands by position alone
    """Short for Message(id, params)."""
    return Message(id, params)


class ChatKind(StrEnum):
    """Where a request was made."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class ChatRef:
    """A place that answers go to; `topic` is a forum's thread."""

    id: int
    kind: ChatKind
    topic: int | None = None


TERMINAL = ChatRef(0, ChatKind.TERMINAL)


@dataclass(frozen=True, slots=True)
class Request:
    """A typed command, a button, a question, a digest or a terminal line: all are this.

    `command` without its slash, lower case; `args` as typed; `page` counts from 1, 0 asks for all at once; `asker` is
    the user's id, None where there is none (a channel); `language` an IETF tag; `reply_text` the message replied to.
    `is_operator` tells whether the asker keeps the corpus and the bot.
    """

    command: str
    args: str = ""
    page: int = 1
    chat: ChatRef = TERMINAL
    asker: int | None = None
    is_admin: bool = True
    language: str = "en"
    reply_text: str = ""
    is_operator: bool = False

    @property
    def line(self) -> str:
        """The request as a user would type it: `/quote Putin via Ushakov page 2`."""
        words = [f"/{self.command}", self.args, f"page {self.page}" if self.page > 1 else ""]
        return " ".join(word for word in words if word)

    def turned(self, page: int) -> "Request":
        """The same request, another page."""
        return replace(self, page=page)


class Status(StrEnum):
    """How an answer ended."""

    OK = "ok"
    DID_YOU_MEAN = "did_you_mean"
    NOTHING = "nothing"
    USAGE = "usage"


@dataclass(frozen=True, slots=True)
class Section:
    """A group of excerpts under a title. `when`, `relation` and `slot` as in the machine interface.

    `notes` are the bot's own lines that stand under the excerpts (told by …, both may be right), one a line.
    `lead` is how many excerpts a chat shows, 0 for all; the machine interface carries every one. `joined` excerpts are
    the pieces of one utterance and are shown as one. `also` hold the same words elsewhere: a chat shows their credits
    alone. `speakers` tells whether a credit names who speaks: not where the heading does. `spoken` sections show
    utterances, whose credits say so where the day of utterance is not stated. A section with a `form` (plain,
    markdown, bibtex) shows its excerpts as citations to be copied.
    """

    title: Message | None = None
    excerpts: tuple[Excerpt, ...] = ()
    when: Interval | None = None
    relation: str | None = None
    slot: str | None = None
    notes: tuple[Message, ...] = ()
    lead: int = 0
    joined: bool = False
    also: tuple[Excerpt, ...] = ()
    speakers: bool = True
    spoken: bool = False
    keys: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A follow-up: a button's label and the request behind it."""

    label: Message
    request: Request


class Audience(StrEnum):
    """Who else is told something."""

    OPERATORS = "operators"  # who keep the bot
    READERS = "readers"  # the chats that want its announcements


@dataclass(frozen=True, slots=True)
class Aside:
    """What an answer makes the bot tell others: the same answer to each of an audience."""

    audience: Audience
    answer: "Answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler returns. Heading, titles, labels and note are messages; all else is excerpts.

    `found` is what a timeline, a comparison, or a list of people was made of. `pictures` are sent with the text as what
    they show in words; `documents` are files that are sent along.
    """

    status: Status
    heading: Message
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    note: Message | None = None
    aside: Aside | None = None
    found: Timeline | Comparison | tuple[Person, ...] | None = None
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a chat gets its digest: minutes after midnight in `zone` (an IANA name); `weekday` 0 is Monday, None any.

    `workdays` are Monday to Friday.
    `topic` holds what it is about, parted by commas. `always` sends a line where nothing is new. `owner` is who set it
    for a channel from elsewhere, and answers for it. `paused` is when it goes on, None when it goes.
    """

    minute: int
    zone: str
    topic: str = ""
    weekday: int | None = None
    always: bool = False
    owner: int | None = None
    paused: dt.datetime | None = None
    workdays: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """Whom or what a chat follows: `kind` is person | topic."""

    name: str
    kind: str = "topic"


@dataclass(frozen=True, slots=True)
class Record:
    """What a chat was told, and what has come in since.

    `arrived` are ids of articles that came in after `since`, `archive` how many old ones did; `told` are keys of items.
    `stopped` is when the last article came in, where none comes any more though they used to.
    """

    since: dt.datetime
    arrived: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    archive: int = 0
    stopped: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a chat has chosen.

    `language` is empty for the asker's own; `length` of excerpts is short, normal or long; `asking` is everyone or
    admins; `quiet` are the minutes after midnight, in the chat's zone, between which nothing makes a sound; `previews`
    of links; `news` tells whether the operators' announcements are wanted.
    """

    language: str = ""
    length: str = "normal"
    asking: str = "everyone"
    quiet: tuple[int, int] | None = None
    previews: bool = False
    news: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """How the bot does since it was started; `slowest` in milliseconds, with its command."""

    since: dt.datetime
    chats: int = 0
    active: int = 0  # chats that asked something within a week
    readers: int = 0  # chats that want announcements
    answered: int = 0
    refused: int = 0
    failed: int = 0
    slowest: int = 0
    command: str = ""


Made = TypeVar("Made")


class Library(Protocol):
    """The questions a handler may put to the corpus; see corpus.library for what each answers."""

    def present(self) -> "Library": ...
    def scope(self) -> Scope: ...
    def resolve(self, text: str) -> Resolution: ...
    def resolve_outlet(self, text: str) -> Resolution: ...
    def quotes_by(self, who: Person | None, *, via: Person | None = None, topic: str = "") -> tuple[Said, ...]: ...
    def relayed_by(self, relay: Person) -> tuple[tuple[Person, int], ...]: ...
    def context(self, excerpt: Excerpt) -> Excerpt: ...
    def timeline(self, *, who: Person | None = None, topic: str = "", days: Interval | None = None) -> Timeline: ...
    def compare(self, topic: str = "", *, outlets: tuple[str, str] | None = None) -> Comparison: ...
    def about(self, topic: str) -> frozenset[str] | None: ...
    def held_against(self, text: str) -> Comparison: ...
    def ask(self, question: str) -> Asked: ...
    def check(self, text: str) -> Checked: ...
    def sources(self, outlet: str = "") -> tuple[Source, ...]: ...
    def people(self) -> tuple[Person, ...]: ...
    def article(self, article_id: str) -> Printed | None: ...
    def versions(self, article_id: str) -> tuple[Version, ...]: ...
    def articles(self, *, since: dt.date | None = None, limit: int = 20) -> tuple[Printed, ...]: ...
    def once(self, key: Hashable, make: Callable[[], Made]) -> Made: ...


class Chats(Protocol):
    """What handlers may read and set of a chat."""

    def schedule(self, chat: ChatRef) -> Schedule | None: ...
    def set_schedule(self, chat: ChatRef, schedule: Schedule) -> None: ...
    def clear_schedule(self, chat: ChatRef) -> bool: ...
    def pause(self, chat: ChatRef, until: dt.datetime | None) -> bool: ...
    def zone(self, chat: ChatRef) -> str: ...
    def set_zone(self, chat: ChatRef, zone: str) -> None: ...
    def follows(self, chat: ChatRef) -> tuple[Follow, ...]: ...
    def follow(self, chat: ChatRef, follow: Follow) -> bool: ...
    def unfollow(self, chat: ChatRef, name: str) -> bool: ...
    def record(self, chat: ChatRef, since: dt.datetime | None = None, *, alert: bool = False) -> Record: ...
    def preferences(self, chat: ChatRef) -> Preferences: ...
    def prefer(self, chat: ChatRef, chosen: Preferences) -> None: ...
    def forget_person(self, person: int) -> int: ...
    def last(self, chat: ChatRef, asker: int | None) -> str: ...


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> dt.datetime: ...


class House(Protocol):
    """What operators may ask and do."""

    def figures(self) -> Figures: ...
    def remove(self, article_id: str, by: int) -> bool: ...
    def correct(self, article_id: str, field: str, value: str, by: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a handler may call. `house`, `intake`: where there are operators; `languages`: those spoken here."""

    library: Library
    chats: Chats
    clock: Clock
    house: House | None = None
    languages: tuple[str, ...] = ("en",)
    intake: Intake | None = None
