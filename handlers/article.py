"""/article [ID]: the card of one article, never its body; without an id, the newest articles."""

from corpus.models import Article, Basis, Excerpt, Kind, Printed, Quote, QuoteKind
from handlers.arguments import readable
from handlers.changed import changed
from handlers.credits import chain
from handlers.messages import Action, Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, page, shown, within
from handlers.usage import usage

PAGE = 8  # articles a page
EXCERPTS = 3
DATED = {Basis.STATED: "basis.stated", Basis.INFERRED: "basis.inferred", Basis.GIVEN: "basis.given"}


def article(request: Request, desk: Desk) -> Answer:
    """Title, chain, day, link, counts, and a few quotes."""
    if not request.args:
        return _listed(request, desk)
    if not readable(request.args):
        return usage(request, desk)
    found = desk.library.article(request.args)
    if found is None:
        heading = msg("nothing.article", id=shown(request.args), scope=within(desk.library.scope()))
        return Answer(Status.NOTHING, heading, actions=(action(msg("action.articles"), request, "article"),))
    history, back = changed(found.id, request, desk)
    return Answer(Status.OK, _title(found), (*card(found), *history), (*_next(found, request), *back))


def _title(found: Printed) -> Message:
    return msg("article.title", title=found.title) if found.title else msg("article.untitled")


def card(found: Printed) -> tuple[Section, ...]:
    """Credit, byline, day, link and counts; then a few quotes, a section each."""
    lines = [msg("article.credit", credit=chain(found.provenance))]
    if found.byline:
        lines.append(msg("article.byline", names=", ".join(found.byline)))
    lines.append(_day(found))
    lines.append(msg("article.link", url=found.url) if found.url else msg("credit.nolink"))
    if isinstance(found, Article):
        lines.append(
            msg(
                "article.counts",
                quotes=msg("quotes", n=len(_utterances(found))),
                statements=msg("statements", n=len(found.statements)),
                dates=msg("dates", n=len(found.dates)),
            )
        )
    if found.copy_of:
        lines.append(msg("add.copy", id=found.copy_of))
    if found.kind is Kind.BRIEF:
        lines.append(msg("article.brief"))
    return (Section(notes=tuple(lines)), *(Section(excerpts=(excerpt,), spoken=True) for excerpt in _told(found)))


def _told(found: Printed) -> tuple[Excerpt, ...]:
    """A few quotes whose speakers are known, the surest, as they stand in the article."""
    quotes = sorted(_utterances(found), key=lambda quote: (quote.speaker is None, -quote.confidence))
    return tuple(Excerpt(found, q.span, quote=q) for q in sorted(quotes[:EXCERPTS], key=lambda quote: quote.span))


def _utterances(found: Printed) -> tuple[Quote, ...]:
    quotes = found.quotes if isinstance(found, Article) else ()
    return tuple(quote for quote in quotes if quote.kind is not QuoteKind.SCARE)


def _day(found: Printed) -> Message:
    if found.day is None or found.published_basis is None:
        return msg("article.undated")
    return msg("article.day", day=found.day, basis=msg(DATED[found.published_basis]))


def _next(found: Printed, request: Request) -> tuple[Action, ...]:
    speakers = dict.fromkeys(q.speaker for q in found.quotes if q.speaker) if isinstance(found, Article) else {}
    return (
        *(action(msg("action.name", name=name), request, "quote", name) for name in list(speakers)[:3]),
        action(msg("action.articles"), request, "article"),
    )


def _listed(request: Request, desk: Desk) -> Answer:
    scope = desk.library.scope()
    places, turn = page(range(scope.articles), request, PAGE)
    few = desk.library.articles(limit=places[-1] + 1)[places[0] :] if places else ()  # texts are long: no more of them
    if not few:
        return Answer(Status.NOTHING, msg("nothing.empty"))
    actions = tuple(action(msg("action.article", id=a.id), request, "article", a.id) for a in few)
    return Answer(
        Status.OK,
        msg("articles.heading", scope=within(scope)),
        tuple(Section(title=_line(a)) for a in few),
        (*turn, *actions),
    )


def _line(found: Printed) -> Message:
    title = found.title or msg("article.untitled")
    day = found.day or msg("undated")
    return msg("dots", parts=(title, chain(found.provenance), day, msg("article.id", id=found.id)))
