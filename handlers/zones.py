"""Which time zone is meant? By its name, a city's, a country's, an offset; or by a place on earth.

Names, links and places come from the time zone database's own tables.
"""

import difflib
import math
import re
import zoneinfo
from functools import cache
from importlib import resources

from anyascii import anyascii

from corpus.words import fold

ALIKE = 0.75  # of two names that may be one misspelt, or spelt by another alphabet
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_PLACE = re.compile(r"([+-])(\d{2,3})(\d\d)(\d\d)?([+-])(\d{2,3})(\d\d)(\d\d)?")
FEW = 2  # zones of a country that is known by its first
FARTHEST = 14  # hours that a clock may be ahead


def named(text: str) -> str | None:
    """The zone of a name as IANA writes it; None where no zone is called so, or several might be."""
    wanted = _plain(text)
    if not wanted:
        return None
    if offset := _OFFSET.fullmatch(text.strip()):
        return _fixed(offset[1], int(offset[2]))
    known = _names()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=ALIKE) if len(wanted) < 40 else []
    return known[near[0]] if near else None


def nearest(latitude: float, longitude: float) -> str:
    """The zone whose city is nearest to a place, in degrees."""
    return min(_cities(), key=lambda city: _distance(latitude, longitude, *city[1]))[0]


def _fixed(sign: str, hours: int) -> str | None:
    # The database counts these westward, against all custom.
    if hours > FARTHEST:
        return None
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    return name if name in zoneinfo.available_timezones() else None


@cache
def _names() -> dict[str, str]:
    """Folded names: of countries, of cities, whole ones; the surer overwrite the others."""
    links = _links()
    zones = sorted(zoneinfo.available_timezones())
    found = _countries()
    for zone in zones:
        if "/" in zone and not zone.startswith(("Etc/", "posix", "right")):
            found[_plain(zone.rpartition("/")[2])] = links.get(zone, zone)
    found.update({_plain(zone): links.get(zone, zone) for zone in zones})
    return found


@cache
def _links() -> dict[str, str]:
    """Former spellings of a zone's city: `Europe/Kiev`. A link to another city is a place of its own."""
    modern = {zone for zone, _ in _cities()}
    lines = (line.split() for line in _table("tzdata.zi"))
    return {parts[2]: parts[1] for parts in lines if parts[0] == "L" and "/" in parts[2] and parts[2] not in modern}


def _countries() -> dict[str, str]:
    """Countries that have one zone, or one for most of the country and another."""
    named = dict(line.split("\t")[:2] for line in _table("iso3166.tab"))
    zones: dict[str, list[str]] = {}
    rows = [line.split("\t") for line in _table("zone.tab")]
    for code, _, zone, *_ in sorted(rows, key=lambda row: not row[-1].startswith("most")):
        zones.setdefault(code, []).append(zone)
    return {_plain(name): zones[code][0] for code, name in named.items() if 0 < len(zones.get(code, ())) <= FEW}


@cache
def _cities() -> tuple[tuple[str, tuple[float, float]], ...]:
    """Each zone's city in degrees of latitude and longitude."""
    rows = (line.split("\t") for line in _table("zone.tab"))
    return tuple((zone, _degrees(place)) for _, place, zone, *_ in rows)


def _degrees(place: str) -> tuple[float, float]:
    """`+5026+03031`, or with seconds `+404251-0740023`."""
    found = _PLACE.fullmatch(place)
    assert found is not None  # the table's own form
    north, a, b, c, east, d, e, f = found.groups()
    latitude, longitude = int(a) + int(b) / 60 + int(c or 0) / 3600, int(d) + int(e) / 60 + int(f or 0) / 3600
    return (-latitude if north == "-" else latitude), (-longitude if east == "-" else longitude)


def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The haversine of the angle between two places."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin(math.radians(lon - other_lon) / 2) ** 2
    return math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * half


def _table(name: str) -> list[str]:
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\-/,.]+", " ", fold(anyascii(text))).split())
