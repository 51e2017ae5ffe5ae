"""When is a feed asked again? As often as it wants, seldom after failures, never in step with others."""

import datetime as dt
from dataclasses import dataclass

USUAL = 30  # minutes between two questions, where nobody says anything
LEAST, MOST = 5, 24 * 60  # minutes that a feed's own wishes are heeded between
_RANDOM = 0.1  # of the time, either way
HOUR = 3_600.0
AGAIN = (HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR)  # seconds after publication, or an edit, at which a page is asked again
_APART = HOUR / 2  # seconds between two looks at least
_HOURS = 48  # looked through for one in which a feed may be asked


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a feed and its server ask for: `ttl` in minutes, `max_age` and `wait` in seconds."""

    ttl: int | None = None
    max_age: int | None = None
    wait: float | None = None
    quiet_hours: frozenset[int] = frozenset()
    quiet_days: frozenset[int] = frozenset()


def next_time(now: float, wishes: Wishes, *, every: int | None = None, failures: int = 0, chance: float = 0.5) -> float:
    """Seconds of the epoch; `every` is what the operator wants, in minutes, `chance` lies between 0 and 1."""
    minutes = float(every) if every else _wished(wishes)
    if failures:
        minutes = min(max(minutes, LEAST) * 2 ** min(failures, 12), max(MOST, minutes))
    seconds = minutes * 60 * (1 - _RANDOM + 2 * _RANDOM * chance)
    if wishes.wait:
        seconds = max(seconds, wishes.wait * (1 + _RANDOM * chance))
    return _awake(now + seconds, wishes)


def last_look(since: float) -> float:
    """When a page that was published then is asked for the last time, at the latest."""
    return since + AGAIN[-1] * (1 + _RANDOM)


def next_look(since: float, now: float, until: float, chance: float = 0.5) -> float | None:
    """When a page is asked again that was published, or changed last, at `since`; None for never more."""
    moments = (since + step * (1 + _RANDOM * chance) for step in AGAIN)
    return next((moment for moment in moments if now + _APART <= moment <= until), None)


def _wished(wishes: Wishes) -> float:
    """A feed that says nothing is asked as usual; one that says less is not asked more than it wants, within reason."""
    ttl = wishes.ttl or USUAL
    age = (wishes.max_age or 0) / 60
    return min(max(ttl, age, LEAST), MOST)


def _awake(moment: float, wishes: Wishes) -> float:
    """The moment, or the next hour in which the feed has not said that nothing comes."""
    if not wishes.quiet_hours and not wishes.quiet_days:
        return moment
    when = dt.datetime.fromtimestamp(moment, dt.UTC)
    for _ in range(_HOURS):
        if when.hour not in wishes.quiet_hours and when.weekday() not in wishes.quiet_days:
            return when.timestamp()
        when = when.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    return moment
