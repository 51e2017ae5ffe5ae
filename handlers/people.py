"""/people: who is quoted most, by how many outlets, in which spellings."""

from corpus.models import Person
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, outward, page, within
from handlers.utterances import heard
from handlers.who import spelled

PAGE = 10  # people a page
BUTTONS = 4


def people(request: Request, desk: Desk) -> Answer:
    """A line a person or body, the most quoted first."""
    quoted = desk.library.people()
    scope = within(desk.library.scope())
    if not quoted:
        return Answer(Status.NOTHING, msg("nothing.people", scope=scope))
    few, turn = page(quoted, request, PAGE)
    actions = (
        *turn,
        *(action(msg("action.person", name=p.name, n=heard(p, desk)), request, "quote", p.name) for p in few[:BUTTONS]),
        *outward(request, few),
    )
    return Answer(
        Status.OK,
        msg("people.heading", n=len(quoted), scope=scope),
        tuple(Section(title=_line(p, desk)) for p in few),
        actions,
        msg("people.note"),
        found=quoted,
    )


def _line(person: Person, desk: Desk) -> Message:
    parts: list[str | Message] = [
        msg("person.role", name=person.name, role=person.roles[0]) if person.roles else person.name
    ]
    parts += [
        msg("quotes", n=heard(person, desk)),
        msg("articles", n=person.articles),
        msg("outlets", n=person.outlets),
    ]
    if others := spelled(person):
        parts.append(msg("person.spelled", spellings=others))
    return msg("dots", parts=tuple(parts))
