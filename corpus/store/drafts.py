"""An article as it travels from whoever reads pages to whoever writes a corpus: its rows, but for their numbers.

Everything that costs time (sentences, stems, roles) is worked out here, in any process and any order;
the same article gives the same bytes. Names stand where the corpus has the ids of speakers.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

from corpus import chains
from corpus.ingest.settle import is_open
from corpus.models import Article, Printed, Quote, Span, Statement
from corpus.sentences import sentences
from corpus.store import codec
from corpus.store.derived import derived_rows, stored
from corpus.store.fit import all_fit, may_be_unfit
from corpus.store.schema import part_row
from corpus.titles import titles
from corpus.words import counted, stems

Row = dict[str, Any]
Parts = dict[str, Any]
SpeakerId = Callable[[str | None], int | None]
_SPEAKS, _RELAYS = "@s", "@r"
_FAST = 1  # of zlib: a third of the size at a tenth of the time


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be written: `packed` holds its rows, `printed` tells whether another prints the very same.

    `open` when its day is not known, or inferred.
    """

    id: str
    published: str | None
    open: bool
    quotes: int
    printed: bytes
    packed: bytes

    @property
    def order(self) -> tuple[str, str]:
        """As articles follow each other in a corpus."""
        return self.published or "", self.id


def draft(article: Article) -> Draft:
    """The rows of an article; its texts hold what a database can keep."""
    known = _json(_parts(article))
    if may_be_unfit(known):
        article = all_fit(article)
        known = _json(_parts(article))
    packed = zlib.compress(known.encode(), _FAST)
    told = json.dumps([article.title, article.body, article.published], ensure_ascii=False).encode()
    printed = blake2b(told, digest_size=16).digest()
    return Draft(article.id, article.published, is_open(article), len(article.quotes), printed, packed)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(article: Article) -> Parts:
    bounds = sentences(article.body)
    said: tuple[Quote | Statement, ...] = (*article.quotes, *article.statements)
    words = [" ".join(stems(span.cut(article.body))) for span in bounds]
    return {
        "article": _article(article),
        "sentences": list(_sentences(article, said, bounds, words)),
        "utterances": [_utterance(one, _around(article.body, one.span, bounds, words)) for one in said],
        "dates": [_date(date) for date in article.dates],
        "figures": [_figure(figure) for figure in article.figures],
        "roles": list(_roles(article, said)),
        "tellings": derived_rows(article),
        "words": [[word, stem, times] for (word, stem), times in sorted(counted(article.body).items())],
    }


def parts_of(packed: bytes) -> Parts:
    """What `draft` packed."""
    found: Parts = json.loads(zlib.decompress(packed))
    return found


def article_of(parts: Parts) -> Article:
    """The article that a draft was made of."""
    known = codec.printed(SimpleNamespace(**parts["article"]))
    names = {name: name for row in parts["utterances"] for name in (row["speaker"], row["relay"]) if name}
    said = (codec.utterance(SimpleNamespace(**row), names) for row in parts["utterances"])
    dates, figures = ([SimpleNamespace(**row) for row in parts[table]] for table in ("dates", "figures"))
    return codec.full(known, said, dates, figures)


def placed(parts: Parts, row: int, speaker: SpeakerId) -> dict[str, list[Row]]:
    """The rows of each table, numbered, with ids in place of names."""

    def numbered(table: str) -> Iterator[Row]:
        for n, one in enumerate(parts[table]):
            yield {**one, "row": part_row(row, n), "article": row}

    return {
        "articles": [{**parts["article"], "row": row}],
        "sentences": [{**one, "meta": _marks(one["meta"], speaker)} for one in numbered("sentences")],
        "utterances": [_voiced(one, speaker) for one in numbered("utterances")],
        "tellings": [stored(one) for one in numbered("tellings")],
        "dates": list(numbered("dates")),
        "figures": list(numbered("figures")),
        "roles": [{**one, "speaker": speaker(one["speaker"])} for one in numbered("roles")],
    }


def _voiced(said: Row, speaker: SpeakerId) -> Row:
    """An utterance with the ids of those who speak and pass on, and their marks."""
    marks = [(mark, said[key]) for mark, key in ((_SPEAKS, "speaker"), (_RELAYS, "relay")) if said[key]]
    return {
        **said,
        "speaker": speaker(said["speaker"]),
        "relay": speaker(said["relay"]),
        "meta": _marks(marks, speaker),
    }


def _marks(meta: Sequence[Sequence[str]], speaker: SpeakerId) -> str:
    return " ".join(sorted(f"{mark}{speaker(name)}" if mark in {_SPEAKS, _RELAYS} else mark for mark, name in meta))


def _spoken(speaker: str | None, relay: str | None) -> list[tuple[str, str]]:
    return [(mark, name) for mark, name in ((_SPEAKS, speaker), (_RELAYS, relay)) if name]


def _article(article: Printed) -> Row:
    return {
        "id": article.id,
        "body": article.body,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "language": article.language,
        "source": article.source,
        "url": article.url,
        "kind": article.kind,
        "chain": chains.packed(article.provenance),
        "credit": article.provenance.credit,
        "copy_of": None,  # the corpus tells
        "byline": _json(article.byline),
    }


def _around(body: str, span: Span, bounds: Sequence[Span], words: Sequence[str]) -> str:
    """The stems of the sentences that hold a stretch."""
    held = [words[n] for n, bound in enumerate(bounds) if bound.overlaps(span)]
    return " ".join(filter(None, held)) if held else " ".join(stems(span.cut(body)))


def _utterance(one: Quote | Statement, words: str) -> Row:
    return {
        "kind": one.kind if isinstance(one, Quote) else codec.STATEMENT,
        "start": one.span.start,
        "stop": one.span.stop,
        "speaker": one.speaker,
        "speaker_start": one.speaker_span.start if one.speaker_span else None,
        "speaker_stop": one.speaker_span.stop if one.speaker_span else None,
        "relay": one.relay,
        "medium": one.medium,
        "said_on": one.said_on.isoformat() if one.said_on else None,
        "confidence": one.confidence,
        "rule": one.rule,
        "words": words,
    }


def _sentences(
    article: Article, said: Sequence[Quote | Statement], bounds: Sequence[Span], words: Sequence[str]
) -> Iterator[Row]:
    """Sentences with their stems, and marks: who speaks in them, which days they name."""
    days = [(date.span, codec.day_mark(date.interval.first)) for date in article.dates if date.interval.days == 1]
    for span, telling in zip(bounds, words, strict=True):
        meta = {mark for one in said if one.span.overlaps(span) for mark in _spoken(one.speaker, one.relay)}
        meta |= {(mark, "") for where, mark in days if where in span}
        yield {"start": span.start, "stop": span.stop, "words": telling, "meta": sorted(meta)}


def _roles(article: Article, said: Sequence[Quote | Statement]) -> Iterator[Row]:
    """What the article calls its speakers and relays, once each."""
    for name in dict.fromkeys(name for one in said for name in (one.speaker, one.relay) if name):
        for role in titles(article.body, name):
            yield {"speaker": name, "role": role}


def _date(date: Any) -> Row:
    return {
        "start": date.span.start,
        "stop": date.span.stop,
        "first": date.interval.first.isoformat(),
        "last": date.interval.last.isoformat(),
        "mod": date.mod,
        "tense": date.tense,
        "anchor": date.anchor.isoformat() if date.anchor else None,
        "year_stated": int(date.year_stated),
    }


def _figure(figure: Any) -> Row:
    return {
        "start": figure.span.start,
        "stop": figure.span.stop,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "hedged": int(figure.hedged),
    }
