"""What operators have put right, kept beside the corpus: applied whenever an article is written, also in rebuilds.

Lines of JSON: `{"id", "field", "value"}`; field is outlet, date, title or speaker, the later line counts. A
speaker's value reads `START-STOP NAME`, a dash for NAME where nobody knows.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.models import Article, Basis, Hop, Provenance, Quote, Role, Span, Statement
from corpus.store.place import CORRECTIONS, Place

Said = TypeVar("Said", Quote, Statement)
RULE = "corrected"  # what *Why?* tells of such a speaker
_VIA = re.compile(r"(?<!\s)\s+via\s+")  # between the outlets of a whole chain
LONGEST = 100  # characters of a name
FIELDS = ("outlet", "date", "title", "speaker")
HEADLINE = 300  # characters of a title
_SPEAKER = re.compile(r"(?P<start>\d{1,9})-(?P<stop>\d{1,9})\s+(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one article."""

    id: str
    field: str
    value: str

    @property
    def sound(self) -> bool:
        """Whether the value can be one of its field's."""
        if self.field == "date":
            return _day(self.value) is not None
        if self.field == "speaker":
            named = _SPEAKER.fullmatch(self.value)
            return named is not None and len(named["name"]) <= LONGEST and int(named["start"]) < int(named["stop"])
        if self.field == "title":
            return 0 < len(self.value) <= HEADLINE
        return self.field == "outlet" and 0 < len(self.value) <= LONGEST


def load(where: Place) -> dict[str, tuple[Correction, ...]]:
    """Corrections by article, in their order; none where nothing was corrected yet."""
    return parsed(where.lines(CORRECTIONS))


def parsed(lines: Iterable[str]) -> dict[str, tuple[Correction, ...]]:
    """The same of the lines themselves."""
    found: dict[str, tuple[Correction, ...]] = {}
    for line in lines:
        one = Correction(**json.loads(line))
        found[one.id] = (*found.get(one.id, ()), one)
    return found


def remember(where: Place, one: Correction) -> None:
    """Add a correction; it is kept for good when this returns."""
    line = json.dumps({"id": one.id, "field": one.field, "value": one.value}, ensure_ascii=False)
    where.append(CORRECTIONS, line)


def corrected(articles: Iterable[Article], known: Mapping[str, Sequence[Correction]]) -> list[Article]:
    """The articles, each with its corrections."""
    return [apply(article, known[article.id]) if article.id in known else article for article in articles]


def apply(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article put right: its day first, from which its dates are reckoned anew, speakers last."""
    for one in sorted(corrections, key=lambda one: ("date", "outlet", "title", "speaker").index(one.field)):
        article = _APPLY[one.field](article, one.value)
    return article


def names_a_quote(article: Article, value: str) -> bool:
    """Whether a speaker's correction names an utterance that stands in the article."""
    named = _SPEAKER.fullmatch(value)
    if not named:
        return False
    spans = (*(one.span for one in article.quotes), *(one.span for one in article.statements))
    return any(_meant(span, named) for span in spans)


def _dated(article: Article, value: str) -> Article:
    from corpus.ingest.annotated import annotated

    return annotated(replace(article, published=value, published_basis=Basis.GIVEN))


def _credited(article: Article, value: str) -> Article:
    from corpus.ingest.outlets import registry

    given = [registry().named(name) or name for name in _VIA.split(value)]
    hops = [
        Hop(
            one if isinstance(one, str) else one.name,
            Role.CARRIER,
            Basis.GIVEN,
            "" if isinstance(one, str) else one.kind,
        )
        for one in given
    ]
    origin = replace(hops[0], outlet=_VIA.split(value)[0], role=Role.AUTHOR)
    chain, first = article.provenance.chain, next(iter(article.provenance.published), None)
    rest = article.provenance.cited if len(hops) > 1 else tuple(one for one in chain if one is not first)
    return replace(article, provenance=Provenance((origin, *hops[1:], *rest)))


def _titled(article: Article, value: str) -> Article:
    return replace(article, title=value)


def _spoken(article: Article, value: str) -> Article:
    named = _SPEAKER.fullmatch(value)
    assert named is not None
    return replace(
        article,
        quotes=tuple(_by(one, named) if _meant(one.span, named) else one for one in article.quotes),
        statements=tuple(_by(one, named) if _meant(one.span, named) else one for one in article.statements),
    )


def _meant(span: Span, named: re.Match[str]) -> bool:
    """The utterance itself, or one inside the sentence that was shown."""
    return span in Span(int(named["start"]), int(named["stop"]))


def _by(said: Said, named: re.Match[str]) -> Said:
    name = None if named["name"] in {"-", "–", "—"} else named["name"]
    return replace(said, speaker=name, speaker_span=None, confidence=1.0 if name else 0.0, rule=RULE)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


_APPLY = {"date": _dated, "outlet": _credited, "title": _titled, "speaker": _spoken}
