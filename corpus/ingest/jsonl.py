"""Articles as JSON lines: `{"id","text"[,"title","outlet","published","url","language"]}`, or `html` for `text`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.ingest.moments import iso_moment

_TEXTS = ("title", "outlet", "published", "url", "language")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is given, with its number; empty values are None, and one of `text` and `html` may be empty."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    html: str | None = None
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that gives no article: its number, counted from 1, and why."""

    number: int
    reason: str


def read_rows(text: str, first: int = 1) -> Iterator[Row | BadLine]:
    """Each line that is not blank, in order; a bad one never stops the rest. `first` is the number of the first."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first):
        if not line.strip():
            continue
        try:
            row = _row(line, number)
        except RecursionError:
            yield BadLine(number, "nested too deep")
            continue
        except ValueError as error:
            yield BadLine(number, _why(error))
            continue
        if row.id in seen:
            yield BadLine(number, f"id {row.id!r} stands on line {seen[row.id]} already")
            continue
        seen[row.id] = number
        yield row


def _row(line: str, number: int) -> Row:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("not an object")  # noqa: TRY004
    given = data.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int) or not str(given).strip():
        raise ValueError("no id")
    text, html = data.get("text"), _text(data, "html")
    if not isinstance(text, str) or not text.strip():
        if (text is not None and not isinstance(text, str)) or not html:
            raise ValueError("no text")
        text = ""
    values = {key: _text(data, key) for key in _TEXTS}
    if any(_UNSTORABLE.search(value) for value in (str(given), text, html or "", *filter(None, values.values()))):
        raise ValueError("holds NUL or half a surrogate pair")
    if values["published"]:
        values["published"] = iso_moment(values["published"])
    return Row(str(given).strip(), text, **values, html=html, number=number)


def _text(data: dict[str, object], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is no string")
    return (value or "").strip() or None


def _why(error: ValueError) -> str:
    return f"not JSON: {error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
