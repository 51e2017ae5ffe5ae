"""Pages saved as one MIME message (MHTML): the page among its parts, and where it was saved from."""

import re
from email import message_from_bytes, policy
from email.message import Message
from itertools import islice

_HEAD = 4_096  # bytes
_HEADERS = re.compile(
    rb"^(?:MIME-Version|Snapshot-Content-Location|From|Subject|Content-Type):", re.IGNORECASE | re.MULTILINE
)
_RELATED = re.compile(rb"^content-type:\s{0,4}multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE)
_PARTS = 2_000


def is_mhtml(content: bytes) -> bool:
    """Whether these bytes are a page saved as a message."""
    start = content[:_HEAD].lstrip()
    return _HEADERS.match(start) is not None and _RELATED.search(start) is not None


def page_of(content: bytes) -> tuple[bytes, str]:
    """The page's source as bytes, and its address; empty where the message has no page."""
    message = message_from_bytes(content, policy=policy.compat32)
    whole = _line(message.get("Snapshot-Content-Location"))
    parts = islice(message.walk(), _PARTS)
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    for part in pages:
        if not whole or _line(part.get("Content-Location")) == whole:
            return _source(part), whole or _line(part.get("Content-Location"))
    return (_source(pages[0]), whole) if pages else (b"", whole)


def _line(value: object) -> str:
    return "".join(str(value or "").split())


def _source(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
