"""What do handlers work with where there is no Telegram? A clock, and chats that keep nothing."""

import datetime as dt
import zoneinfo

from handlers.lined import shows
from handlers.messages import ChatRef, Desk, Follow, Library, Preferences, Record, Request, Schedule


class WallClock:
    """The time of a zone."""

    def __init__(self, zone: str = "UTC") -> None:
        self._zone = zoneinfo.ZoneInfo(zone)

    def now(self) -> dt.datetime:
        """With its zone."""
        return dt.datetime.now(self._zone)


class NoChats:
    """Chats of a terminal: nothing is kept."""

    def __init__(self, zone: str = "UTC") -> None:
        self._zone = zone
        self._here = zoneinfo.ZoneInfo(zone)
        self._asked = ""

    def schedule(self, chat: ChatRef) -> Schedule | None:  # noqa: ARG002 - the protocol names it
        """None: nothing is ever scheduled here."""
        return None

    def set_schedule(self, chat: ChatRef, schedule: Schedule) -> None:
        """Handlers refuse schedules in a terminal before they get here."""
        raise NotImplementedError(f"no schedule {schedule} in {chat}")

    def clear_schedule(self, chat: ChatRef) -> bool:  # noqa: ARG002 - the protocol names it
        """There was none."""
        return False

    def pause(self, chat: ChatRef, until: dt.datetime | None) -> bool:  # noqa: ARG002 - the protocol names it
        """There is none to be paused."""
        return False

    def zone(self, chat: ChatRef) -> str:  # noqa: ARG002 - the protocol names it
        """The operator's."""
        return self._zone

    def set_zone(self, chat: ChatRef, zone: str) -> None:
        """Handlers refuse settings in a terminal before they get here."""
        raise NotImplementedError(f"no zone {zone} in {chat}")

    def follows(self, chat: ChatRef) -> tuple[Follow, ...]:  # noqa: ARG002 - the protocol names it
        """Nobody is followed."""
        return ()

    def follow(self, chat: ChatRef, follow: Follow) -> bool:
        """Handlers refuse to follow in a terminal before they get here."""
        raise NotImplementedError(f"no {follow} in {chat}")

    def unfollow(self, chat: ChatRef, name: str) -> bool:  # noqa: ARG002 - the protocol names it
        """Nobody was followed."""
        return False

    def record(self, chat: ChatRef, since: dt.datetime | None = None, *, alert: bool = False) -> Record:  # noqa: ARG002
        """Nobody knows what came in when."""
        return Record(since or dt.datetime.now(self._here))

    def preferences(self, chat: ChatRef) -> Preferences:  # noqa: ARG002 - the protocol names it
        """None are chosen."""
        return Preferences()

    def prefer(self, chat: ChatRef, chosen: Preferences) -> None:
        """Handlers refuse settings in a terminal before they get here."""
        raise NotImplementedError(f"no {chosen} in {chat}")

    def forget_person(self, person: int) -> int:  # noqa: ARG002 - the protocol names it
        """Nothing is kept of anybody."""
        return 0

    def last(self, chat: ChatRef, asker: int | None) -> str:  # noqa: ARG002 - there is one conversation
        """What was asked last in this conversation."""
        return self._asked

    def heard(self, request: Request) -> None:
        """Remember a request that shows something."""
        if shows(request):
            self._asked = request.line


def terminal_desk(library: Library, zone: str = "UTC") -> Desk:
    """A desk for `say` and `chat`."""
    return Desk(library, NoChats(zone), WallClock(zone))
