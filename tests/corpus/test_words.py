import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words import fold, stem, stems, stop_words, terms, word_list


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said", "say"),
        ("Russians", "Russia"),
        ("thoughts", "think"),
        ("earliest", "early"),
        ("held", "holding"),
        ("escalation", "escalated"),
        ("sanctions", "sanction"),
        ("deploy", "deployed"),
        ("planned", "planning"),
        ("carries", "carry"),
        ("invasion", "invade"),
        ("twelfth's", "twelfth"),
        ("Jan", "January"),
        ("12th", "12"),
        ("U.S.", "US"),
        ("Kyiv’s", "Kyiv"),
        ("переговоров", "переговоры"),
        ("санкциях", "санкции"),
        ("Čapek", "Capek"),
        ("100,000", "100000"),
    ],
)
def test_forms_of_a_word_meet(one, other):
    assert stems(one) == stems(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("nation", "nature"), ("minister", "ministry of"), ("US", "us"), ("news", "new"), ("war", "ware house")],
)
def test_different_words_stay_apart(one, other):
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 50-minute call", ["a", "50", "minute", "call"]),
        ("Dec.7, 2021", ["dec", "7", "2021"]),
        ("the bloc’s troops", ["the", "bloc", "troops"]),
        ("they don't", ["they", "don't"]),
        ("12月31日", ["12", "月", "31", "日"]),
        ("", []),
        ("🙂 … “”", []),
    ],
)
def test_tokens(text, words):
    assert [term.word for term in terms(text)] == words


def test_stop_words_are_marked_and_left_out():
    assert [term.word for term in terms("What did they say about it?") if not term.stop] == ["say"]
    assert stems("what is it about") == ()


@given(st.text())
def test_spans_cut_what_was_read(text):
    found = terms(text)
    assert [term.span for term in found] == sorted(term.span for term in found)
    assert all(term.span.cut(text) and term.stem for term in found)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_every_list_has_an_example_and_folded_entries():
    for name, entries in word_list("words").items():
        assert entries["example"], name
    assert all(word == fold(word) for word in stop_words())
    assert all(
        key == fold(key) for table in ("irregular", "nations") for key in word_list("words")[table] if key != "example"
    )


def test_long_runs_cost_linear_time():
    for unit in ("a.", "'", "1,", "a'", "A-"):
        assert terms(unit * 100_000) is not None
    assert stem("x" * 100_000)
