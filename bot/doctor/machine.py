"""What the machine has: time zones, fonts, room on its disks, memory; and of which versions all is."""

import importlib.metadata
import platform
import shutil
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from bot.doctor.finding import Finding, mend, ok, unknown
from bot.doctor.stores import nearest
from bot.settings import Settings
from corpus.servers import address_of

MIB = 1024 * 1024
LITTLE, NEEDED = 1024 * MIB, 512 * MIB  # bytes of a disk, of memory


def zones() -> Finding:
    """Time zone data."""
    try:
        zoneinfo.ZoneInfo("Europe/Kyiv")
    except zoneinfo.ZoneInfoNotFoundError:
        return mend("zones", "no time zone data", "install tzdata")
    return ok("zones", f"{len(zoneinfo.available_timezones())} time zones")


def fonts() -> Finding:
    """The fonts of pictures."""
    try:
        from bot.pictures.fonts import drawable
    except ImportError as error:
        return mend("fonts", f"pictures cannot be drawn ({error})", "install Dateline again")
    try:
        missing = [letter for letter in "AяїאΩع" if not drawable(letter)]
    except OSError:
        return mend("fonts", "the fonts are missing", "install Dateline again")
    return (
        mend("fonts", f"without {' '.join(missing)}", "install Dateline again")
        if missing
        else ok("fonts", "Latin, Cyrillic, Greek, Hebrew, Arabic")
    )


def disks(settings: Settings) -> Iterator[Finding]:
    """The disks that databases are on."""
    seen: set[int] = set()
    for url in (settings.database_url, settings.chats_url):
        file = _file_of(url)
        if file is None:
            continue
        folder = nearest(file.parent)
        if folder.stat().st_dev in seen:
            continue
        seen.add(folder.stat().st_dev)
        yield _disk(folder)


def _disk(folder: Path) -> Finding:
    room = shutil.disk_usage(folder)
    words = f"{room.free // MIB:,} MiB of {room.total // MIB:,} free at {folder}"
    return mend("disk", words, "make room") if room.free < min(LITTLE, room.total // 10) else ok("disk", words)


def _file_of(url: str) -> Path | None:
    try:
        address = address_of(url)
    except sa.exc.ArgumentError:
        return None
    return Path(address.database).absolute() if address.get_backend_name() == "sqlite" and address.database else None


def memory(settings: Settings) -> Finding:
    """As much as the bot may take."""
    from bot.watching.memory import system_limit

    limit = settings.memory_mib * MIB or system_limit()
    if not limit:
        return unknown("memory", "the system does not tell its limit")
    if limit < NEEDED:
        return mend("memory", f"{limit // MIB} MiB at most", f"give it {NEEDED // MIB} MiB or more")
    return ok("memory", f"{limit // MIB:,} MiB at most")


def contact(settings: Settings) -> Finding:
    """Where those whose pages are read can reach the operator."""
    if settings.contact:
        return ok("contact", settings.contact)
    how = "set DATELINE_CONTACT, by which those whose pages and feeds are read can reach you"
    return unknown("contact", "none is set", how)


def versions() -> Finding:
    """Of what all is made."""
    named = ("dateline", "python-telegram-bot", "SQLAlchemy", "aiohttp")
    parts = [f"{name} {importlib.metadata.version(name)}" for name in named]
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        sqlite = connection.scalar(sa.text("SELECT sqlite_version()"))
    engine.dispose()
    return ok("versions", ", ".join([*parts, f"Python {platform.python_version()}", f"SQLite {sqlite}"]))
