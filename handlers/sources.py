"""/sources [OUTLET]: which outlets the corpus holds, and how its pages credit them."""

from collections.abc import Collection

from corpus.models import Printed, Provenance
from corpus.results import Match, Scope, Source
from handlers.arguments import readable
from handlers.credits import chain
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.narrow import credited
from handlers.paging import action, page, shown, span, within
from handlers.usage import usage
from handlers.who import choose

PAGE = 10  # outlets a page


def sources(request: Request, desk: Desk) -> Answer:
    """A line an outlet; for one outlet alone, its articles too."""
    if request.args and not readable(request.args):
        return usage(request, desk)
    outlet = ""
    if request.args:
        found = desk.library.resolve_outlet(request.args)
        if found.best is None and found.status is not Match.NONE:
            return choose(found, request, desk)
        outlet = found.best.name if found.best else request.args
    listed = desk.library.sources(outlet) or credited(outlet, desk)
    scope = within(desk.library.scope())
    if not listed:
        heading = msg("nothing.outlet", scope=scope, name=shown(outlet)) if outlet else msg("nothing.empty")
        all_ = (action(msg("action.sources"), request, "sources"),) if outlet else ()
        return Answer(Status.NOTHING, heading, actions=all_)
    few, turn = page(listed, request, PAGE)
    heading = (
        msg("sources.one", name=outlet, scope=within(_scope(listed)))
        if outlet
        else msg("sources.heading", n=len(listed), scope=scope)
    )
    actions = (
        *turn,
        action(msg("action.compare"), request, "compare"),
        action(msg("action.articles"), request, "article"),
    )
    lines = (*map(_line, few), *(_told(article) for article in _of(outlet, {one.provenance for one in listed}, desk)))
    return Answer(Status.OK, heading, tuple(Section(title=line) for line in lines), actions)


def _scope(listed: Collection[Source]) -> Scope:
    """The articles of some sources, and their days."""
    days = sorted(day for one in listed for day in (one.first, one.last) if day)
    return Scope(sum(one.articles for one in listed), days[0] if days else None, days[-1] if days else None)


def _of(outlet: str, listed: Collection[Provenance], desk: Desk) -> tuple[Printed, ...]:
    """The newest articles that an outlet printed."""
    if not outlet:
        return ()
    articles = desk.library.articles(limit=max(desk.library.scope().articles, 1))
    return tuple(a for a in articles if a.provenance in listed or _through(a, outlet))[:PAGE]


def _through(article: Printed, outlet: str) -> bool:
    return any(hop.outlet == outlet for hop in article.provenance.published)


def _told(article: Printed) -> Message:
    title = article.title or msg("article.untitled")
    return msg("dots", parts=(title, article.day or msg("undated"), msg("article.id", id=article.id)))


def _line(source: Source) -> Message:
    parts: list[str | Message] = [
        chain(source.provenance),
        msg("articles", n=source.articles),
        msg("quotes", n=source.quotes),
    ]
    if source.first and source.last:
        parts.append(msg("days", days=span(source.first, source.last)))
    return msg("dots", parts=tuple(parts))
