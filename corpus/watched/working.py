"""What a worker does in one go."""

from collections.abc import Sequence

from corpus.models import Page
from corpus.watched.folders import altered, take_file
from corpus.watched.holding import hold
from corpus.watched.ledger import Ledger
from corpus.watched.results import Held, Job, Missing, Round, Took
from corpus.watched.taking import take

FILES = 50  # files of a folder in one go
Pair = tuple[Job, Page | Missing | None]


def take_all(ledger: Ledger, pairs: Sequence[Pair], at: Round) -> Took:
    """Read what waited, with the pages that were had for it, and put all of it into the corpus."""
    took = Took()
    for job, page in pairs:
        took += take(ledger, job, page, at)
    hold_all(ledger)
    return took


def take_folder(ledger: Ledger, folder: str, at: Round, left: Sequence[str] | None = None) -> tuple[Took, list[str]]:
    """Read what is new in a folder, so many files in one go; and the files that are left."""
    paths = list(left) if left is not None else altered(ledger, folder, at.now)
    took = Took()
    for path in paths[:FILES]:
        took += take_file(ledger, path, at)
    hold_all(ledger)
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
