"""What has come in? The corpus is looked at before each round, and what is not known yet came in just now."""

import datetime as dt

from bot.deliveries import Deliveries
from corpus.news import RECENT
from handlers.messages import Desk

MANY = 5_000  # recent articles that are looked at
SELDOM = 600  # seconds


class Lookout:
    """Looks when something has changed, as far as the number of articles and the newest of them tell; else seldom."""

    def __init__(self) -> None:
        self._seen: object = None

    def look(self, desk: Desk, deliveries: Deliveries) -> int:
        """As `observe`; 0 where nothing has changed."""
        scope, newest = desk.library.scope(), desk.library.articles(limit=1)
        seen = (scope, newest[0].id if newest else "", int(desk.clock.now().timestamp() // SELDOM))
        if seen == self._seen:
            return 0
        self._seen = seen
        return observe(desk, deliveries)


def observe(desk: Desk, deliveries: Deliveries) -> int:
    """Keep what came in since the last look; how many articles are new. A rebuild brings none: ids stay."""
    first = desk.clock.now().date() - RECENT - dt.timedelta(days=1)
    recent = desk.library.articles(since=first, limit=MANY)
    known = [(one.id, one.day) for one in recent if one.day and one.day >= first]
    return deliveries.came_in(known, desk.library.scope().articles)
