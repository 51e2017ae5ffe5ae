"""When a chat's clock next shows a minute of the day."""

import datetime as dt
from zoneinfo import ZoneInfo

from handlers.messages import Schedule

WEEK = 7
SATURDAY = 5


def next_at(schedule: Schedule, after: dt.datetime) -> dt.datetime:
    """The first moment after `after`, in UTC, at which the schedule's zone shows its minute: once a local day.

    On its weekday alone or on workdays where it says so, and not before its pause ends. In the night that loses an
    hour, a minute that does not exist is told an hour later; in the night that has an hour twice, the first of the two
    counts.
    """
    zone = ZoneInfo(schedule.zone)
    clock = dt.time(schedule.minute // 60, schedule.minute % 60)
    after = max(after, schedule.paused) if schedule.paused else after
    day = after.astimezone(zone).date() - dt.timedelta(days=1)
    while True:
        moment = dt.datetime.combine(day, clock, zone).astimezone(dt.UTC)
        if moment > after and _falls(schedule, day):
            return moment
        day += dt.timedelta(days=1)


def _falls(schedule: Schedule, day: dt.date) -> bool:
    if schedule.workdays:
        return day.weekday() < SATURDAY
    return schedule.weekday in {None, day.weekday()}


def period(schedule: Schedule) -> dt.timedelta:
    """How much time a digest covers."""
    return dt.timedelta(days=1 if schedule.weekday is None else WEEK)
