"""How an article read before: the sentences that went and those that came, each an excerpt of its own version."""

from collections.abc import Iterator

from corpus.changes import MARK, Change, changes
from corpus.results import Version
from handlers.messages import Action, Desk, Message, Request, Section, msg
from handlers.paging import action

FEW = 4  # sentences that went or came, of one change
EARLIER = 3  # versions that have a button


def changed(found_id: str, request: Request, desk: Desk) -> tuple[tuple[Section, ...], tuple[Action, ...]]:
    """Sections that show the newest change, and buttons to the versions before; nothing where it never changed."""
    if MARK in found_id:
        now = found_id.partition(MARK)[0]
        return _earlier(found_id, desk), (action(msg("action.version.now"), request, "article", now),)
    known = desk.library.versions(found_id)
    if len(known) < 2:
        return (), ()
    newest, *older = changes(known)
    sections = [*_shown(newest)]
    if older:
        sections.append(Section(notes=(msg("article.versions", n=len(known)),)))
    back = reversed(known[:-1][-EARLIER:])
    return tuple(sections), tuple(
        action(msg("action.version", seen=_seen(one)), request, "article", one.article.id) for one in back
    )


def _shown(change: Change) -> Iterator[Section]:
    """What is gone stands under the time by which it was, what is new under that when it was first seen."""
    notes: tuple[Message, ...] = ()
    if change.titles and change.before.article.title:
        notes = (msg("article.headline", title=change.before.article.title),)
    now = _seen(change.after)
    parts = (
        (msg("article.gone", now=now, seen=_seen(change.before)), change.removed, notes),
        (msg("article.came", seen=now), change.added, ()),
    )
    for title, excerpts, own in parts:
        more = (msg("article.more", n=len(excerpts) - FEW),) if len(excerpts) > FEW else ()
        if excerpts or own:
            yield Section(title=title, excerpts=excerpts[:FEW], notes=(*own, *more))


def _earlier(found_id: str, desk: Desk) -> tuple[Section, ...]:
    known = {one.article.id: one for one in desk.library.versions(found_id.partition(MARK)[0])}
    version = known.get(found_id)
    return (Section(notes=(msg("article.before", seen=_seen(version)),)),) if version else ()


def _seen(version: Version) -> str:
    """When a version was seen, to the minute."""
    return f"{version.seen:%Y-%m-%d %H:%M}"
