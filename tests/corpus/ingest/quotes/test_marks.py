"""Quotations of every kind of mark."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.quotes.marks import marked

CASES = [
    # text, what stands between the marks, remark
    ("He said “no” and “yes.”", ["no", "yes."], "curly"),
    ('He said "no" and "yes."', ["no", "yes."], "straight"),
    ('He said “no" and "yes.”', ["no", "yes."], "mixed"),
    ("He said,” it is late.”", ["it is late."], "turned the wrong way"),
    ("« Non », dit-il.", ["Non"], "French"),
    ("„Nein“, sagte sie.", ["Nein"], "German"),
    ("»Nein«, sagte sie.", ["Nein"], "German, angles turned in"),
    ("“He told me ‘no’ and left.”", ["He told me ‘no’ and left."], "single marks inside"),
    ("“He told me “no” again.” So.", ["He told me “no” again."], "curly inside curly"),
    ("“First.\n\n“Second.” End.", ["First.\n\n“Second."], "two paragraphs, closed once"),
    ("“First.\n\n“Second.\n\nThird.", ["First.", "Second."], "two paragraphs, never closed"),
    ("“First.\n\nSecond. “Third.”", ["First.", "Third."], "the next paragraph does not open again"),
    ('Read "this" at <a href="x.example">here</a>.', ["this"], "mark-up"),
    ("She said “this is\nit” again.", ["this is\nit"], "a wrapped line"),
    ("He said ‘no’ at last.", ["no"], "single marks alone"),
    ("'The bridge is closed,' she said.", ["The bridge is closed,"], "straight single marks"),
    ("She told me: 'I don't know, it's late.' Then she left.", ["I don't know, it's late."], "with apostrophes inside"),
    ("'The workers' rights are safe,' she said.", ["The workers' rights are safe,"], "with an owner inside"),
    ("‘The workers’ rights are safe,’ she said.", ["The workers’ rights are safe,"], "curly, with an owner inside"),
    ("The workers' rights and the owners' claims.", [], "owners alone"),
    ("It's the '90s, 'tis said, and Lind's boat isn't here.", [], "what is left out"),
    ("The so-called 'grey list' and 'red list' were read.", ["grey list", "red list"], "single words"),
    ("She said: 'I know. He left.", [], "a straight mark that nothing closes"),
    ("“The ‘old’ bridge's keepers' hut,” she said.", ["The ‘old’ bridge's keepers' hut,"], "inside double marks"),
    ("The dogs’ bowls don’t match.", [], "apostrophes"),
    ("“” and “ ”", [], "nothing inside"),
    ('5\'10" tall', [], "inches"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inside", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_quotations(text, inside, remark):
    found = [each for each in marked(text) if each.closed or len(marked(text)) > 1]
    assert [each.span.cut(text) for each in found] == inside, remark


@given(st.text(alphabet="“”„\"«»‘’'ab .,\n(", max_size=60))
def test_spans_stand_in_order_inside_their_marks(text):
    found = marked(text)
    assert all(each.span in each.outer and each.span.cut(text).strip() for each in found)
    assert all(a.outer.stop <= b.outer.start for a, b in itertools.pairwise(found))
