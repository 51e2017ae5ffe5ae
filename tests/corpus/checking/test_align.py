import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checking.align import Step, align, misspelt, pieces
from corpus.words import terms

PRINTED = "We will open the old harbour on Monday, and nobody will close it again this year"


def laid(claim, printed=PRINTED):
    known = {term.word for term in terms(PRINTED)} | {"reopen", "never"}
    return align(pieces(claim), terms(printed), known.__contains__)


@pytest.mark.parametrize(
    ("claim", "steps", "before", "behind"),
    [
        (PRINTED, [], 0, 0),
        ("we will open the old harbour", [], 0, 10),
        ("nobody will close it again this year", [], 9, 0),
        ("we will open the harbour on Monday", [(Step.LEFT_OUT, None, "old")], 0, 8),
        ("we will never open the old harbour", [(Step.ADDED, "never", None)], 0, 10),
        ("we will reopen the old harbour", [(Step.CHANGED, "reopen", "open")], 0, 10),
        ("we will open the old harbor on Munday", [], 0, 8),
        ("we will open … nobody will close it", [], 0, 3),
        ("we will open [...] this year", [], 0, 0),
        ("will open on Monday", [(Step.LEFT_OUT, None, word) for word in ("the", "old", "harbour")], 1, 8),
        (
            "nobody shut it again",
            [(Step.LEFT_OUT, None, "will"), (Step.CHANGED, "shut", "close")],
            9,
            2,
        ),
    ],
)
def test_what_became_of_each_word(claim, steps, before, behind):
    found = laid(claim)
    assert [(p.step, p.said and p.said.word, p.printed and p.printed.word) for p in found.altered] == steps
    assert (found.before, found.behind) == (before, behind)


@pytest.mark.parametrize(
    ("word", "right", "expected"),
    [
        ("harbor", "harbour", True),
        ("teritory", "territory", True),
        ("1990", "1991", False),
        ("no", "on", False),
        ("sea", "see", False),
    ],
)
def test_a_letter_amiss(word, right, expected):
    assert misspelt(word, right) is expected


WORDS = st.lists(st.sampled_from(["sea", "open", "harbour", "never", "…", "42"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_every_word_of_the_claim_is_accounted_for_once(claim, printed):
    found = laid(claim, printed)
    said = [pair.said for pair in found.pairs if pair.said]
    places = [pair.printed.span.start for pair in found.pairs if pair.printed]
    assert said == [term for piece in pieces(claim) for term in piece]
    assert places == sorted(set(places))
    assert 0 <= found.share <= 1
    assert found.before + len(places) + found.behind == len(terms(printed)) or not places
