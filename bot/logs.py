"""What the log says: a line an event, JSON for machines or words for a terminal; references stand in place of people.

A line tells which update it is about, and which chat by a short keyed hash: the same chat has the same reference in all
lines of a bot, and nobody who has no token finds out whose it is. What people wrote stands in none; secrets are taken
out last, from whoever's line.
"""

import hashlib
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import unquote

if TYPE_CHECKING:
    from bot.settings import Settings

Line = MutableMapping[str, Any]

OWN = ("bot", "handlers", "corpus")  # whose lines come at the level that was asked for; of others only warnings
FRAMES = 30  # of a trace, the innermost
MOST = 2_000  # characters of a line's words: whoever writes more tells what somebody sent
_ABOUT: ContextVar[tuple[int, int | None] | None] = ContextVar("about", default=None)
_TOKEN = re.compile(r"(?<!\d)\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,64}")
_PASSWORD = re.compile(r"://[^:/@\s]*:([^@\s]+)@")
_SOMEBODY = re.compile(r"\b(chat|channel|operator|person|user|id):? (-?\d{4,})\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_TELLING = ("bot.", "corpus.", "handlers.", "telegram.")  # whose errors' words are no words of somebody's question


class _Key:
    """By what references are made: of the process until there is a token, from then on of the bot."""

    value = secrets.token_bytes(32)


def about(update: int, chat: int | None) -> None:
    """Let all that this task logs from now on, and what it starts, refer to an update and its chat."""
    _ABOUT.set((update, chat))


def reference(chat: int) -> str:
    """Eight characters that stand for a chat."""
    return hashlib.blake2b(str(chat).encode(), digest_size=4, key=_Key.value).hexdigest()


def secrets_of(settings: "Settings") -> tuple[str, ...]:
    """What may stand in no line: the token first, other secrets, the passwords of the databases."""
    kept = (getattr(settings, name) for name in type(settings).model_fields)
    given = [one.get_secret_value().strip() for one in kept if hasattr(one, "get_secret_value")]
    found = [found for url in (settings.database_url, settings.chats_url) for found in _PASSWORD.findall(url)]
    return tuple(dict.fromkeys(one for one in (*given, *found, *map(unquote, found)) if one))


def set_up(settings: "Settings", stream: TextIO | None = None, more: tuple[str, ...] = ()) -> logging.Handler:
    """Write the log to a stream, standard error where none is named; gives what writes it. `more` are more secrets."""
    stream = stream or sys.stderr
    hidden = (*secrets_of(settings), *more)
    if hidden:
        _Key.value = hashlib.blake2b(hidden[0].encode(), digest_size=32, person=b"dateline log").digest()
    chosen = settings.log_format
    json = chosen == "json" or (chosen == "auto" and not stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(hidden, json=json, colours=not json and stream.isatty()))
    handler.addFilter(_Loud(settings.log_level))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    return handler


class _Loud:
    """Lets pass what is loud enough; a library that tells of each call tells what was said in it."""

    def __init__(self, level: str) -> None:
        self.level = logging.getLevelNamesMapping()[level]

    def filter(self, record: logging.LogRecord) -> bool:
        own = record.name.partition(".")[0] in OWN
        return record.levelno >= (self.level if own else max(self.level, logging.WARNING))


def relevel(level: str) -> None:
    """Let more pass, or less, from now on."""
    root = logging.getLogger()
    for one in (one for handler in root.handlers for one in handler.filters if isinstance(one, _Loud)):
        one.level = logging.getLevelNamesMapping()[level]
    root.setLevel(level)


def reloaded(before: "Settings") -> None:
    """Read the settings again: how loud the log is changes at once; what else has changed waits for a start."""
    from bot.settings import SettingsError, load

    log = logging.getLogger(__name__)
    try:
        now = load()
    except SettingsError as error:
        log.error("the settings stay as they were: %s", error)  # noqa: TRY400 - its words say all
        return
    relevel(now.log_level)
    changed = (name for name in type(now).model_fields if getattr(now, name) != getattr(before, name))
    later = [f"DATELINE_{name.upper()}" for name in changed if name != "log_level"]
    log.info(
        "the settings are read again%s", f"; {', '.join(later)} will count from the next start on" if later else ""
    )


def formatter(hidden: tuple[str, ...], *, json: bool, colours: bool = False) -> logging.Formatter:
    """How lines are written."""
    import structlog

    class Hiding(structlog.stdlib.ProcessorFormatter):
        """Takes out secrets last, wherever they came in."""

        def format(self, record: logging.LogRecord) -> str:
            return hide(super().format(record), hidden)

    before: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _referring,
        _traced,
        _harmless,
    ]
    if json:
        last: Any = structlog.processors.JSONRenderer()
    else:
        last = structlog.dev.ConsoleRenderer(colors=colours, timestamp_key="time", sort_keys=False)
    return Hiding(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last], foreign_pre_chain=before
    )


def hide(text: str, hidden: tuple[str, ...] = ()) -> str:
    """A text without the secrets, and without anything that has a token's form."""
    for secret in hidden:
        text = text.replace(secret, "<secret>")
    return _TOKEN.sub("<token>", text)


def _referring(_logger: object, _name: str, line: Line) -> Line:
    """With the update and the chat that it is about, and with references for all who are named by their number."""
    if known := _ABOUT.get():
        line["update"] = known[0]
        if known[1] is not None:
            line["chat"] = reference(known[1])
    line["event"] = _SOMEBODY.sub(lambda found: f"{found[1]} #{reference(int(found[2]))}", str(line["event"]))
    return line


def _traced(_logger: object, _name: str, line: Line) -> Line:
    """An error as its kinds and places: its words only where they cannot repeat what somebody wrote."""
    info = line.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else None
    if error is not None:
        line["error"] = type(error).__name__
        line["exception"] = "\n".join(_trace(error))
    return line


def _trace(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _trace(before)
        yield "then"
    for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
        file = Path(frame.filename)
        yield f"  {file.parent.name}/{file.name}:{frame.lineno} {frame.name}"
    kind = type(error)
    if kind.__module__.startswith(_TELLING) or isinstance(error, OSError):
        words = _SOMEBODY.sub(lambda found: f"{found[1]} #{reference(int(found[2]))}", str(error))
        yield f"{kind.__name__}: {' '.join(words.split())}"
    else:
        yield kind.__name__


def _harmless(_logger: object, _name: str, line: Line) -> Line:
    """No sign that moves a terminal's cursor or breaks a line; no more than a line holds."""
    line["event"] = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", line["event"].replace("\n", "\\n"))[:MOST]
    return line
