"""Whether a text is for the bot, and what it asks: plain values in and out, nothing of Telegram's types."""

import re
from dataclasses import dataclass

from handlers.messages import ChatKind

# Every bot has these, so that in a group they mean nobody unless they are addressed.
EVERYBODYS = frozenset({"help", "privacy", "settings", "start", "stats", "stop"})
QUESTION = "ask"
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,64})(?:@(?P<bot>[A-Za-z0-9_]{1,64}))?(?:\s+(?P<args>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as it reached the bot. `mentions` are the names with @ in it; `replies` tells of a reply to the bot."""

    text: str
    kind: ChatKind
    mentions: tuple[str, ...] = ()
    replies: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A command without its slash, lower case, and its arguments as typed."""

    command: str
    args: str = ""


def asked_of(heard: Heard, *, username: str, known: frozenset[str] | set[str]) -> Asked | None:
    """What the bot is asked; None when the text is not for it.

    In private everything is. In a group: a command addressed to it, one that it alone knows, a reply to it, a mention.
    In a channel: commands alone.
    """
    command = _COMMAND.fullmatch(heard.text.strip())
    if command:
        return _commanded(command, heard.kind, username, known)
    if heard.kind is ChatKind.CHANNEL or heard.text.lstrip().startswith("/"):
        return Asked(QUESTION, heard.text.strip()) if heard.kind is ChatKind.PRIVATE else None
    mine = [name for name in heard.mentions if name.casefold() == f"@{username}".casefold()]
    if heard.kind is ChatKind.PRIVATE or heard.replies or mine:
        return Asked(QUESTION, _without(heard.text, mine))
    return None


def _commanded(command: re.Match[str], kind: ChatKind, username: str, known: frozenset[str] | set[str]) -> Asked | None:
    name = command["name"].lower()
    asked = Asked(name, (command["args"] or "").strip())
    if command["bot"]:
        return asked if command["bot"].casefold() == username.casefold() else None
    if kind is ChatKind.PRIVATE:
        return asked
    return asked if name in known and name not in EVERYBODYS else None


def _without(text: str, names: list[str]) -> str:
    for name in dict.fromkeys(names):
        text = text.replace(name, " ")
    return " ".join(text.split()) if names else text.strip()
