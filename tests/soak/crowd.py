"""People who use the bot all at once: each waits for an answer, looks whether it is the right one, and goes on."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.botapi import BotApi, Button, Place, User

LINES = (
    "/quote Ushakov", "/quote ushkov on troops", "/quote Юрий Ушаков", "/quote Putin via Ushakov", "/quote Zelensky on wheat",
    "/timeline", "/timeline 2022-01-01..2022-01-31", "/compare call", "/compare", "/sources", "/people", "/help", "/quote",
    "/qoute ushakov", "What did Macron say about the call?", "how long did the call last?", "/quote <b>&", "troops", "/since 2022-01-01",
)  # fmt: skip
CHANGING = (  # what these say depends on what was said before
    "/digest daily 08:30 UTC", "/digest", "/digest off", "/follow Ushakov", "/following", "/unfollow Ushakov", "/settings", "/start",
    "/digest now", "\N{RIGHT-TO-LEFT OVERRIDE}x" * 40, "😀" * 500, "x" * 4_000,
)  # fmt: skip
TYPED = ("Ushakov", "ushkov on troops", "call", "nobody at all")
WRONG = "went wrong"
PATIENCE = 60.0  # seconds
QUIET = 100  # looks


@dataclass
class Tally:
    """What was seen; `wrong` are answers that a fresh bot would not give."""

    updates: int = 0
    late: int = 0
    wrong: Counter = field(default_factory=Counter)
    done: Counter = field(default_factory=Counter)


@dataclass
class Somebody:
    """One person, who does one thing at a time."""

    user: User
    group: Place
    expected: dict[str, str]
    tally: Tally
    chance: random.Random
    doing: Iterator[bool] | None = None
    what: str = ""

    def go(self) -> None:
        """Begin something."""
        kind = self.chance.choices((self.asks, self.types, self.changes, self.asks_in_group), (80, 10, 9, 1))[0]
        self.doing = kind()
        self.look()

    def look(self) -> None:
        """See whether the answer has come."""
        if self.doing is not None and next(self.doing, True):
            self.doing = None

    def asks(self) -> Iterator[bool]:
        line, state = self.chance.choice(LINES), self.user.private.state
        self._sends(line)
        yield from self._comes(line)
        if self.chance.random() < 0.3 and (button := turning(self.user)):
            self.what = f"{line} →"
            self.user.presses(button)
            self.tally.updates += 1
            yield from self._comes(self.what)
        state.messages.clear()

    def _comes(self, what: str) -> Iterator[bool]:
        """Wait for the answer that a fresh bot gives; whatever stands there in its place after so long is wrong."""
        until, seen, state = time.monotonic() + PATIENCE, None, self.user.private.state
        while time.monotonic() < until:
            texts = [one.get("text") for one in state.messages.values()]
            if (
                texts != seen and shown(self.user) == self.expected[what]
            ):  # hundreds wait, and are looked at all the time
                break
            seen = texts
            yield False
        self.tally.done[what] += 1
        if shown(self.user) != self.expected[what]:
            self.tally.wrong[what] += 1

    def types(self) -> Iterator[bool]:
        text = self.chance.choice(TYPED)
        self.what = f"inline {text}"
        waiting = self.user.asks_inline(text)
        self.tally.updates += 1
        while "results" not in waiting:
            yield False
        self.tally.done[self.what] += 1
        if self.expected[self.what] != titles(waiting):
            self.tally.wrong[self.what] += 1

    def changes(self) -> Iterator[bool]:
        state = self.user.private.state
        before = state.last_message + 1
        self._sends(self.chance.choice(CHANGING))
        while state.last_message == before:
            yield False
        for _ in range(QUIET):  # some answer in several messages
            yield False
        if WRONG in shown(self.user):
            self.tally.wrong["a chat's own"] += 1
        self.tally.done["changes"] += 1
        state.messages.clear()

    def asks_in_group(self) -> Iterator[bool]:
        self.user.says("/quote@dateline_bot Ushakov", self.group)
        self.tally.updates += 1
        self.tally.done["group"] += 1
        yield True

    def _sends(self, line: str) -> None:
        self.what = line
        self.user.says(line)
        self.tally.updates += 1


def shown(user: User) -> str:
    """All that the bot has written into somebody's chat, as it stands there now."""
    return "\n\n".join(one.plain for one in user.private.answers)


def turning(user: User) -> Button | None:
    """The button for the next page."""
    return next((one for one in user.private.last.buttons if "Next" in one.text), None)


def titles(waiting: dict) -> str:
    """What an inline query offers."""
    return "\n".join(str(one.get("title")) for one in waiting["results"])


def tidied(api: BotApi) -> None:
    """Let the fake forget what nobody looks at any more: it keeps all, and only the bot is to be measured."""
    api.calls.clear()
    for number in [number for number, query in api.queries.items() if query.answer is not None]:
        del api.queries[number]
    for number in [number for number, query in api.inline.items() if "results" in query]:
        del api.inline[number]
    for state in api.chats.values():
        if state.type != "private":
            state.messages.clear()
