"""/check WORDS, or in reply to a message: did they say that? Verbatim, cut, altered, another speaker, or not found."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.models import Person
from corpus.results import Checked, CheckedQuote, Difference, Finding
from handlers.messages import Action, Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, follow, shown, why, within
from handlers.usage import usage
from handlers.utterances import heard, utterance

LONGEST = 4_096  # characters of a message
DIFFERENCES = 5  # that are told word by word
SPEAKERS = 2  # buttons


def check(request: Request, desk: Desk) -> Answer:
    """The quotations of a message, each beside the nearest that the corpus holds."""
    text = " ".join((request.args or request.reply_text).split())[:LONGEST]
    asked = replace(request, args=text, reply_text="")
    found = desk.library.check(text) if text else None
    if found is None or not found.quotes:
        return usage(request, desk)
    if not found.scope.articles:
        return Answer(Status.NOTHING, msg("nothing.empty"))
    sections = tuple(_section(one, found) for one in found.quotes)
    several = len(sections) > 1
    return Answer(
        Status.OK if any(one.source for one in found.quotes) else Status.NOTHING,
        msg("check.several", n=len(sections), scope=within(found.scope))
        if several
        else _verdict(found.quotes[0], found),
        sections if several else tuple(replace(section, title=None) for section in sections if section.excerpts),
        (*_next(asked, desk, found), *why(asked, sections)),
    )


def _section(one: CheckedQuote, found: Checked) -> Section:
    title = msg("check.of", words=shown(one.words), verdict=_verdict(one, found))
    if one.source is None:
        return Section(title=title)
    section = utterance(one.source, speakers=True)
    return replace(section, title=title, notes=tuple(map(_difference, one.differences[:DIFFERENCES])))


def _verdict(one: CheckedQuote, found: Checked) -> Message:
    """`Another speaker: Ana Lopes, not Rui Lopes · cut: the quote goes on`."""
    parts = [_finding(finding, one, found) for finding in one.findings]
    if one.speaker and one.source and not one.actual and Finding.INDIRECT not in one.findings:
        parts.append(msg("check.unknown"))
    if one.misrelayed:
        parts.append(msg("check.misrelayed", relay=one.relay, claimed=shown(one.misrelayed)))
    return msg("check.verdict", parts=tuple(parts))


def _finding(finding: Finding, one: CheckedQuote, found: Checked) -> Message:
    match finding:
        case Finding.VERBATIM:
            return msg("check.verbatim.spelling") if one.misspelt else msg("check.verbatim")
        case Finding.CUT:
            return _cut(one)
        case Finding.ALTERED:
            return msg("check.altered", n=len(one.differences))
        case Finding.SPEAKER:
            key = "check.another.relay" if one.relay else "check.another"
            return msg(key, actual=one.actual, claimed=shown(one.speaker), relay=one.relay)
        case Finding.PARTLY:
            return msg("check.partly", said=shown(" … ".join(one.outside)))
        case Finding.INDIRECT:
            return msg("check.indirect")
        case Finding.NOT_FOUND:
            return msg("check.notfound", scope=within(found.scope))
        case Finding.TOO_SHORT:
            return msg("check.short")


def _cut(one: CheckedQuote) -> Message:
    if one.begins and one.goes_on:
        return msg("check.cut.both")
    if one.begins:
        return msg("check.cut.begins")
    return msg("check.cut.on") if one.goes_on else msg("check.cut.inside")


def _difference(one: Difference) -> Message:
    """What differs, and whether it turns the sense."""
    if not one.negation:
        return _changed(one)
    return msg("check.negated" if one.negation > 0 else "check.affirmed", change=_changed(one))


def _changed(one: Difference) -> Message:
    if not one.printed:
        return msg("check.added", said=shown(one.said))
    if not one.said:
        return msg("check.leftout", printed=shown(one.printed))
    return msg("check.changed", said=shown(one.said), printed=shown(one.printed))


def _next(request: Request, desk: Desk, found: Checked) -> Iterator[Action]:
    """What those say who did say it, or are said to have; and the sentences around."""
    names = dict.fromkeys(name for one in found.quotes for name in (one.actual, one.speaker) if name)
    people = (desk.library.resolve(name).best for name in names)
    quoted: list[Person] = [one.person for one in people if one and one.person and one.person.quotes]
    for person in quoted[:SPEAKERS]:
        yield action(msg("action.person", name=person.name, n=heard(person, desk)), request, "quote", person.name)
    if any(one.source for one in found.quotes):
        yield Action(msg("action.context"), follow(request, "context", request.line))
