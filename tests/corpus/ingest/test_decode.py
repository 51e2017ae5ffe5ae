"""Bytes become text by evidence, or are refused with the reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.decode import NotTextError, decode

RUSSIAN = "Порт Линдхольма закрыт, сообщила мэрия. Лёд стоит уже третью неделю."
FRENCH = "La mairie a décidé : l’école restera fermée jusqu’à jeudi."

READ = [
    ("plain", b"The harbour is closed.", "The harbour is closed."),
    ("UTF-8 with a mark", "\ufeffÉcole".encode(), "École"),
    ("UTF-16 with a mark", RUSSIAN.encode("utf-16"), RUSSIAN),
    ("UTF-16 without one, little end first", FRENCH.encode("utf-16-le"), FRENCH),
    ("UTF-16 without one, big end first", FRENCH.encode("utf-16-be"), FRENCH),
    ("Western Windows", FRENCH.encode("cp1252"), FRENCH),
    ("Cyrillic Windows", RUSSIAN.encode("cp1251"), RUSSIAN),
    ("line ends of Windows and old Macs", b"one\r\ntwo\rthree", "one\ntwo\nthree"),
]


@pytest.mark.parametrize(("remark", "content", "text"), READ, ids=[row[0] for row in READ])
def test_reads(remark, content, text):
    assert decode(content) == text, remark


REFUSED = [
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
    ("a PDF", b"%PDF-1.7 rest", "PDF"),
    ("NUL bytes", b"text" + bytes(200) + b"text", "NUL"),
    ("a NUL far down", b"a" * 70_000 + b"\0", "NUL"),
    ("control characters", bytes(range(1, 9)) * 30, "control"),
    ("broken UTF-16", b"\xff\xfea\x00b\x00\x00\xd8", "utf-16"),
    ("no code page has these", b"d\x81j\x8d vu \xe9", "cp1252"),
]


@pytest.mark.parametrize(("remark", "content", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_with_the_reason(remark, content, reason):
    with pytest.raises(NotTextError) as refused:
        decode(content)
    assert reason in str(refused.value), remark


@given(st.binary(max_size=300))
def test_never_fails_otherwise(content):
    with suppress(NotTextError):
        assert "\r" not in decode(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_what_was_written_as_utf8_comes_back(text):
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text.removeprefix("\ufeff")
