"""What the fake refuses, in the words that Telegram uses."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):  # noqa: N818 - it is an answer, not an accident
    """A call that the Bot API answers with ok: false."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters: Mapping[str, Any] = parameters

    @property
    def payload(self) -> dict[str, Any]:
        """The JSON body."""
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


class Dropped(Exception):  # noqa: N818 - a fault on demand
    """An exchange that never ends well: `how` is timeout, reset, half or malformed."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


def bad(description: str, **parameters: Any) -> Refused:
    """A 400."""
    return Refused(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> Refused:
    """A 403."""
    return Refused(403, f"Forbidden: {description}")
