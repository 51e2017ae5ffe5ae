"""How one thing stands, and what mends it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    MEND = "mend"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands; `mend` says what to do, or why it could not be looked at."""

    name: str
    state: State
    words: str
    mend: str = ""

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = {State.OK: "ok  ", State.MEND: "MEND", State.UNKNOWN: "?   "}[self.state]
        return f"{mark} {self.name:11} {self.words}" + (f"; {self.mend}" if self.mend else "")


def ok(name: str, words: str) -> Finding:
    """It is as it should be."""
    return Finding(name, State.OK, words)


def mend(name: str, words: str, how: str) -> Finding:
    """It is not."""
    return Finding(name, State.MEND, words, how)


def unknown(name: str, words: str, why: str = "") -> Finding:
    """Nobody knows."""
    return Finding(name, State.UNKNOWN, words, why)
