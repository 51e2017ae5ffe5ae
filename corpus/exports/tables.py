"""Rows as CSV and as JSON: the same fields under the same names."""

import csv
import io
import json
from collections.abc import Sequence

from corpus.exports.rows import Row, cut

FIELDS = (
    "event", "when", "called", "relation", "slot", "value", "text", "speaker", "relay", "medium", "said_on",
    "outlet", "credit", "published", "published_basis", "title", "url", "article", "start", "stop",
)  # fmt: skip
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the start of a formula, full-width forms too
Field = str | int | None


def comma_separated(rows: Sequence[Row]) -> bytes:
    """CSV as RFC 4180 has it, with a byte-order mark so that spreadsheets know its letters; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    writer.writerows([safe(value) for value in _fields(row, text).values()] for row, text in cut(rows))
    return out.getvalue().encode("utf-8-sig", "replace")


def json_text(rows: Sequence[Row]) -> bytes:
    """A JSON array of objects, null where nothing is known."""
    found = [_fields(row, text) for row, text in cut(rows)]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def safe(value: Field) -> Field:
    """A cell that no spreadsheet calculates: what could start a formula gets an apostrophe before it."""
    if value is None or isinstance(value, int):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0")[:1] in FORMULA and text.strip() else text


def _fields(row: Row, text: str) -> dict[str, Field]:
    article, quote, span = row.excerpt.article, row.excerpt.quote, row.excerpt.span
    values: tuple[Field, ...] = (
        row.event or None,
        row.when.iso if row.when else None,
        ", ".join(row.words) or None,
        row.relation or None,
        row.slot or None,
        row.value or None,
        text or None,
        quote.speaker if quote else None,
        quote.relay if quote else None,
        quote.medium if quote else None,
        quote.said_on.isoformat() if quote and quote.said_on else None,
        article.provenance.outlet,
        row.excerpt.credit,
        article.published,
        str(article.published_basis) if article.published_basis else None,
        article.title,
        article.url,
        article.id,
        span.start,
        span.stop,
    )
    return dict(zip(FIELDS, values, strict=True))
