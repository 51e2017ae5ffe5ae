"""An article as it is kept with its versions: its facts and its text, without what is found in it."""

import json
import zlib
from typing import Any

from corpus.ingest.feeds.entries import Entry
from corpus.models import Article, Basis, Hop, Kind, Printed, Provenance, Role

_PLAIN = ("id", "body", "title", "published", "language", "source", "url")


def packed(article: Printed) -> bytes:
    """An article in few bytes; `unpacked` gives it back."""
    row: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    row["basis"] = article.published_basis
    row["kind"] = article.kind
    row["byline"] = article.byline
    row["chain"] = [
        [hop.outlet, hop.role, hop.basis, hop.kind, hop.claimed, hop.imitates] for hop in article.provenance.chain
    ]
    return zlib.compress(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def unpacked(kept: bytes) -> Article:
    """What `packed` kept; nothing is found in it yet."""
    row = json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass"))
    return Article(
        **{name: row[name] for name in _PLAIN},
        published_basis=Basis(row["basis"]) if row["basis"] else None,
        kind=Kind(row["kind"]),
        byline=tuple(row.get("byline", ())),  # what was kept before has none
        provenance=Provenance(
            tuple(
                Hop(outlet, Role(role), Basis(basis), kind, claimed, imitates)
                for outlet, role, basis, kind, claimed, imitates in row["chain"]
            )
        ),
    )


def entry_text(entry: Entry) -> str:
    """An entry as text, while it waits."""
    return json.dumps({name: getattr(entry, name) for name in Entry.__dataclass_fields__}, ensure_ascii=False)


def entry_of(text: str) -> Entry:
    """What `entry_text` wrote."""
    return Entry(**json.loads(text))
