"""Rows, or people, as CSV and as JSON: the same fields under the same names."""

import csv
import io
import json
from collections.abc import Sequence

from corpus.exports.rows import Row, cut
from corpus.models import Person

FIELDS = (
    "event", "when", "called", "relation", "slot", "value", "text", "speaker", "relay", "medium", "said_on",
    "outlet", "credit", "published", "published_basis", "title", "url", "article", "start", "stop",
)  # fmt: skip
BLANKS = frozenset("\t\r\n")  # that a spreadsheet passes over
FORMULA = frozenset("=+-@＝＋－＠")  # what a spreadsheet takes for the start of a formula, full-width forms too
Field = str | int | None
Record = dict[str, Field]


def fields(found: Sequence[Row] | Sequence[Person]) -> list[Record]:
    """A record each, with the same names in all; excerpts only as far as they may be given."""
    people = [_person(one) for one in found if isinstance(one, Person)]
    return people or [_fields(row, text) for row, text in cut(one for one in found if isinstance(one, Row))]


def comma_separated(records: Sequence[Record]) -> bytes:
    """CSV as RFC 4180 has it, with a byte-order mark so that spreadsheets know its letters; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(records[0] if records else FIELDS)
    writer.writerows([safe(value) for value in record.values()] for record in records)
    return out.getvalue().encode("utf-8-sig", "replace")


def json_text(records: Sequence[Record]) -> bytes:
    """A JSON array of objects, null where nothing is known."""
    return json.dumps(records, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def safe(value: Field) -> Field:
    """A cell that no spreadsheet calculates: what could start a formula gets an apostrophe before it."""
    if value is None or isinstance(value, int):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text[:1] in BLANKS or text.lstrip()[:1] in FORMULA else text


def _person(person: Person) -> Record:
    return {
        "name": person.name,
        "kind": person.kind,
        "role": person.roles[0] if person.roles else None,
        "spellings": ", ".join(person.spellings) or None,
        "quotes": person.quotes,
        "articles": person.articles,
        "outlets": person.outlets,
    }


def _fields(row: Row, text: str) -> Record:
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
