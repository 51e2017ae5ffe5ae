"""Bytes to text: which encoding a page is in, or why it is no text."""

import codecs
import re
from collections import Counter

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "gzipped",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
}
_SAMPLE = 65_536
_NULS_ARE_WIDE = 0.2  # of a sample's bytes: UTF-16 without a mark holds a NUL for every ASCII letter
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CYRILLIC = frozenset(range(0xC0, 0x100)) | {0xA8, 0xB8}  # letters of cp1251


class NotTextError(ValueError):
    """Bytes that are no text; the message says what they are instead."""


def decode(content: bytes) -> str:
    """The text of a page, with line feeds as its only line ends; NotTextError says why it is none.

    UTF-8 and UTF-16 by their marks or by trying; what is left is a Windows code page,
    Cyrillic or Western by its letters.
    """
    for magic, name in _MAGIC.items():
        if content.startswith(magic):
            raise NotTextError(f"this is {name}, not text")
    text = _by_mark(content) or _by_trying(content)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(f"marked as {encoding}, but broken at byte {error.start}") from error
    return None


def _by_trying(content: bytes) -> str:
    sample = content[:_SAMPLE]
    if b"\0" in sample:
        return _wide(content)
    if len(_CONTROL.findall(sample)) > len(sample) / 100:
        raise NotTextError("binary, not text: too many control characters")
    try:
        return _refuse_nuls(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _code_page(content)


def _refuse_nuls(text: str) -> str:
    if "\0" in text:
        raise NotTextError("binary, not text: it holds NUL bytes")
    return text


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: NULs stand all at odd or all at even places."""
    sample = content[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    most, least = max(odd, even), min(odd, even)
    if most >= _NULS_ARE_WIDE * len(sample) and least <= most / 20:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        try:
            return _refuse_nuls(content.decode(encoding))
        except UnicodeDecodeError:
            pass
    raise NotTextError("binary, not text: it holds NUL bytes")


def _code_page(content: bytes) -> str:
    encoding = code_page(content[:_SAMPLE])
    try:
        return _refuse_nuls(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise NotTextError(
            f"neither UTF-8, UTF-16 nor {encoding}: byte {content[error.start]:#04x} at {error.start}"
        ) from error


def code_page(sample: bytes) -> str:
    """The Windows code page of text that is not UTF-8: Cyrillic or Western by its letters."""
    high = Counter(byte for byte in sample if byte >= 0x80)
    letters = sum(count for byte, count in high.items() if byte in _CYRILLIC)
    # Western text has an accent here and there; Cyrillic text has runs of high letters
    runs = re.findall(rb"[\xa8\xb8\xc0-\xff]{3,}", sample)
    cyrillic = letters >= 0.8 * high.total() and sum(map(len, runs)) >= 0.5 * letters
    return "cp1251" if cyrillic else "cp1252"
