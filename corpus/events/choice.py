"""Which events of a long timeline matter: those that articles go on telling of, as for days (corpus.keydates)."""

import datetime as dt
from collections.abc import Sequence

from corpus.events.frames import FINE
from corpus.keydates import Namings
from corpus.models import Event

MANY = 18  # events that are all shown
CHOSEN = 12  # of more than that


def matter(events: Sequence[Event], most: int = CHOSEN, many: int = MANY) -> tuple[Event, ...]:
    """The `most` events that matter, in their order; all where they are no more than `many`.

    What is told of whole weeks or months comes after what has its day, however often it is told.
    """
    if len(events) <= many:
        return tuple(events)
    ranked = sorted(range(len(events)), key=lambda at: (events[at].when.days > FINE, -_worth(events[at]), at))
    return tuple(events[at] for at in sorted(ranked[:most]))


def _worth(event: Event) -> float:
    """What its mentions come to, each article once; one without a day counts as of the day itself."""
    named = Namings()
    told: dict[str, dt.date] = {
        mention.article.id: mention.article.day or event.when.first for mention in event.mentions
    }
    for published in told.values():
        named.add(published, event.when.first)
    return named.worth
