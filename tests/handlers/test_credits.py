"""A chain in messages reads as the corpus has it, whatever is noted of its hops."""

import itertools

import pytest

from bot.words import say
from corpus.models import Basis, Hop, Provenance, Role
from handlers.credits import chain

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
