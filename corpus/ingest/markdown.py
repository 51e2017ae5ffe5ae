"""Markdown with front matter: `key: value` lines and one list, read strictly."""

import re
from dataclasses import dataclass

from corpus.ingest.moments import iso_moment
from corpus.models import Basis, Hop, Kind, Provenance, Role

_FENCE = "---"
_KEYS = frozenset({"title", "published", "basis", "language", "url", "kind", "outlet", "chain"})
_UNKNOWN = "?"  # an outlet without a name


class FrontMatterError(ValueError):
    """Front matter that breaks the form; the message names the line."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A document with the facts that its front matter gives."""

    body: str
    title: str | None
    published: str | None
    basis: Basis | None
    language: str | None
    url: str | None
    kind: Kind
    provenance: Provenance


def has_front_matter(text: str) -> bool:
    """Whether a text opens with a fence."""
    return text.lstrip("\n").startswith(_FENCE + "\n")


def read_brief(text: str) -> Brief:
    """A Markdown document; FrontMatterError names the line that breaks the form.

    `chain` is a list of `NAME | ROLE | BASIS [| KIND]`, origin first, where NAME may be `?`; `outlet: NAME` is short
    for an author given. A paragraph's lines are joined.
    """
    lines = text.lstrip("\n").split("\n")
    if _FENCE not in lines[1:]:
        raise FrontMatterError("line 1: front matter that never ends")
    stop = lines.index(_FENCE, 1)
    values, chain = _values(lines[1:stop])
    published = values.get("published")
    try:
        moment = iso_moment(published) if published else None
        basis = Basis(values.get("basis", Basis.GIVEN)) if moment else None
        kind = Kind(values.get("kind", Kind.BRIEF))
    except ValueError as error:
        raise FrontMatterError(f"front matter: {error}") from error
    if outlet := values.get("outlet"):
        chain = (Hop(outlet, Role.AUTHOR, Basis.GIVEN), *chain)
    body = _body("\n".join(lines[stop + 1 :]))
    return Brief(
        body, values.get("title"), moment, basis, values.get("language"), values.get("url"), kind, Provenance(chain)
    )


def _values(lines: list[str]) -> tuple[dict[str, str], tuple[Hop, ...]]:
    values: dict[str, str] = {}
    chain: list[Hop] = []
    key = ""
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        item = re.match(r"\s*- (.+)", line)
        if item and key == "chain":
            chain.append(_hop(item[1], number))
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in _KEYS or key in values:
            raise FrontMatterError(f"line {number}: not a `key: value` that is known, or twice: {line[:60]!r}")
        values[key] = _unquoted(value)
    return {key: value for key, value in values.items() if value}, tuple(chain)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == "'" else value


def _hop(item: str, number: int) -> Hop:
    name, role, basis, kind = [*(part.strip() for part in item.split("|")), "", "", ""][:4]
    if role not in [*Role] or basis not in [*Basis] or not name:
        raise FrontMatterError(f"line {number}: not `NAME | ROLE | BASIS [| KIND]`: {item[:60]!r}")
    if name == _UNKNOWN and basis != Basis.INFERRED:
        raise FrontMatterError(f"line {number}: an outlet that is not known is inferred")
    return Hop(None if name == _UNKNOWN else name, Role(role), Basis(basis), kind)


def _body(text: str) -> str:
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    return "\n\n".join(block for block in blocks if block)
