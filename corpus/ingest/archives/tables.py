"""Tables: CSV and its kin, with any delimiter, quotes and encoding; a formula in a cell is text like any other."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from corpus.ingest.archives.bounds import ROW_LIMIT, mebibytes
from corpus.ingest.archives.linewise import LongLineError, narrow, read_lines
from corpus.ingest.archives.mapping import fitting, plain
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.archives.rows import Rows
from corpus.ingest.decode import code_page

csv.field_size_limit(ROW_LIMIT)  # the library's own, which holds for all tables, is shorter than a page's markup
_SAMPLE = 64 * 1024  # bytes that tell of encoding, delimiter and quotes
_ROWS = 40  # of the sample
_DELIMITERS = ",\t;|"
_PIECE = re.compile(r"[^\n]*\n|[^\n]+")
_NUMBERS = range(1, 1_000)  # the columns of a table without a header
_NO_COLUMN = "a table, but no column of it is known to hold texts or links: a mapping may name them"


@dataclass(frozen=True, slots=True)
class _Form:
    delimiter: str = ","
    quote: str = '"'
    width: int = 0  # columns of most rows

    def read(self, lines: Iterable[str]) -> "Iterator[list[str]]":
        """Rows of a table in this form."""
        if self.quote:
            return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote)
        return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)


def table_pages(place: Place, stream: io.BufferedReader) -> Found:
    """The rows of a table, numbered from 1 after its header."""
    stream = narrow(stream)
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    spare = code_page(sample)
    some = [*_text(sample.splitlines(keepends=True)[: 4 * _ROWS], spare, [])]
    given = place.mapping
    form = _form(some, [given.delimiter] if given and given.delimiter else _DELIMITERS)
    long: list[LongLineError] = []
    rows = _rows(form, _text(read_lines(stream), spare, long))
    first = next(rows, None)
    mapping = given or (fitting(first, width=form.width) if isinstance(first, list) else None)
    if mapping is None or first is None:
        yield place.fails(first if isinstance(first, str) else _NO_COLUMN)
        return
    names: Sequence[str | int] = [plain(name) for name in first] if mapping.header else _NUMBERS
    yield from _mapped(place, Rows(place, mapping), names, rows if mapping.header else chain([first], rows))
    yield from (place.fails(str(error)) for error in long)


def _mapped(place: Place, mapped: Rows, names: Sequence[str | int], rows: Iterable[list[str] | str]) -> Found:
    number = 0
    for row in rows:
        if isinstance(row, list) and not any(map(str.strip, row)):
            continue
        number += 1
        if isinstance(row, str):
            yield place.fails(f"row {number}: {row}")
        else:
            yield from mapped.take(dict(zip(names, row, strict=False)), number)
    yield from mapped.end()


def _rows(form: _Form, lines: Iterator[str]) -> Iterator[list[str] | str]:
    """Rows, and in the place of one that cannot be read the reason."""
    reader = form.read(lines)
    width = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield _why(error)
            return
        if row is None:
            return
        width = width or len(row)
        # a cell may hold line breaks, but a row that ends early because of them has lost its quotation mark
        yield row if len(row) >= width or not any("\n" in cell for cell in row) else _UNCLOSED


_UNCLOSED = "a quotation mark in it never closes"


def _why(error: csv.Error) -> str:
    return f"{_UNCLOSED}, or a cell is longer than {mebibytes(ROW_LIMIT)}" if "limit" in str(error) else str(error)


def _text(lines: Iterable[bytes | LongLineError], spare: str, long: list[LongLineError]) -> Iterator[str]:
    """Lines as text: in UTF-8 or, where one is not, in a Windows code page; those too long are put aside."""
    for line in lines:
        if isinstance(line, LongLineError):
            long.append(line)
            continue
        bare = line.removeprefix(codecs.BOM_UTF8)
        try:
            text = bare.decode("utf-8")
        except UnicodeDecodeError:
            text = bare.decode(spare, "replace")
        yield from _PIECE.findall(text.replace("\r\n", "\n").replace("\r", "\n"))


def _form(lines: Sequence[str], delimiters: Iterable[str]) -> _Form:
    """The form in which most rows of the sample have one and the same number of columns, more than one."""
    best, most = _Form(), (0, 0)
    for delimiter in delimiters:
        share, form = max(
            (_widths(_Form(delimiter, quote), lines) for quote in _quotes(lines)), key=lambda found: found[0]
        )
        if form.width > 1 and (share, form.width) > most:
            best, most = form, (share, form.width)
    return best


def _quotes(lines: Sequence[str]) -> tuple[str, ...]:
    """Marks that may stand around cells, the likeliest first; none at all too."""
    return ('"', "'", "") if any(line.startswith("'") for line in lines) else ('"', "")


def _widths(form: _Form, lines: Sequence[str]) -> tuple[int, _Form]:
    """How many rows in a hundred have the commonest number of columns, and the form with that number."""
    try:
        widths = [len(row) for row in islice(form.read(lines), _ROWS) if row]
    except csv.Error:
        return 0, form
    whole = widths[:-1] or widths  # the last row of a sample may be cut
    ((width, rows),) = Counter(whole).most_common(1) or ((0, 0),)
    return 100 * rows // max(len(whole), 1), replace(form, width=width)
