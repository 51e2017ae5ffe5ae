"""When a chat's clock next shows a minute of the day."""

import datetime as dt
from zoneinfo import ZoneInfo

from handlers.messages import Schedule


def next_at(schedule: Schedule, after: dt.datetime) -> dt.datetime:
    """The first moment after `after`, in UTC, at which the schedule's zone shows its minute: once a local day.

    In the night that loses an hour, a minute that does not exist is told an hour later; in the night that has an hour
    twice, the first of the two counts.
    """
    zone = ZoneInfo(schedule.zone)
    clock = dt.time(schedule.minute // 60, schedule.minute % 60)
    day = after.astimezone(zone).date() - dt.timedelta(days=1)
    while True:
        moment = dt.datetime.combine(day, clock, zone).astimezone(dt.UTC)
        if moment > after:
            return moment
        day += dt.timedelta(days=1)
