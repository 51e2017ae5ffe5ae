"""What the bot remembers of chats beside schedules and buttons: choices, links, which answer belongs to which question.

Sync, for any thread; times are whole seconds since 1970.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.chatsdb import (
    BUTTONS,
    LINKS,
    PICTURES,
    PREFERENCES,
    QUESTIONS,
    REPORTS,
    SHOWN,
    VISITS,
)
from bot.engines import reading
from bot.lasting import lasting, light, single, steady
from bot.ledger import ANSWERED, LINK, VISIT, Ledger, opened
from corpus.servers import shared
from handlers.messages import ChatKind, ChatRef, Clock, Preferences

KEEPLINKS = dt.timedelta(days=30)
KEEPPICTURES = dt.timedelta(days=60)
KEEPQUESTIONS = dt.timedelta(minutes=5)  # a question may be corrected within a minute
KEEPREPORTS = dt.timedelta(days=30)
KEEPVISITS = dt.timedelta(days=400)
ACTIVE = 7  # days
KNOWN = 10_000  # chats whose choices are held in memory
NOTHING_CHOSEN = Preferences()

# Built once: on the way of an answer, building a statement costs more than running it.
_CHOSEN = sa.select(PREFERENCES.c.chosen).where(PREFERENCES.c.chat == sa.bindparam("of"))


@lasting
class Memory:
    """Rows of the chats' database; see bot.chats for those of digests and buttons."""

    def __init__(self, engine: sa.Engine, clock: Clock, ledger: Ledger) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._clock = clock
        self._ledger = ledger
        self._chosen: dict[int, Preferences] = {}
        self._rows: set[int] | None = None
        self._visited: dict[int, int] = {}
        self._known = 0 if shared(engine) else KNOWN  # what another replica may change is looked up each time
        self._lock = Lock()

    @property
    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    # What a chat has chosen.

    @light
    def preferences(self, chat: ChatRef) -> Preferences:
        """A chat's choices, the same in all its topics."""
        kept = self._chosen.get(chat.id)
        if kept is None and self._known:
            if chat.id not in (self._choosers() if self._rows is None else self._rows):
                return NOTHING_CHOSEN
        elif kept is None and (sheaf := opened()):
            kept = sheaf.chosen.get(chat.id)
        return kept or self._looked_up(chat)

    @steady
    def _looked_up(self, chat: ChatRef) -> Preferences:
        with self._reading.connect() as connection:
            row = connection.scalar(_CHOSEN, {"of": chat.id})
        return self._hold(chat.id, _preferences(row) if row else NOTHING_CHOSEN)

    @steady
    def _choosers(self) -> set[int]:
        """The chats that have chosen anything; few do, and nobody else's row is looked for."""
        with self._lock:
            if self._rows is None:
                with self._reading.connect() as connection:
                    self._rows = set(connection.scalars(sa.select(PREFERENCES.c.chat)))
            return self._rows

    def prefer(self, chat: ChatRef, chosen: Preferences) -> None:
        """Keep a chat's choices."""
        row = {"chat": chat.id, "chosen": json.dumps(asdict(chosen))}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(PREFERENCES).where(PREFERENCES.c.chat == chat.id))
            connection.execute(sa.insert(PREFERENCES), row)
        self._choosers().add(chat.id)
        self._hold(chat.id, chosen)

    def _hold(self, chat: int, chosen: Preferences) -> Preferences:
        with self._lock:
            if len(self._chosen) >= self._known:
                self._chosen.clear()
            if self._known:
                self._chosen[chat] = chosen
        if sheaf := opened():
            sheaf.chosen[chat] = chosen
        return chosen

    def readers(self) -> tuple[int, ...]:
        """The chats that want announcements."""
        with self._reading.connect() as connection:
            rows = connection.execute(sa.select(PREFERENCES).order_by(PREFERENCES.c.chat)).all()
        return tuple(row.chat for row in rows if _preferences(row.chosen).news)

    # Questions and their answers, links, reports.

    @light
    def answered(self, chat: ChatRef, question: int, answers: Sequence[int]) -> None:
        """Keep which messages answer a question, for as long as it may be corrected."""
        row = {"chat": chat.id, "message": question, "answers": json.dumps(list(answers)), "at": self._now}
        self._ledger.leave(ANSWERED, (chat.id, question), row)

    def answers_to(self, chat: ChatRef, question: int) -> tuple[int, ...]:
        """The messages that answer a question; none where that is long ago."""
        self._ledger.flush()
        with self._reading.connect() as connection:
            found = connection.scalar(sa.select(QUESTIONS.c.answers).where(*_asked(chat, question)))
        return tuple(json.loads(found)) if found else ()

    def link(self, line: str) -> str:
        """A token of 16 characters for a line that anybody may ask; the same for the same line."""
        token = hashlib.sha256(line.encode()).hexdigest()[:16]
        row = {"token": token, "line": line, "expires": self._now + int(KEEPLINKS.total_seconds())}
        self._ledger.put(LINK, token, row)
        return token

    def linked(self, token: str) -> str:
        """The line behind a token, empty when it is unknown or has expired."""
        wanted = sa.select(LINKS.c.line).where(LINKS.c.token == token, LINKS.c.expires > self._now)
        with self._reading.connect() as connection:
            return connection.scalar(wanted) or ""

    @single
    def first_report(self, what: str) -> bool:
        """Whether nobody has reported this within a month; from now on somebody has."""
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(REPORTS), {"what": what, "at": self._now})
        except IntegrityError:
            return False
        return True

    def picture(self, key: str) -> str:
        """Telegram's name for a picture that was sent before, empty where there is none."""
        with self._reading.connect() as connection:
            return connection.scalar(sa.select(PICTURES.c.file).where(PICTURES.c.key == key)) or ""

    def keep_picture(self, key: str, file: str) -> None:
        """Keep Telegram's name for a picture; an older one goes."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(PICTURES).where(PICTURES.c.key == key))
            connection.execute(sa.insert(PICTURES), {"key": key, "file": file, "at": self._now})

    # What Telegram shows of the bot.

    def shown(self, begins: str) -> dict[str, str]:
        """By place, what was told to be shown there, as a digest."""
        with self._reading.connect() as connection:
            rows = connection.execute(sa.select(SHOWN).where(SHOWN.c.place.startswith(begins, autoescape=True)))
            return {row.place: row.digest for row in rows}

    def keep_shown(self, place: str, digest: str) -> None:
        """Keep what is shown in a place; nothing any more where it is empty."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(SHOWN).where(SHOWN.c.place == place))
            if digest:
                connection.execute(sa.insert(SHOWN), {"place": place, "digest": digest})

    # Who was here.

    @light
    def visited(self, chat: ChatRef) -> None:
        """Keep the day on which a chat last asked something, nothing of what."""
        today = self._clock.now().date().toordinal()
        if self._visited.get(chat.id) == today:
            return
        row = {"chat": chat.id, "kind": chat.kind, "day": today}
        self._ledger.put(VISIT, chat.id, row, lambda: self._was_here(chat.id, today))

    def _was_here(self, chat: int, day: int) -> None:
        with self._lock:
            if len(self._visited) >= KNOWN:
                self._visited.clear()
            self._visited[chat] = day

    def visitors(self) -> tuple[int, int]:
        """How many chats are known, and how many of them asked something within a week."""
        since = self._clock.now().date().toordinal() - ACTIVE
        with self._reading.connect() as connection:
            known = connection.scalar(sa.select(sa.func.count()).select_from(VISITS)) or 0
            lately = sa.select(sa.func.count()).select_from(VISITS).where(VISITS.c.day > since)
            return known, connection.scalar(lately) or 0

    def kind(self, chat: int) -> ChatKind:
        """What sort of chat it is; a chat that never spoke is told by the sign of its number."""
        with self._reading.connect() as connection:
            found = connection.scalar(sa.select(VISITS.c.kind).where(VISITS.c.chat == chat))
        return ChatKind(found) if found else ChatKind.PRIVATE if chat > 0 else ChatKind.GROUP

    # Forgetting.

    def forget_buttons(self, person: int) -> int:
        """Delete somebody's buttons in all chats; how many rows."""
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(BUTTONS).where(BUTTONS.c.asker == person)).rowcount

    def drop(self, chat: int, *, kept: bool = False) -> None:
        """Forget what is held in memory of a chat; `kept` where its choices stay in the database."""
        with self._lock:
            self._chosen.pop(chat, None)
            self._visited.pop(chat, None)
            if self._rows is not None and not kept:
                self._rows.discard(chat)
            elif self._rows is not None:
                self._rows.add(chat)

    def sweep(self) -> None:
        """Drop what has expired."""
        today = self._clock.now().date().toordinal()
        with self._engine.begin() as connection:
            connection.execute(sa.delete(LINKS).where(LINKS.c.expires <= self._now))
            for table, kept in ((QUESTIONS, KEEPQUESTIONS), (REPORTS, KEEPREPORTS), (PICTURES, KEEPPICTURES)):
                connection.execute(sa.delete(table).where(table.c.at < self._now - int(kept.total_seconds())))
            connection.execute(sa.delete(VISITS).where(VISITS.c.day < today - KEEPVISITS.days))


def _asked(chat: ChatRef, question: int) -> tuple[sa.ColumnElement[bool], ...]:
    return QUESTIONS.c.chat == chat.id, QUESTIONS.c.message == question


def _preferences(row: str) -> Preferences:
    """Choices as they were kept; those of a newer version are passed over."""
    known = {field.name for field in fields(Preferences)}
    chosen = {key: value for key, value in json.loads(row).items() if key in known}
    if chosen.get("quiet"):
        chosen["quiet"] = tuple(chosen["quiet"])
    return Preferences(**chosen)
