"""Citations: the words as printed, who said them, the credit, an address where there is one."""

from dataclasses import replace

import pytest

from bot.render import FORMS, HTML, PLAIN, citation, pages
from corpus.models import Excerpt, Span
from handlers.messages import Answer, Section, Status, msg
from tests.botapi.markup import parse_html
from tests.handlers.fake import ARTICLES

HARBOUR = Excerpt(ARTICLES[0], ARTICLES[0].quotes[0].span, quote=ARTICLES[0].quotes[0])
FERRY = Excerpt(ARTICLES[1], ARTICLES[1].quotes[0].span, quote=ARTICLES[1].quotes[0])
BRIEF = Excerpt(ARTICLES[3], ARTICLES[3].quotes[0].span, quote=ARTICLES[3].quotes[0])
SUMMARY = Excerpt(ARTICLES[3], Span(0, ARTICLES[3].body.index(".") + 1))


@pytest.mark.parametrize(
    ("excerpt", "form", "held"),
    [
        (HARBOUR, "plain", "“We will open the harbour on Monday,” (Ana Lopes, said 6 Mar 2022, Harbour Times, 7 Mar 2022) https://harbour.example/1?a=1&b=2"),
        (HARBOUR, "markdown", "> [Ana Lopes, said 6 Mar 2022, Harbour Times, 7 Mar 2022](https://harbour.example/1?a=1&b=2)"),
        (HARBOUR, "bibtex", "@misc{a1,"),
        (HARBOUR, "bibtex", "  date = {2022-03-07}"),
        (HARBOUR, "bibtex", "  author = {{Harbour Times}}"),
        (FERRY, "plain", "(Ana Lopes, as told by Rui Lopes, through Ferry Post, Ferry Post (inferred; state), citing Reuters (original not held), 8 Mar 2022 (inferred))"),
        (FERRY, "bibtex", " Ana Lopes, as told by Rui Lopes, through Ferry Post, Ferry Post"),
        (replace(FERRY, quote=replace(ARTICLES[1].quotes[0], confidence=0.6)), "markdown", "\n> probably Ana Lopes, as told by"),
        (BRIEF, "plain", "Harbour Times, undated, from a brief"),
        (BRIEF, "bibtex", "  author = {{Harbour Times}}"),
        (SUMMARY, "bibtex", "  author = {{Dateline}}"),
        (replace(HARBOUR, article=replace(ARTICLES[0], byline=("Ada Lind", "Jan d'Or"))), "bibtex", "  author = {Ada Lind and Jan d'Or}"),
        (replace(SUMMARY, article=replace(ARTICLES[3], byline=("Ada Lind",))), "bibtex", "  author = {{Dateline}}"),
    ],
)  # fmt: skip
def test_a_citation_holds(excerpt, form, held):
    assert held in citation(excerpt, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_without_an_address_has_none(form):
    assert "http" not in citation(FERRY, form)


def test_citations_stand_preformatted_and_escaped():
    answer = Answer(Status.OK, msg("dots", parts=("x",)), tuple(Section(excerpts=(HARBOUR,), form=f) for f in FORMS))
    text, entities = parse_html(pages(answer, HTML)[0])
    assert [entity["type"] for entity in entities].count("pre") == len(FORMS)
    assert "a=1&b=2" in text
    assert "@misc{a1,\n" in pages(answer, PLAIN)[0]
