"""/timeline where there are many events: those that matter, all on request; and where outlets differ."""

from dataclasses import dataclass, replace

import pytest

from bot.machine import plain
from bot.words import say
from corpus.models import Interval, Person
from corpus.results import Contrast, Relation, Slot, Timeline, Verdict
from handlers import answer
from handlers.messages import Desk, Request
from tests.handlers.fake import FakeLibrary, desk


@dataclass
class Choosy(FakeLibrary):
    """Holds one event of its two to matter, about whose day outlets differ."""

    def timeline(self, *, who: Person | None = None, topic: str = "", days: Interval | None = None) -> Timeline:
        found = super().timeline(who=who, topic=topic, days=days)
        point = Contrast(
            Relation.DIFFER,
            found.events[0].mentions,
            Slot.DATE,
            Verdict.CONTRADICT,
            ("Monday", "Tuesday"),
            found.events[0],
        )
        return replace(found, chosen=found.events[:1], differ=(point,))


@pytest.fixture
def choosy() -> Desk:
    return replace(desk(), library=Choosy())


def test_a_chat_shows_what_matters_and_says_of_how_many(choosy):
    found = answer(Request("timeline"), choosy)
    assert say(found.heading) == "Timeline · 1 of 2 events that matter most"
    assert len(found.sections) == 1
    assert "/timeline all" in [action.request.line for action in found.actions]


@pytest.mark.parametrize("request_", [Request("timeline", "all"), Request("timeline", page=0)])
def test_every_event_comes_when_asked_for_and_to_programs(choosy, request_):
    found = answer(request_, choosy)
    assert say(found.heading) == "Timeline · 2 events"
    assert len(plain(found)["sections"]) == 2


def test_an_entry_says_where_outlets_differ(choosy):
    (section,) = answer(Request("timeline"), choosy).sections
    assert "outlets differ: Day: Monday / Tuesday · they contradict each other" in [say(note) for note in section.notes]


def test_words_that_somebody_passed_on_are_quotes():
    found = answer(Request("timeline", "Ana Lopes via Rui Lopes"), desk())
    assert [one.request.line for one in found.actions] == ["/quote Ana Lopes via Rui Lopes", "/timeline Ana Lopes"]
