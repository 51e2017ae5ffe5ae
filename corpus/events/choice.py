"""Which events of a long timeline matter: those that articles go on telling of, as for days (corpus.keydates)."""

from collections.abc import Mapping, Sequence

from corpus.events.frames import FINE
from corpus.keydates import Namings
from corpus.models import Event, Excerpt

MANY = 18  # events that are all shown
CHOSEN = 12  # of more than that


def matter(told: Mapping[Event, Sequence[Excerpt]], most: int = CHOSEN, many: int = MANY) -> tuple[Event, ...]:
    """The `most` events that matter, in their order; all where they are no more than `many`.

    `told` holds, in order of their day, events with the mentions that count. What is told of whole weeks or months
    comes after what has its day, however often it is told.
    """
    events = tuple(told)
    if len(events) <= many:
        return events
    worth = [(event.when.days > FINE, -_worth(event, mentions)) for event, mentions in told.items()]
    ranked = sorted(range(len(events)), key=lambda at: (worth[at], at))
    return tuple(events[at] for at in sorted(ranked[:most]))


def _worth(event: Event, mentions: Sequence[Excerpt]) -> float:
    """What the mentions come to, each article once; one without a day counts as of the day itself."""
    named = Namings()
    for published in {one.article.id: one.article.day or event.when.first for one in mentions}.values():
        named.add(published, event.when.first)
    return named.worth
