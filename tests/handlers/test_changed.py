"""/article shows how a watched article changed."""

import datetime as dt
from dataclasses import replace

from corpus.results import Version
from handlers import answer
from handlers.messages import Request
from tests.handlers.fake import FakeLibrary, desk

NOON = dt.datetime(2024, 5, 16, 12, 0, tzinfo=dt.UTC)
GONE = "The mayor had promised otherwise."


def _history(library: FakeLibrary, *bodies: str) -> tuple[Version, ...]:
    now = library.held[0]
    many = [
        replace(now, id=f"{now.id}~{n}", body=body, quotes=(), statements=(), dates=(), figures=())
        for n, body in enumerate(bodies, 1)
    ]
    return tuple(Version(n, NOON + dt.timedelta(hours=n), one) for n, one in enumerate((*many, now), 1))


def _asked(*bodies: str):
    library = FakeLibrary()
    library.history = _history(library, *bodies)
    return library.held[0], answer(Request("article", library.held[0].id), desk(library))


def test_an_article_that_never_changed_says_nothing_of_it():
    _, found = _asked()
    assert not any(section.title and section.title.id.startswith("article.") for section in found.sections)


def test_what_went_and_what_came_are_excerpts_of_their_versions():
    now = FakeLibrary().held[0]
    _, found = _asked(GONE)
    titles = {section.title.id: section for section in found.sections if section.title}
    (gone,) = titles["article.gone"].excerpts
    assert gone.text == GONE
    assert gone.article.id == f"{now.id}~1"
    assert titles["article.gone"].title.params == {"now": "2024-05-16 14:00", "seen": "2024-05-16 13:00"}
    assert titles["article.came"].excerpts
    assert all(excerpt.article == now for excerpt in titles["article.came"].excerpts)


def test_earlier_versions_have_buttons():
    now, found = _asked("One sentence stood here.", "Two sentences stood here.")
    lines = [action.request.line for action in found.actions]
    assert f"/article {now.id}~2" in lines
    assert f"/article {now.id}~1" in lines
