"""Which sentences went and which came between two versions of an article."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.excerpts import cut
from corpus.models import Excerpt, Printed
from corpus.results import Version
from corpus.sentences import sentences

MARK = "~"  # between an article's id and the number of an earlier version
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """What one version has that the one before has not, and the other way; each an excerpt of its own version."""

    before: Version
    after: Version
    removed: tuple[Excerpt, ...] = ()
    added: tuple[Excerpt, ...] = ()

    @property
    def titles(self) -> bool:
        """Whether the headline is another."""
        return self.before.article.title != self.after.article.title


def changes(known: tuple[Version, ...]) -> tuple[Change, ...]:
    """What each version changed, the newest first."""
    return tuple(
        Change(before, after, _only(before.article, after.article), _only(after.article, before.article))
        for before, after in reversed(list(pairwise(known)))
    )


def _only(one: Printed, other: Printed) -> tuple[Excerpt, ...]:
    """The sentences that the other has not, in their order, cut to what may be shown."""
    there = {_plain(span.cut(other.body)) for span in sentences(other.body)}
    mine = (span for span in sentences(one.body) if _plain(span.cut(one.body)) not in there)
    return tuple(Excerpt(one, cut(one.body, span, frozenset())) for span in mine)


def _plain(text: str) -> str:
    """Words and marks that matter: a space or a capital more is no change."""
    return " ".join(text.casefold().split()) if _WORD.search(text) else ""
