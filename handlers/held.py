"""/compare with an article, pasted or replied to: what it tells alike and differently. It is not kept."""

from corpus.results import Comparison, Relation
from handlers.arguments import LONGEST
from handlers.messages import Answer, Desk, Message, Request, Status, msg
from handlers.paging import action, within
from handlers.points import point

POINTS = 6  # shown; there are no pages, which would need the text to be kept
COUNTED = {
    Relation.DIFFER: "compare.count.differ",
    Relation.AGREE: "compare.count.agree",
    Relation.ONLY: "compare.count.only",
}


def article_in(request: Request) -> str:
    """The text that is to be held against the corpus: one that no topic could be; empty where there is none."""
    text = request.args or request.reply_text
    return text.strip() if len(text) > LONGEST else ""


def held(text: str, request: Request, desk: Desk) -> Answer:
    """Differences first, then what others tell too, then what this text tells alone."""
    found = desk.library.held_against(text)
    if not found.points:
        return Answer(Status.NOTHING, msg("nothing.held", scope=within(found.scope)))
    sections = tuple(point(one, found) for one in found.points[:POINTS])
    actions = (action(msg("action.compare"), request, "compare"),)
    return Answer(Status.OK, msg("dots", parts=(msg("compare.held"), *_counts(found))), sections, actions)


def _counts(found: Comparison) -> tuple[Message, ...]:
    n = {relation: sum(one.relation is relation for one in found.points) for relation in COUNTED}
    return tuple(msg(id_, n=n[relation]) for relation, id_ in COUNTED.items() if n[relation])
