"""/report LINE: say what is wrong in an answer; one tap tells the operators, with the article's id."""

import re
from collections.abc import Iterator

from corpus.models import Article, Excerpt, Quote, Span, Statement
from handlers.messages import Action, Answer, Aside, Audience, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, again, cited
from handlers.standing import not_here
from handlers.usage import usage

WRONG = {"speaker": "report.speaker", "outlet": "report.outlet", "date": "report.date", "remove": "report.remove"}
CHOICES = 6  # excerpts of an answer to choose among
PLACE = re.compile(rf"(?P<id>\S{{1,80}}) (?P<start>\d{{1,9}})-(?P<stop>\d{{1,9}})(?: (?P<wrong>{'|'.join(WRONG)}))?")


def report(request: Request, desk: Desk) -> Answer:
    """Which excerpt, then what is wrong with it, then thanks."""
    from handlers import answer

    if refused := not_here(request):
        return refused
    place = PLACE.fullmatch(request.args)
    if place:
        return _of(place, request, desk)
    asked = again(request)
    excerpts = cited(answer(asked, desk))[:CHOICES] if asked else ()
    if not excerpts:
        return usage(request, desk)
    if len(excerpts) == 1:
        return _what(excerpts[0], request)
    sections = tuple(Section(title=msg("report.number", n=n), excerpts=(e,)) for n, e in enumerate(excerpts, 1))
    actions = tuple(action(msg("report.number", n=n), request, "report", _place(e)) for n, e in enumerate(excerpts, 1))
    return Answer(Status.OK, msg("report.which"), sections, actions)


def _of(place: re.Match[str], request: Request, desk: Desk) -> Answer:
    excerpt = _excerpt(place, desk)
    if excerpt is None:
        return usage(request, desk)
    if not place["wrong"]:
        return _what(excerpt, request)
    return _thanks(excerpt, place["wrong"], request)


def _what(excerpt: Excerpt, request: Request) -> Answer:
    actions = tuple(
        action(msg(label), request, "report", f"{_place(excerpt)} {wrong}") for wrong, label in WRONG.items()
    )
    return Answer(Status.OK, msg("report.what"), (Section(excerpts=(excerpt,)),), actions)


def _thanks(excerpt: Excerpt, wrong: str, request: Request) -> Answer:
    told = Answer(
        Status.OK,
        msg("report.told", wrong=msg(WRONG[wrong]), id=excerpt.article.id),
        (Section(excerpts=(excerpt,), notes=(msg("article.id", id=excerpt.article.id),)),),
        tuple(_mending(excerpt, wrong, request)),
        _how(excerpt, wrong),
    )
    return Answer(Status.OK, msg("report.thanks"), aside=Aside(Audience.OPERATORS, told))


def _mending(excerpt: Excerpt, wrong: str, request: Request) -> Iterator[Action]:
    """What an operator can do at once."""
    article = excerpt.article.id
    yield action(msg("action.card"), request, "article", article)
    if wrong == "remove":
        yield action(msg("action.remove"), request, "remove", article)


def _how(excerpt: Excerpt, wrong: str) -> Message | None:
    """The line that mends it, to be completed."""
    if wrong == "remove":
        return None
    where = f" {excerpt.span.start}-{excerpt.span.stop}" if wrong == "speaker" else ""
    return msg("report.mend", line=f"/correct {excerpt.article.id} {wrong}{where} …")


def _place(excerpt: Excerpt) -> str:
    return f"{excerpt.article.id} {excerpt.span.start}-{excerpt.span.stop}"


def _excerpt(place: re.Match[str], desk: Desk) -> Excerpt | None:
    """The excerpt that a button named; the corpus may have changed since, and texts typed by hand name anything."""
    found = desk.library.article(place["id"])
    span = Span(int(place["start"]), max(int(place["start"]), int(place["stop"])))
    if found is None or span.stop > len(found.body) or span.start == span.stop:
        return None
    said: tuple[Quote | Statement, ...] = (*found.quotes, *found.statements) if isinstance(found, Article) else ()
    quote = next((one for one in said if one.span == span or one.span in span or span in one.span), None)
    return Excerpt(found, span, quote=quote)
