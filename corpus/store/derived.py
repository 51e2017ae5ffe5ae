"""What is worked out of an article when it is written, so that no answer has to."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from corpus.compare.kept import packed as packed_notes
from corpus.compare.notes import notes
from corpus.events.kept import packed as packed_frames
from corpus.models import Article


def derived_rows(article: Article) -> list[dict[str, Any]]:
    """The row of `tellings`, but for its numbers, in signs that JSON has."""
    return [{"frames": packed_frames(article), "notes": b64encode(packed_notes(notes(article))).decode("ascii")}]


def stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same as it is written into the table."""
    return {**row, "notes": b64decode(row["notes"])}
