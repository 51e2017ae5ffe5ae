"""What a worker does in one go."""

from collections.abc import Sequence

from corpus.watched.folders import altered, take_file
from corpus.watched.holding import hold
from corpus.watched.ledger import Ledger
from corpus.watched.looking import due_looks, leave, next_due_look, take_look
from corpus.watched.polling import next_waiting, waiting
from corpus.watched.results import Had, Held, Job, Look, Missing, Round, Took
from corpus.watched.taking import give_up, take

FILES = 50  # files of a folder in one go
Pair = tuple[Job | Look, Had | Missing | None]


def to_read(ledger: Ledger, now: float, most: int) -> list[Job | Look]:
    """What is to be read now, `most` pages: entries that wait, and where they are few, pages to be looked at again."""
    jobs = waiting(ledger, now, most)
    room = most - len(jobs)
    return [*jobs, *due_looks(ledger, now, room)] if room > 0 else [*jobs]


def next_to_read(ledger: Ledger) -> float | None:
    """When the next of these is to be read, None where none is."""
    return min((one for one in (next_waiting(ledger), next_due_look(ledger)) if one is not None), default=None)


def take_all(ledger: Ledger, pairs: Sequence[Pair], at: Round) -> Took:
    """Read what waited, with the pages that were had for it, and keep it; `hold_all` puts it into the corpus."""
    took = Took()
    for one, had in pairs:
        took += take_look(ledger, one, had, at) if isinstance(one, Look) else take(ledger, one, had, at)
    return took


def pass_over(ledger: Ledger, one: Job | Look, reason: str) -> Took:
    """Read it no more."""
    return leave(ledger, one, reason) if isinstance(one, Look) else give_up(ledger, one, reason)


def take_folder(ledger: Ledger, folder: str, at: Round, left: Sequence[str] | None = None) -> tuple[Took, list[str]]:
    """Read what is new in a folder, so many files in one go, and keep it; and the files that are left."""
    paths = list(left) if left is not None else altered(ledger, folder, at.now)
    took = Took()
    for path in paths[:FILES]:
        took += take_file(ledger, path, at)
    return took, paths[FILES:]


def hold_all(ledger: Ledger) -> Held:
    """Put all that the corpus has not yet into it."""
    held = Held()
    while True:
        more = hold(ledger)
        if not more.looked_at:
            return held
        held = Held(
            held.looked_at + more.looked_at,
            held.articles + more.articles,
            held.quotes + more.quotes,
            held.kept_out + more.kept_out,
        )
