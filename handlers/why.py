"""/why LINE: what the answer to a line rests on: speaker, relay, outlet and day, by which rule and which words.

The words of evidence are shown as parameters that stand in the article, never as news of their own.
"""

import datetime as dt
from pathlib import PurePath

from corpus.models import Article, Basis, Excerpt, Hop, Interval, Kind, Printed, Quote, Role, Statement
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import again, cited, shown, within
from handlers.usage import usage

AROUND = 400  # code points on either side of an excerpt in which its relay is looked for
EXCERPTS = 6  # explained at once
BASES = {Basis.STATED: "why.outlet.stated", Basis.INFERRED: "why.outlet.inferred", Basis.GIVEN: "why.outlet.given"}
ROLES = {Role.AUTHOR: "role.author", Role.AGENCY: "role.agency", Role.CARRIER: "role.carrier", Role.CITED: "role.cited"}
DAYS = {Basis.STATED: "why.day.stated", Basis.INFERRED: "why.day.inferred", Basis.GIVEN: "why.day.given"}
RULES = {  # as the corpus names its rules; one that is not here is told by its name
    "says": "rule.says",
    "says-that": "rule.says",
    "name-verb": "rule.says",
    "name-verb-far": "rule.says",
    "verb-name": "rule.says",
    "says-clause": "rule.clause",
    "according-to": "rule.according",
    "by": "rule.according",
    "goes-on": "rule.on",
    "goes-on-paragraph": "rule.on",
    "colon-before": "rule.lead",
    "lead-in": "rule.lead",
    "colon": "rule.lead",
    "according-behind": "rule.according",
    "thinks": "rule.says",
    "impersonal": "rule.says",
    "tail": "rule.tail",
    "calls": "rule.calls",
    "main-subject": "rule.subject",
    "shared": "rule.shared",
    "runs-on": "rule.on",
    "last-speaker": "rule.last",
    "owner": "rule.owner",
    "owner-said": "rule.owner",
    "signed": "rule.signed",
    "corrected": "rule.corrected",
}
SURE, LIKELY = 0.8, 0.5


def why(request: Request, desk: Desk) -> Answer:
    """Ask the line again and explain each excerpt that it shows."""
    from handlers import answer

    asked = again(request)
    if asked is None:
        return usage(request, desk)
    line = asked.line
    found = answer(asked, desk)
    excerpts = cited(found)
    if not excerpts:
        return Answer(Status.NOTHING, msg("nothing.why", line=shown(line), scope=within(desk.library.scope())))
    sections = tuple(
        Section(
            excerpts=(e,),
            notes=tuple(basis(e, desk.library.article(e.article.id))),
            speakers=False,
            spoken=bool(e.quote),
        )
        for e in excerpts[:EXCERPTS]
    )
    return Answer(Status.OK, msg("why.heading", line=shown(line)), sections)


def basis(excerpt: Excerpt, article: Printed | None = None) -> list[Message]:
    """What is known of an excerpt and how, a line each; `article` is its own, with what was found in it."""
    lines = [*_speech(excerpt, article if isinstance(article, Article) else None)] if excerpt.quote else []
    lines += [hop_line(hop) for hop in excerpt.article.provenance.chain]
    lines.append(_published(excerpt))
    if excerpt.article.kind is Kind.BRIEF:
        lines.append(msg("article.brief"))
    lines.append(
        msg("why.article", id=excerpt.article.id, source=_source(excerpt.article.source) or excerpt.article.id)
    )
    return lines


def _source(source: str) -> str:
    """An address, or the name of a file: where on its disk an operator keeps it is nobody's business."""
    return source if "://" in source else PurePath(source).name


def _speech(excerpt: Excerpt, article: Article | None) -> list[Message]:
    quote = excerpt.quote
    assert quote is not None
    if quote.speaker is None:
        lines = [msg("why.speaker.unknown")]
    else:
        lines = [msg("why.speaker", speaker=quote.speaker, sure=_sure(quote), evidence=_evidence(excerpt, quote))]
    if quote.relay:
        lines.append(_relay(excerpt, quote.relay))
    if quote.medium:
        lines.append(msg("why.medium", medium=quote.medium))
    lines.append(_said(excerpt, quote.said_on, article) if quote.said_on else msg("why.said.unknown"))
    return lines


def _relay(excerpt: Excerpt, relay: str) -> Message:
    """Who passes the words on, and the nearest words that name them."""
    body, at = excerpt.article.body, excerpt.span
    near = body[max(0, at.start - AROUND) : at.stop + AROUND]
    words = next((name for name in (relay, relay.rsplit(maxsplit=1)[-1]) if name in near), "")
    return msg("why.relay.words", relay=relay, words=words) if words else msg("why.relay", relay=relay)


def _said(excerpt: Excerpt, day: dt.date, article: Article | None) -> Message:
    """The day of utterance, and the nearest words outside the quotation that name it."""
    found = [
        date.span
        for date in (article.dates if article else ())
        if date.interval == Interval.day(day) and not (excerpt.quote and date.span in excerpt.quote.span)
    ]
    nearest = min(found, key=lambda span: abs(span.start - excerpt.span.start), default=None)
    if article is None or nearest is None:
        return msg("why.said", day=day)
    return msg("why.said.words", day=day, words=nearest.cut(article.body))


def _sure(quote: Quote | Statement) -> Message:
    if quote.confidence >= SURE:
        return msg("sure.high")
    return msg("sure.likely") if quote.confidence >= LIKELY else msg("sure.low")


def _evidence(excerpt: Excerpt, quote: Quote | Statement) -> Message:
    """The words that name the speaker, and the rule that ties them to the quote."""
    rule = msg(RULES[quote.rule]) if quote.rule in RULES else msg("rule.other", rule=quote.rule or "?")
    if quote.speaker_span is None:
        return msg("why.rule", rule=rule)
    return msg("why.words", words=quote.speaker_span.cut(excerpt.article.body), rule=rule)


def hop_line(hop: Hop) -> Message:
    """An outlet of a chain, what it did, and how that is known."""
    role = msg(ROLES[hop.role])
    if hop.outlet is None:
        return msg("why.outlet.unknown", role=role)
    line = msg(BASES[hop.basis], outlet=hop.outlet, role=role)
    notes = [msg("why.outlet.imitates", domain=hop.imitates)] if hop.imitates else []
    if hop.unproven:
        notes.append(msg("why.outlet.claimed", outlet=hop.outlet))
    if hop.original:
        notes.append(msg("why.outlet.original", id=hop.original))
    return msg("dots", parts=(line, *notes)) if notes else line


def _published(excerpt: Excerpt) -> Message:
    article = excerpt.article
    if article.day is None or article.published_basis is None:
        return msg("article.undated")
    return msg(DAYS[article.published_basis], day=article.day)
