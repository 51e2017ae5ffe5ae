import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.requested import as_printed, spelled_out


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("call 30 december", "call 30 December"),
        ("call on the 30th of december", "call on the 30th of December"),
        ("dec 30 talks", "December 30 talks"),
        ("sept. 5", "September 5"),
        ("30 DEC 2021", "30 December 2021"),
        ("rally thursday", "rally Thursday"),
        ("разговор 30 декабря", "разговор 30 December"),
        ("дзвінок у грудні 2021 р.", "дзвінок in December 2021"),
        ("march on the capital", "march on the capital"),
        ("what may happen", "what may happen"),
        ("decades 30", "decades 30"),
    ],
)
def test_days_as_english_prints_them(typed, printed):
    assert as_printed(typed) == printed


@given(st.text(max_size=60))
def test_what_is_printed_stays(text):
    once = spelled_out(text)
    assert spelled_out(once) == once
