"""Stretches of text and of days. All else in the corpus is counted in these."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from corpus.errors import BeyondError


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points of a body."""

    start: int
    stop: int

    def __init__(self, start: int, stop: int) -> None:
        """ValueError where the end lies before the start. A text has thousands: the usual way takes twice as long."""
        if not 0 <= start <= stop:
            raise ValueError(f"not a span: {start}:{stop}")
        _set_start(self, start)
        _set_stop(self, stop)

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def __len__(self) -> int:
        return self.stop - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether both share at least one code point."""
        return self.start < other.stop and other.start < self.stop

    def cut(self, text: str) -> str:
        """The text between the ends; BeyondError, an IndexError, where the text is too short to hold them."""
        if self.stop > len(text):
            raise BeyondError(self.stop, len(text))
        return text[self.start : self.stop]


_set_start, _set_stop = (getattr(Span, name).__set__ for name in ("start", "stop"))


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from first to last, both included."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval that ends before it starts: {self.first}..{self.last}")

    def __contains__(self, other: "Interval") -> bool:
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Interval") -> bool:
        """Whether both share at least one day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """How many days it holds, at least one."""
        return (self.last - self.first).days + 1

    @property
    def iso(self) -> str:
        """An ISO day, month or year where the interval is just that, else `A/B` of two days."""
        a, b = self.first, self.last
        if a == b:
            return a.isoformat()
        if a.year == b.year and (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
            return f"{a.year:04d}"
        if (a.year, a.month, a.day) == (b.year, b.month, 1) and b.day == calendar.monthrange(b.year, b.month)[1]:
            return f"{a.year:04d}-{a.month:02d}"
        return f"{a.isoformat()}/{b.isoformat()}"

    @classmethod
    def day(cls, day: dt.date) -> "Interval":
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> "Interval":
        """A whole month."""
        return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> "Interval":
        """A whole year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def parse(cls, iso: str) -> "Interval":
        """Read what `iso` writes; ValueError for anything else."""
        if "/" in iso:
            first, last = (cls.parse(part) for part in iso.split("/", 1))
            return cls(first.first, last.last)
        if re.fullmatch(r"\d{4}", iso):
            return cls.year(int(iso))
        if re.fullmatch(r"\d{4}-\d\d", iso):
            return cls.month(int(iso[:4]), int(iso[5:]))
        return cls.day(dt.date.fromisoformat(iso))
