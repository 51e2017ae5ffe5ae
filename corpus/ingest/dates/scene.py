"""What a rule may know when it reads a date, and what it gives back."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.models import Interval, Mod, Tense

Read = Callable[["re.Match[str]", "Scene"], "Value | None"]


@dataclass(frozen=True, slots=True)
class Value:
    """A reading: the days meant, and on what it rests."""

    interval: Interval
    mod: Mod | None = None
    stated: bool = False  # the year is printed in the article
    free: bool = False  # needs no anchor at all
    tense: Tense | None = None  # where the words themselves tell it
    is_quarter: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern matched where one of its first words stands, and its reading; None from `read` is no date."""

    pattern: re.Pattern[str]
    starts: tuple[str, ...]  # lower case; "0" stands for any figure
    read: Read


@dataclass(slots=True)
class Scene:
    """One text on its way through the rules. `the` and `mod` come from the words before the rule's own."""

    text: str
    anchor: dt.date | None
    stated: tuple[Interval, ...] = ()  # days and months printed with their year
    quarter: Interval | None = None  # the quarter last spoken of: "a year earlier" means its like
    by_year: bool = False  # whole years are compared, or most of them: "for the nine months"
    year: int | None = None  # the year last spoken of: "later that year"
    last: Interval | None = None  # what was named last: "the following month"
    last_stop: int = 0  # where that mention ends
    days: list[tuple[dt.date, int, int]] = field(default_factory=list)  # single days so far, with their places
    the: bool = False
    part: str | None = None  # the word that tells the part: "early", "the end of"
    mod: Mod | None = None
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)  # by first word
    begin: int = 0  # where the expression begins, its leading words included

    def stated_day(self, month: int, day: int) -> dt.date | None:
        """The same day of the year, printed with its year elsewhere in the article."""
        for interval in self.stated:
            first = interval.first
            if (first.month, first.day) == (month, day) and interval.days < 27:
                return first
        return None
