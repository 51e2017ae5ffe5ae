"""A text that is not in the corpus, held against it."""

import pytest

from corpus.ingest.annotated import annotated
from corpus.library import open_library
from corpus.models import Article, Basis, Hop, Provenance, Role
from corpus.results import Relation
from corpus.store import build

OURS = (
    "LISPORT, March 11 - President Ana Lopes and President Vera Brandt spoke by telephone on Thursday. In a 50-minute "
    "conversation, Lopes said she wanted Brandt to reopen the border near Porto Vell. The two presidents will meet on "
    "March 20 in Lisport."
)
THEIRS = (
    "President Ana Lopes and President Vera Brandt spoke by telephone on Thursday, March 10, about the border near Porto "
    "Vell. The call lasted two hours, officials said. Talks between the two presidents will take place on March 21 in "
    "Lisport."
)


@pytest.fixture
def library(tmp_path):
    hop = Hop("Harbour Times", Role.AUTHOR, Basis.GIVEN)
    article = Article(
        id="a1",
        body=OURS,
        published="2022-03-11",
        published_basis=Basis.STATED,
        language="en",
        provenance=Provenance((hop,)),
    )
    build([annotated(article)], f"sqlite:///{tmp_path}/corpus.db")
    library = open_library(f"sqlite:///{tmp_path}/corpus.db")
    yield library
    library.close()


def test_the_points_are_the_text_s_and_credit_it(library):
    found = library.held_against(THEIRS)
    assert found.points
    assert all(any(e.article.id == "message" for e in point.excerpts) for point in found.points)
    assert {e.credit.partition(",")[0] for p in found.points for e in p.excerpts} <= {"this message", "Harbour Times"}
    assert {point.relation for point in found.points} & {Relation.DIFFER, Relation.AGREE}


def test_nothing_of_it_is_kept(library):
    library.held_against(THEIRS)
    assert library.scope().articles == 1
    assert library.article("message") is None


@pytest.mark.parametrize(
    "text", ["", "x" * 3_000, "“" * 3_000, "A word. " * 300, "\n\n\n", "Ночью ничего не было. " * 40]
)
def test_any_text_may_be_held(library, text):
    assert library.held_against(text).scope.articles == 1
