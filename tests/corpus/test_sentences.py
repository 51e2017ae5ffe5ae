"""Sentences are cut where a reader would cut them, and nothing of the text is lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import _LISTS, sentences

CASES = [
    # text with | where sentences end, remark
    ("One came.| Two left.", "plain"),
    ("Mr. Okoro met Sen. Ada Lind.| They talked.", "titles"),
    ("The U.S. Senate met.| It voted in the U.S.| The vote was close.", "an abbreviation that may close"),
    ("George W. Lind spoke.| Vitamin C.| The pill helps.", "initials"),
    ("Talks were held Dec.7 in Geneva.| Jan. 10 is next.", "months, glued too"),
    ("“It is done.”| The others left.", "closing marks belong to their sentence"),
    ("“Is it done?” he asked.| “No!” said Lind.", "a question that goes on in lower case"),
    ("“Is it done?” Ada Lind asked.| “Yes.”", "a question that goes on with its speaker"),
    ('"We won."| The crowd cheered.', "straight marks"),
    ("A heading without a stop\n\n|The text begins.", "a blank line ends a sentence"),
    ("The line\nbreaks here.| Next.", "a line break alone does not"),
    ("He left (in 1999.)| She stayed.", "brackets"),
    ("It cost 3.5 million.| Nobody paid.", "a decimal point"),
    ("Wait... what?| Yes…| No.", "dots that go on"),
    ("See No. 5 and Art. 12.| No.| That is wrong.", "numbers"),
    ("It ended at 5 p.m. Monday.| It began at 5 a.m.| The rest is known.", "clock times"),
    ("Он ушёл.| Она осталась.", "Cyrillic"),
    ("他说。|她走了。", "no space in Chinese"),
    ("“We won.| We will win,” he said.", "sentences inside a quotation"),
]


@pytest.mark.parametrize(("marked", "remark"), CASES, ids=[remark for _, remark in CASES])
def test_cuts(marked, remark):
    text = marked.replace("|", "")
    assert [span.cut(text) for span in sentences(text)] == [part.strip() for part in marked.split("|")], remark


@pytest.mark.parametrize("name", [name for name in _LISTS if name != "starters"])
def test_each_list_has_an_example_that_is_one_sentence(name):
    example = _LISTS[name]["example"]
    assert any(word in example for word in _LISTS[name]["words"])
    assert len(sentences(example)) == 1


def test_starters_example():
    assert len(sentences(_LISTS["starters"]["example"])) == 2


@given(st.text(alphabet=" \n.!?“”\"'aBMrU.S1,…(", max_size=80))
def test_nothing_but_white_space_is_lost(text):
    found = sentences(text)
    assert "".join("".join(span.cut(text).split()) for span in found) == "".join(text.split())
    assert all(a.stop <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("unit", [".", ". ", "A.", '."', "(", "\n", "U.S. ", "“?”"])
def test_long_runs_are_read_once(unit):
    text = unit * 100_000
    assert sum(len(span) for span in sentences(text)) <= len(text)
