"""Whether bytes or a text are a page of the web, or a piece of one, by what they begin with."""

import re

_START = 2_048  # bytes in which a page of the web shows that it is one
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<frameset[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    r"<(?:p|div|article|section|h[1-6]|ul|ol|blockquote|figure|span|table|img|a|br)\b[^<>]{0,500}>", re.IGNORECASE
)
_ENDS = re.compile(r"</(?:p|div|article|section|h[1-6]|ul|ol|blockquote|figure|span|table|a)>|<br\s?/?>", re.IGNORECASE)


def is_markup(content: bytes) -> bool:
    """Whether markup is the first thing in these bytes: a text may speak of it later."""
    start = content[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _MARKUP.search(start) is not None


def is_piece(text: str) -> bool:
    """Whether a text is a piece of a page, as feeds and exports carry them: it begins with an element, and one ends."""
    bare = text.lstrip("\ufeff \t\r\n")
    return _PIECE.match(bare) is not None and _ENDS.search(bare) is not None
