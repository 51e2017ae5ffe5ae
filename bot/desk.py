"""What do handlers work with where there is no Telegram? A clock, and chats that keep nothing."""

import datetime as dt
import zoneinfo

from handlers.messages import ChatRef, Desk, Library, Preferences, Schedule


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

    def schedule(self, chat: ChatRef) -> Schedule | None:  # noqa: ARG002 - the protocol names it
        """None: nothing is ever scheduled here."""
        return None

    def set_schedule(self, chat: ChatRef, schedule: Schedule) -> None:
        """Handlers refuse schedules in a terminal before they get here."""
        raise NotImplementedError(f"no schedule {schedule} in {chat}")

    def clear_schedule(self, chat: ChatRef) -> bool:  # noqa: ARG002 - the protocol names it
        """There was none."""
        return False

    def zone(self, chat: ChatRef) -> str:  # noqa: ARG002 - the protocol names it
        """The operator's."""
        return self._zone

    def preferences(self, chat: ChatRef) -> Preferences:  # noqa: ARG002 - the protocol names it
        """None are chosen."""
        return Preferences()

    def prefer(self, chat: ChatRef, chosen: Preferences) -> None:
        """Handlers refuse settings in a terminal before they get here."""
        raise NotImplementedError(f"no {chosen} in {chat}")

    def forget_person(self, person: int) -> int:  # noqa: ARG002 - the protocol names it
        """Nothing is kept of anybody."""
        return 0


def terminal_desk(library: Library, zone: str = "UTC") -> Desk:
    """A desk for `say` and `chat`."""
    return Desk(library, NoChats(zone), WallClock(zone))
