"""What do a few words find, as they are typed? Excerpts, one a section; without words, what is new in the corpus."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from corpus.models import Article, Excerpt, QuoteKind, Span
from handlers.messages import Answer, ChatKind, Desk, Request, Section, Status, msg
from handlers.paging import action, cited
from handlers.since import SINCE
from handlers.utterances import KNOWN

MOST = 50  # excerpts
NEWEST = 100  # articles looked at for what is new
READS = frozenset(
    {
        "quote",
        "timeline",
        "compare",
        "ask",
        "check",
        "people",
        "sources",
        "article",
        "why",
        "context",
        "cite",
        "digest",
        "picture",
        "export",
    }
)  # commands that change nothing, whoever asks them


def find(request: Request, desk: Desk) -> Answer:
    """Whose words these may be, then what answers them as a question; a line with a slash finds what it shows."""
    excerpts = list(islice(_distinct(_found(request, desk)), MOST))
    if not excerpts:
        heading = msg("find.none") if request.chat.kind is ChatKind.TERMINAL else msg("find.nothing")
        return Answer(Status.NOTHING, heading, actions=(action(msg("action.ask"), request, "ask", request.args),))
    return Answer(Status.OK, msg("find.heading"), tuple(Section(excerpts=(e,), spoken=bool(e.quote)) for e in excerpts))


def reads(request: Request) -> bool:
    """Whether a request only reads: what a link may ask, whoever made it."""
    if request.command == "digest":
        return request.args.lower() in {"", "now"} or SINCE.fullmatch(request.args) is not None
    return request.command in READS


def _found(request: Request, desk: Desk) -> Iterator[Excerpt]:
    if not request.args.strip():
        yield from _new(desk)
        return
    for asked in _readings(request):
        yield from cited(_answer(asked, desk))


def _readings(request: Request) -> Iterator[Request]:
    """The words as a command, or as somebody's name with a topic, then as a question; all pages at once."""
    if request.args.startswith("/"):
        command, _, args = request.args[1:].partition(" ")
        typed = replace(request, command=command.lower(), args=args.strip(), page=0)
        if reads(typed):
            yield typed
        return
    for command in ("quote", "ask"):
        yield replace(request, command=command, page=0)


def _answer(asked: Request, desk: Desk) -> Answer:
    from handlers import answer

    return answer(asked, desk)


def _new(desk: Desk) -> Iterator[Excerpt]:
    """The first whole utterance of each of the newest articles whose speaker is known."""
    for printed in desk.library.articles(limit=NEWEST):
        found = desk.library.article(printed.id)
        said = found.quotes if isinstance(found, Article) else ()
        whole = (q for q in said if q.speaker and q.confidence >= KNOWN and q.kind is QuoteKind.DIRECT)
        yield from (Excerpt(printed, quote.span, quote=quote) for quote in islice(whole, 1))


def _distinct(excerpts: Iterable[Excerpt]) -> Iterator[Excerpt]:
    """Each stretch of an article once: what overlaps an excerpt before it is left out."""
    seen: dict[str, list[Span]] = {}
    for excerpt in excerpts:
        spans = seen.setdefault(excerpt.article.id, [])
        if not any(span.overlaps(excerpt.span) for span in spans):
            spans.append(excerpt.span)
            yield excerpt
