"""The language of a text, or None when it is unsure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.language import language_of

NAMES = (
    "САМАРА, 3 окт — РИА Новости. Третья линия трамвая начала работать в понедельник, сообщила пресс-служба мэрии. "
    "Проезд до конца года бесплатный, заявил мэр Игорь Лапшин. По его словам, поехали около 12 тысяч человек."
)
TEXTS = [
    ("The council left the harbour closed on Monday, and the fishermen of both islands went home again.", "en"),
    ("Совет оставил порт закрытым в понедельник, и рыбаки обоих островов вернулись домой ни с чем.", "ru"),
    ("Рада залишила порт закритим у понеділок, і рибалки обох островів повернулися додому ні з чим.", "uk"),
    ("Der Rat liess den Hafen am Montag geschlossen, und die Fischer beider Inseln fuhren wieder nach Hause.", "de"),
    ("Le conseil a laissé le port fermé lundi, et les pêcheurs des deux îles sont rentrés chez eux.", "fr"),
    ("市议会星期一决定港口继续关闭，两个岛上的渔民只好回家，等待下一次会议再作出新的决定。", "zh"),
    (NAMES, "ru"),
    ("Too short", None),
    ("1234 5678 !!! ??? 90 12 34 56 78 90 12 34 56 78 90", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_languages(text, code):
    assert language_of(text) == code


@given(st.text(max_size=200))
def test_any_text_has_a_code_or_none(text):
    assert language_of(text) is None or len(language_of(text)) in {2, 3}
