"""Which time zone is meant? By its name, a city's, a country's, an offset; or by a place on earth.

Names, links and places come from the time zone database's own tables; what cities and countries are called in the
languages that the bot speaks, from the Unicode locale data.
"""

import datetime as dt
import difflib
import math
import re
import zoneinfo
from functools import cache
from importlib import resources

from anyascii import anyascii
from babel import Locale
from babel.core import get_global

from corpus.words import fold

ALIKE = 0.75  # of two names that may be one misspelt, or spelt by another alphabet
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_PLACE = re.compile(r"([+-])(\d{2,3})(\d\d)(\d\d)?([+-])(\d{2,3})(\d\d)(\d\d)?")
FEW = 2  # zones of a country that is known by its first
FARTHEST = 14  # hours that a clock may be ahead
LANGUAGES = ("ru", "uk")  # beside English, in which the database itself is written
RADIUS = 6371.0  # kilometres, of the earth
NEAR = 3.0  # times as far as the nearest city, other cities' clocks may be meant as well
CHOICES = 6


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


def around(latitude: float, longitude: float, year: int, language: str = "en") -> tuple[str, ...]:
    """The zones that a place may lie in, nearest first: one for each of the clocks that its nearest cities go by.

    Borders are not known here, only cities: near one, whoever shares the place has to tell. Of the cities that go by
    one clock, one where the language is at home stands for them, else the nearest.
    """
    far = sorted((_distance(latitude, longitude, *at), zone) for zone, at in _cities())
    most = _kilometres(far[0][0]) * NEAR
    found: dict[tuple[dt.timedelta | None, ...], list[str]] = {}
    for zone in (zone for angle, zone in far if _kilometres(angle) <= most):
        found.setdefault(_clocks(zone, year), []).append(zone)
    home = _home(language)
    return tuple(next((zone for zone in zones if zone in home), zones[0]) for zones in found.values())[:CHOICES]


def _home(language: str) -> frozenset[str]:
    """The zones of the country that most of a language's speakers live in."""
    likely = get_global("likely_subtags").get(language.replace("_", "-").partition("-")[0], "")
    rows = (line.split("\t") for line in _table("zone.tab"))
    return frozenset(zone for code, _, zone, *_ in rows if code == likely.rpartition("_")[2])


def _clocks(zone: str, year: int) -> tuple[dt.timedelta | None, ...]:
    """How far ahead a zone is in each month."""
    there = zoneinfo.ZoneInfo(zone)
    return tuple(dt.datetime(year, month, 15, tzinfo=there).utcoffset() for month in range(1, 13))


def _kilometres(angle: float) -> float:
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(angle)))


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
    found = _countries() | _abroad()
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


def _abroad() -> dict[str, str]:
    """What cities are called in other languages."""
    links, known = _links(), zoneinfo.available_timezones()
    named = ((zone, names.get("city")) for one in LANGUAGES for zone, names in Locale(one).time_zones.items())
    return {_plain(city): links.get(zone, zone) for zone, city in named if city and zone in known}


def _countries() -> dict[str, str]:
    """Countries that have one zone, or one for most of the country and another."""
    named = [line.split("\t")[:2] for line in _table("iso3166.tab")]
    named += [[code, name] for one in LANGUAGES for code, name in Locale(one).territories.items()]
    zones: dict[str, list[str]] = {}
    rows = [line.split("\t") for line in _table("zone.tab")]
    for code, _, zone, *_ in sorted(rows, key=lambda row: not row[-1].startswith("most")):
        zones.setdefault(code, []).append(zone)
    return {_plain(name): zones[code][0] for code, name in named if 0 < len(zones.get(code, ())) <= FEW}


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
