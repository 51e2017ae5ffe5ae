"""Which outlets are known, by which names, and how their pages look: seeds/outlets.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.ingest.houses import Form
from corpus.words import fold


@dataclass(frozen=True, slots=True)
class Template:
    """Features of a house's pages; a page that shows `need` of them is likely the house's."""

    need: int
    icons: tuple[str, ...] = ()  # words of its icon sprite
    stamp: str = ""  # how it prints a date: {d} {dd} {Mon} {Month} {yyyy} {hh} {mm}
    suffix: str = ""  # the dash before a headline's source
    player: tuple[str, ...] = ()  # labels of its player's block
    spelling: tuple[str, ...] = ()  # spellings that others have left


@dataclass(frozen=True, slots=True)
class Outlet:
    """Facts of one outlet; `wire` when others carry its texts, `common` when its name is also a word.

    `kind` is empty where nobody is sure, else `kind_source` tells what it rests on. `editions` are domains of others
    that bear its name by right (licensed editions of a country), which are no part of it and no imitation either.
    """

    name: str
    kind: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wire: bool = False
    common: bool = False
    templates: tuple[Template, ...] = ()
    forms: tuple[Form, ...] = ()
    editions: tuple[str, ...] = ()
    kind_source: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """A blog engine, by the lines that its pages show."""

    name: str
    need: int
    lines: frozenset[str]


@dataclass(frozen=True, slots=True)
class Registry:
    """Outlets by folded name; `mentions` finds the names of those that are no common words, as they are spelled."""

    outlets: tuple[Outlet, ...]
    engines: tuple[Engine, ...]
    by_name: Mapping[str, Outlet]
    mentions: re.Pattern[str]

    def named(self, text: str) -> Outlet | None:
        """The outlet whose whole name, alias or domain this is. Initials count as they are written: `AP`, not `ap`."""
        bare = text.strip(" \t.,:;|()[]*-–—©®™\"'“”")
        found = self.by_name.get(_key(bare))
        if found and len(bare) <= 4 and bare.isascii() and bare.islower() and bare not in found.aliases:
            return None
        return found


def seeds_directory() -> Path:
    """Where the starter corpus and the registry lie: inside an installed package, else beside it."""
    inside = Path(str(resources.files("corpus"))) / "seeds"
    return inside if inside.is_dir() else inside.parent.parent / "seeds"


@cache
def registry() -> Registry:
    """The registry that comes with the program."""
    data = tomllib.loads((seeds_directory() / "outlets.toml").read_text(encoding="utf-8"))
    return build_registry(map(_outlet, data["outlet"]), map(_engine, data["engine"]))


def build_registry(outlets: Iterable[Outlet], engines: Iterable[Engine] = ()) -> Registry:
    """A registry of these; a name that two share belongs to the first."""
    rows = tuple(outlets)
    by_name: dict[str, Outlet] = {}
    for outlet in rows:
        for name in (outlet.name, *outlet.aliases, *outlet.domains):
            by_name.setdefault(_key(name), outlet)
    names = {name for outlet in rows if not outlet.common for name in (outlet.name, *outlet.aliases)}
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return Registry(rows, tuple(engines), by_name, re.compile(rf"(?<!\w)(?:{either})(?!\w)"))


def _key(name: str) -> str:
    return re.sub(r"^(?:www\.|the )", "", " ".join(fold(name).split()))


def _outlet(row: Mapping[str, Any]) -> Outlet:
    plain = {key: _tuples(value) for key, value in row.items() if key not in {"template", "forms"}}
    return Outlet(
        **plain,
        templates=tuple(_template(each) for each in row.get("template", ())),
        forms=tuple(_form(each) for each in row.get("forms", ())),
    )


def _form(row: Mapping[str, Any]) -> Form:
    return Form(row["at"], row["form"], row["is"], row["not"], row.get("inferred", False))


def _template(row: Mapping[str, Any]) -> Template:
    return Template(**{key: _tuples(value) for key, value in row.items()})


def _engine(row: Mapping[str, Any]) -> Engine:
    return Engine(row["name"], row["need"], frozenset(_line_key(line) for line in row["lines"]))


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _line_key(line: str) -> str:
    return " ".join(line.lower().split()).rstrip(": ")


# --- what a page looks like


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows of its house: its lines of icons, its stamp as printed, its title, all lines, its body."""

    sprites: Sequence[str]
    stamp: str
    title: str
    lines: Sequence[str]
    body: str


def outlet_by_look(look: Look, known: Registry) -> Outlet | None:
    """The outlet one of whose templates the page meets; None when none or several do."""
    met = {outlet.name: outlet for outlet in known.outlets if any(_meets(look, each) for each in outlet.templates)}
    return next(iter(met.values())) if len(met) == 1 else None


def engine_by_look(lines: Iterable[str], known: Registry) -> Engine | None:
    """The blog engine whose lines stand on the page."""
    shown = {_line_key(line) for line in lines}
    return next((engine for engine in known.engines if len(engine.lines & shown) >= engine.need), None)


def _meets(look: Look, template: Template) -> bool:
    return sum(_features(look, template)) >= template.need


def _features(look: Look, template: Template) -> Iterable[bool]:
    sprite = " ".join(look.sprites).lower()
    yield bool(template.icons) and all(icon in sprite for icon in template.icons)
    yield bool(template.stamp) and _stamp_pattern(template.stamp).fullmatch(look.stamp.strip()) is not None
    yield (
        bool(template.suffix)
        and re.search(rf"\S {re.escape(template.suffix)} \w[\w’' ]{{1,30}}$", look.title) is not None
    )
    yield any(line.strip() in template.player for line in look.lines)
    yield any(re.search(rf"\b{re.escape(word)}\b", look.body) for word in template.spelling)


_STAMP_PARTS = {
    "d": r"\d{1,2}",
    "dd": r"\d{2}",
    "Mon": r"[A-Z][a-z]{2}\.?",
    "Month": r"[A-Z][a-z]{2,8}",
    "yyyy": r"\d{4}",
    "hh": r"\d{1,2}",
    "mm": r"\d{2}",
}


@cache
def _stamp_pattern(form: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", form)
    return re.compile("".join(_STAMP_PARTS[piece] if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)))
