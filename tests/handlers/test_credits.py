"""A chain in messages reads as the corpus has it, whatever is noted of its hops."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import languages, say
from corpus.models import Article, Basis, Excerpt, Hop, Kind, Provenance, Quote, Role, Span
from handlers.credits import chain, credit

NOTES = [{}, {"claimed": True}, {"imitates": "reuters.com"}, {"claimed": True, "original": "a1"}]
HOPS = [
    Hop(name, role, basis, kind, **notes)
    for name, (role, basis), kind, notes in itertools.product(
        ("Reuters",), ((Role.AGENCY, Basis.STATED), (Role.AUTHOR, Basis.INFERRED)), ("", "state"), NOTES
    )
]


@pytest.mark.parametrize("hop", HOPS)
def test_in_english_it_is_the_credit(hop):
    carrier = Hop("reuters-news.com", Role.CARRIER, Basis.STATED, imitates="reuters.com")
    provenance = Provenance((hop, carrier, Hop("AFP", Role.CITED, Basis.STATED)))
    assert say(chain(provenance)) == provenance.credit


@pytest.mark.parametrize(
    ("hop", "credit"),
    [
        (Hop("Reuters", Role.AGENCY, Basis.STATED, "wire", claimed=True), "page says Reuters"),
        (Hop("Reuters", Role.AGENCY, Basis.STATED, "wire", claimed=True, original="a1"), "Reuters"),
        (Hop("TASS", Role.AGENCY, Basis.STATED, "state", claimed=True), "page says TASS (state)"),
        (Hop("rt.co", Role.AUTHOR, Basis.STATED, imitates="rt.com"), "rt.co (imitates rt.com)"),
    ],
)
def test_what_a_hop_reads_like(hop, credit):
    assert Provenance((hop,)).credit == credit


NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
KINDS = st.sampled_from(["", "wire", "state", "public", "private", "blog", "radio"])
CHAINS = st.builds(
    Provenance,
    st.lists(st.builds(Hop, st.none() | NAMES, st.sampled_from(Role), st.sampled_from(Basis), KINDS), max_size=4).map(
        tuple
    ),
)
ARTICLES = st.builds(
    Article,
    id=st.just("a1"),
    body=st.just("“Aye,” she said."),
    published=st.sampled_from([None, "2021-12-08", "2021-12-30T11:28"]),
    published_basis=st.sampled_from(Basis),
    kind=st.sampled_from(Kind),
    provenance=CHAINS,
)
EXCERPTS = st.builds(
    Excerpt,
    ARTICLES,
    st.sampled_from([Span(0, 16), Span(1, 5)]),
    quote=st.none() | st.just(Quote(Span(1, 5), "Ana Lopes")),
)


@given(EXCERPTS)
def test_a_credit_in_english_is_the_corpus_own(excerpt):
    assert say(credit(excerpt)) == excerpt.credit


@given(EXCERPTS)
def test_a_credit_names_each_outlet_in_every_language(excerpt):
    for language in languages():
        told = say(credit(excerpt), language)
        assert all(hop.outlet in told for hop in excerpt.article.provenance.chain if hop.outlet)
