"""Whose text a page is, who carried it, whom it cites: hops with the basis of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.ingest.outlets import Look, Outlet, Registry, engine_by_look, outlet_by_look
from corpus.models import Basis, Hop, Provenance, Role
from corpus.words import word_list

_NEAR = 6  # lines from the title, the stamp or the body in which a name alone is a label
_WORDS_OF_A_NAME = 6
_NAME = (
    r"[A-ZÀ-ÞА-ЯЁЇІЄҐ][\w.&'’!-]*(?:\s(?:of|the|and|de|del|della|da|do|la|le|и|&|[A-ZÀ-ÞА-ЯЁЇІЄҐ0-9][\w.&'’!-]*)){0,5}"
)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,8}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a page prints, sorted by where: each a sequence of lines as they stand.

    `head` ends at the body, nearest line last; `tail` begins after it; `sprites`, `stamp`, `title` and `suffix` (what
    follows a headline's bar) are empty where there is none.
    """

    head: Sequence[str]
    body: Sequence[str]
    tail: Sequence[str]
    title: str = ""
    stamp: str = ""
    suffix: str = ""
    sprites: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    kind: str
    wire: bool


def trace(page: Printed, known: Registry) -> Provenance:
    """The chain of a page, origin first, the outlets that it cites last."""
    agencies = _once(_agencies(page, known))
    printed = _once(named for named in _labels(page, known) if named not in agencies)
    carriers = _once(named for named in _followed(page, known) if named not in (*agencies, *printed))
    agencies += tuple(named for named in printed if named.wire and named not in agencies)
    hops = [_hop(named, Role.AGENCY) for named in agencies]
    for named in (*(each for each in printed if not each.wire), *carriers):
        hops.append(_hop(named, Role.CARRIER if hops else Role.AUTHOR))
    hops = hops or list(_inferred(page, known))
    names = {hop.outlet for hop in hops}
    cited = (named for named in _once(_cited(page.body[:1], known)) if named.name not in names)
    return Provenance((*hops, *(_hop(named, Role.CITED) for named in cited)))


def _hop(named: _Named, role: Role) -> Hop:
    return Hop(named.name, role, Basis.STATED, named.kind)


def _known(outlet: Outlet) -> _Named:
    return _Named(outlet.name, outlet.kind, outlet.wire)


def _once(found: Iterable[_Named]) -> tuple[_Named, ...]:
    return tuple({named.name: named for named in reversed([*found])}.values())[::-1]


# --- agencies: who wrote a text that this page carries

_PLACE = r"[^\W\d_][^\n():–—]{1,48}?"
_BRACKET = r"[(/]\s?(?P<agency>[^\W\d_][^()/\n]{1,40}?)\s?[)/]"
_DASH = r"\s{0,2}\.?\s{0,2}(?:--|—|–|-|:)"
_DATELINES = (
    re.compile(rf"{_PLACE}(?:,\s?[^()\n]{{2,24}}?)?\s?{_BRACKET}\.?{_DASH}"),  # PLACE, Jan. 3 (Wire) --
    re.compile(rf"{_BRACKET}{_DASH}"),  # (Wire) -
    re.compile(rf"{_PLACE},\s[^()\n]{{2,24}}?\.?\s?{_BRACKET}\.?\s"),  # PLACE, 3 января. /Wire/.
    re.compile(
        rf"{_PLACE},\s[^()\n–—]{{2,24}}?\s?[–—-]+\s(?P<agency>[^\W\d_][^.,\n]{{1,30}})\.\s"
    ),  # PLACE, 3 янв — Wire.
)
_BRACKETED = re.compile(r"[(/]\s?([^()/\n]{2,40}?)\s?[)/]")
_CREDIT_AT_END = re.compile(r"(?:[(\[/]|[—–-]\s?)\s?([^\W\d_][^()\[\]/\n]{1,30}?)\s?[)\]/]?\.?$")


def _agencies(page: Printed, known: Registry) -> Iterator[_Named]:
    if page.body:
        yield from _dateline(page.body[0], known)
    for bracketed in _BRACKETED.findall(page.stamp):
        if outlet := known.named(bracketed):
            yield _known(outlet)
    for line in page.head[-_NEAR:]:
        if (named := _byline(line, known)) and named.wire:
            yield named
    if page.body and (found := _CREDIT_AT_END.search(page.body[-1][-60:])):
        outlet = known.named(found[1])
        if outlet and outlet.wire:
            yield _known(outlet)


def _dateline(lede: str, known: Registry) -> Iterator[_Named]:
    for form in _DATELINES:
        if not (found := form.match(lede[:120])):
            continue
        if outlet := known.named(found["agency"]):
            yield _known(outlet)
            return


_BY = re.compile(
    r"(?:by\s)?(?:.{2,60}(?:,|\sof|\sfor|\s[-–|/])\s)?(?:the\s)?(?P<who>[^,|]{2,40}?)(?:\sstaff|\swriter|\scorrespondent|\sreporter)*$",
    re.IGNORECASE,
)


def _byline(line: str, known: Registry) -> _Named | None:
    """The outlet that a line of authors ends in: `By Ada Lind, Associated Press`, `Reuters Staff`."""
    if len(line) > 90 or not re.match(r"by\s", line, re.IGNORECASE) and not re.search(r"\sstaff$", line, re.IGNORECASE):
        return None
    found = _BY.fullmatch(line.strip())
    outlet = known.named(found["who"]) if found else None
    return _known(outlet) if outlet else None


# --- labels: an outlet's name alone on a line, after a headline's bar, after "Source:"


def _labels(page: Printed, known: Registry) -> Iterator[_Named]:
    near = [*page.head[-_NEAR:], *page.tail[:_NEAR]]
    everywhere = [*page.head, *page.tail]
    for line in page.head:
        if (named := _label(line, known)) and (line in near or everywhere.count(line) > 1):
            yield named
    if page.suffix and (named := _name(page.suffix, known)):
        yield named
    for line in near:
        if named := _after_source(line, known):
            yield named


def _label(line: str, known: Registry) -> _Named | None:
    if len(line.split()) > _WORDS_OF_A_NAME:
        return None
    outlet = known.named(line)
    return _known(outlet) if outlet and not outlet.common else None


def _after_source(line: str, known: Registry) -> _Named | None:
    label, colon, rest = line.replace("：", ":").partition(":")
    if not colon or label.strip().lower() not in _words("source") or len(rest) > 60:
        return None
    return _name(rest.split(" Published")[0].split("|")[0], known)


def _name(text: str, known: Registry) -> _Named | None:
    """A known outlet, a domain, or a name that holds a noun of outlets."""
    bare = text.strip(" .,:;|–—-\"'“”")
    if outlet := known.named(bare):
        return _known(outlet)
    if _DOMAIN.fullmatch(bare):
        return _Named(bare, "", wire=False)
    words = bare.split()
    named_so = len(words) <= _WORDS_OF_A_NAME and any(word in _words("nouns") for word in words)
    return _Named(bare, "", wire=False) if named_so and len(words) > 1 and re.fullmatch(_NAME, bare) else None


# --- furniture that names its site


def _followed(page: Printed, known: Registry) -> Iterator[_Named]:
    for line in (*page.head, *page.tail):
        if len(line) > 120:
            continue
        if (found := _follow_forms().match(line)) and (named := _site(next(filter(None, found.groups())), known)):
            yield named
    for line in page.tail:
        if (found := _COPYRIGHT.match(line)) and (named := _holder(found["holder"], known)):
            yield named


def _site(text: str, known: Registry) -> _Named | None:
    bare = re.sub(r"^(?:the|our)\s", "", text.strip(" .!:"), flags=re.IGNORECASE)
    if bare.lower() in _words("never"):
        return None
    return _name(bare, known)


_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,2}(?:©|\(c\)|copyright)?\s{0,2}(?:by\s)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s{0,2}(?:by\s)?(?P<holder>[^.|\n]{2,60})",
    re.IGNORECASE,
)
_AFTER_HOLDER = re.compile(
    r"[,.;|•·–—-]?\s(?:all rights|ltd|limited|inc|llc|gmbh|plc|s\.a|corp|co\b|or its|and its|is a|\d{4}).*$",
    re.IGNORECASE,
)


def _holder(text: str, known: Registry) -> _Named | None:
    """A holder of copyright counts only by a name that outlets have: companies are no outlets."""
    return _site(_AFTER_HOLDER.sub("", text).strip(" ,.-–"), known)


@cache
def _follow_forms() -> re.Pattern[str]:
    forms = (
        re.escape(form).replace(r"\{\}", r"([^,.!?:]{2,50}?(?:\.[a-z]{2,6})?)")
        for form in word_list("provenance")["followed"]["forms"]
    )
    return re.compile("(?:" + "|".join(forms) + r")[.!:]?$", re.IGNORECASE)


# --- cited in the lede


def _cited(lede: Iterable[str], known: Registry) -> Iterator[_Named]:
    for paragraph in lede:
        for name, outlet in _mentions(paragraph, known):
            before, _, after = paragraph.partition(name)
            if _AFTER().match(after) or _BEFORE().search(before):
                yield _known(outlet)


def _mentions(paragraph: str, known: Registry) -> Iterator[tuple[str, Outlet]]:
    """Names of outlets in a paragraph, as it spells them: longest first where they overlap."""
    for found in _known_names(known).finditer(paragraph):
        if outlet := known.named(found[0]):
            yield found[0], outlet


_PATTERNS: dict[int, re.Pattern[str]] = {}


def _known_names(known: Registry) -> re.Pattern[str]:
    if id(known) not in _PATTERNS:
        names = (name for outlet in known.outlets if not outlet.common for name in (outlet.name, *outlet.aliases))
        ordered = sorted(map(re.escape, names), key=len, reverse=True)
        _PATTERNS[id(known)] = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)")
    return _PATTERNS[id(known)]


@cache
def _AFTER() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_words("cited_after"), key=len, reverse=True)))
    return re.compile(rf"(?:\s(?:news agency|agency|newspaper|on \w+|\w+day))?,?\s(?:{words})(?!\w)")


@cache
def _BEFORE() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_words("cited_before"), key=len, reverse=True)))
    return re.compile(
        rf"(?<!\w)(?:{words})\s(?:(?:the|a|an|die|der|das|агентство|агентства|news agency|state news agency|newspaper)\s){{0,2}}[\"“«]?$",
        re.IGNORECASE,
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list("provenance")[name]["words"])


# --- inferred from how the page looks


def _inferred(page: Printed, known: Registry) -> Iterator[Hop]:
    lines = (*page.head, *page.tail)
    look = Look(page.sprites, page.stamp, page.title, lines, "\n".join(page.body))
    if outlet := outlet_by_look(look, known):
        yield Hop(outlet.name, Role.AUTHOR, Basis.INFERRED, outlet.kind)
    elif engine_by_look(lines, known):
        yield Hop(None, Role.AUTHOR, Basis.INFERRED, "blog")
