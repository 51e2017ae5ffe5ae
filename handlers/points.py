"""How is a point of a comparison told? What kind of difference it is, which values are stated, who is silent."""

from collections.abc import Sequence

from corpus.models import Basis, Event, Printed
from corpus.results import Comparison, Contrast, Relation, Slot, Verdict
from handlers.messages import Message, Section, msg
from handlers.paging import within

VALUES = 3  # stated values in a title
VALUE = 60  # characters of one; longer ones are read in the excerpts

SLOTS = {
    Slot.DATE: "slot.date",
    Slot.DURATION: "slot.duration",
    Slot.COUNT: "slot.count",
    Slot.PLACE: "slot.place",
    Slot.FORMAT: "slot.format",
    Slot.NAMING: "slot.naming",
    Slot.WORDING: "slot.wording",
    Slot.ATTRIBUTION: "slot.attribution",
    Slot.STANCE: "slot.stance",
}
VERDICTS = {
    Verdict.CONTRADICT: "verdict.contradict",
    Verdict.BOTH_MAY_BE_RIGHT: "verdict.both",
    Verdict.WORDED_DIFFERENTLY: "verdict.worded",
}


def point(contrast: Contrast, found: Comparison) -> Section:
    """A point as a section."""
    return Section(
        title=msg("dots", parts=tuple(_title(contrast, found))),
        excerpts=contrast.excerpts,
        when=contrast.event.when if contrast.event else None,
        relation=str(contrast.relation),
        slot=str(contrast.slot) if contrast.slot else None,
        notes=(_predate(contrast.earlier),) if contrast.earlier else (),
    )


def _title(contrast: Contrast, found: Comparison) -> list[Message]:
    if contrast.relation is Relation.DIFFER:
        parts = _difference(contrast)
    elif contrast.relation is Relation.AGREE:
        outlets = {excerpt.article.provenance.credit for excerpt in contrast.excerpts}
        parts = [msg("compare.agree", n=len(outlets)), *_tellers(contrast, found)]
    elif contrast.tellers:
        parts = [msg("compare.only.tellers", tellers=one) for one in _tellers(contrast, found)]
    else:
        parts = [msg("compare.only", scope=within(found.scope))]
    return [*parts, happening(contrast.event)] if contrast.event else parts


def _tellers(contrast: Contrast, found: Comparison) -> list[Message]:
    """How many of how many articles tell it: `4 of 5 articles (8-31 Dec 2021)`."""
    return [msg("compare.tellers", told=contrast.tellers, scope=within(found.scope))] if contrast.tellers else []


def difference(contrast: Contrast) -> Message:
    """On what outlets differ, the values where they are short, and of what kind it is."""
    return msg("dots", parts=tuple(_difference(contrast)))


def _difference(contrast: Contrast) -> list[Message]:
    values = tuple(dict.fromkeys(contrast.stated or contrast.values))
    short = 1 < len(values) <= VALUES and all(len(value) <= VALUE for value in values)
    slot = msg(SLOTS[contrast.slot]) if contrast.slot else msg("slot.other")
    parts = [msg("compare.values", slot=slot, values=values) if short else slot]
    return [*parts, msg(VERDICTS[contrast.verdict])] if contrast.verdict else parts


def happening(event: Event) -> Message:
    """An event in passing: `call, 30 Dec 2021`."""
    if not event.words:
        return msg("days", days=event.when)
    return msg("compare.event", word=event.words[0], when=event.when)


def silence(found: Comparison) -> Message | None:
    """What an answer does not rest on: articles that predate the event or do not tell it, copies that count once."""
    event = next((point.event for point in found.points if point.event), None)
    announcing = {article.id for article in found.announcing}
    early = [a for a in found.silent if event and a.day and (a.day < event.when.first or a.id in announcing)]
    rest = [article for article in found.silent if article not in early]
    same = [a for a in rest if event and a.day == event.when.first == event.when.last]
    lines = [_predate(early)] if early else []
    if same:
        lines.append(msg("compare.sameday", n=len(same)))
    if n := len(rest) - len(same):
        lines.append(msg("compare.silent", n=n))
    if found.copies:
        lines.append(msg("compare.copies", n=sum(len(group) for group in found.copies), texts=len(found.copies)))
    return msg("lines", parts=tuple(lines)) if lines else None


def one_text(found: Comparison, outlets: tuple[str, str]) -> bool:
    """Whether each article that is compared went through both outlets: one passes on what the other wrote."""
    chains = [{hop.outlet for hop in article.provenance.published} for article in _articles(found)]
    return bool(chains) and all(chain >= set(outlets) for chain in chains)


def only_cited(found: Comparison, outlets: tuple[str, str]) -> Message | None:
    """Which of both outlets the corpus has no article of, and by how many it is cited."""
    lines = []
    for outlet in outlets:
        articles = _articles(found)
        held = any(hop.outlet == outlet for article in articles for hop in article.provenance.published)
        citing = sum(any(hop.outlet == outlet for hop in article.provenance.cited) for article in articles)
        if citing and not held:
            lines.append(msg("compare.cited", n=citing, name=outlet))
    return msg("lines", parts=tuple(lines)) if lines else None


def _articles(found: Comparison) -> tuple[Printed, ...]:
    """The articles that are compared, each once: those that are excerpted, and the silent."""
    shown = [excerpt.article for one in found.points for excerpt in one.excerpts]
    return tuple({article.id: article for article in (*shown, *found.silent)}.values())


def _predate(early: Sequence[Printed]) -> Message:
    predate = msg("compare.predate", n=len(early))
    inferred = sum(article.published_basis is Basis.INFERRED for article in early)
    if not inferred:
        return msg("compare.predate.stated", predate=predate)
    if len(early) == 1:
        return msg("compare.predate.alone", predate=predate)
    return msg("compare.predate.inferred", predate=predate, n=inferred)
