"""Where the article ends among lines of prose: above what is told of its author."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.ingest.dumplines import Line, LineType
from corpus.words import word_list

_REACH = 3  # lines from a name alone down to what is told of its bearer
_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁЇІЄҐ][\w.’'-]+(?:\s(?:[A-ZÀ-ÞА-ЯЁЇІЄҐ][\w.’'-]*|van|von|de|del|la)){0,3}")
_GREETING = re.compile(r"(?:Hi|Hello|Hey)\b[,!]?\s{1,2}(?:there[,!]?\s)?I(?:’|')?\s?a?m\s")
_LONGEST = 110  # words of what is told of an author
_KEPT = 3  # paragraphs that have to stay above it


def without_author(lines: Sequence[Line], prose: list[int]) -> list[int]:
    """The prose without its last paragraphs where they tell who wrote it, under a name alone or by what writers are."""
    for count in range(1, min(_REACH, len(prose) - _KEPT) + 1):
        if lines[prose[-count]].words <= _LONGEST and _tells_of_author(lines, prose[-count], prose[-count - 1]):
            return prose[:-count]
    return prose


def _tells_of_author(lines: Sequence[Line], at: int, above: int) -> bool:
    text = lines[at].text
    if _bio().match(text) or _GREETING.match(text):
        return True
    names = [
        lines[near].text for near in range(max(above + 1, at - _REACH), at) if lines[near].type is LineType.HEADING
    ]
    if any(_headed(name) and _headed(name) in text for name in names):
        return True
    bearers = (name for name in names if _NAME.fullmatch(name) and " " in name)
    return any(re.match(rf"{re.escape(name.split()[0])}(?!\w)", text) for name in bearers)


def _headed(line: str) -> str:
    """Whom a heading says that it is about: `About Ada Lind`; empty where it names nobody."""
    for head in word_list("furniture")["author"]["heads"]:
        name = line[len(head) :].strip(" :")
        if line.lower().startswith(f"{head} ") and " " in name and _NAME.fullmatch(name):
            return name
    return ""


@cache
def _bio() -> re.Pattern[str]:
    """NAME is a writer at …: a name, and what people who write are."""
    roles = "|".join(re.escape(role) for role in word_list("furniture")["author"]["words"])
    whose = r"(?:an?|the|our|one of our|[A-Z][\w.&]*(?:’s|'s|’|'))"
    return re.compile(rf"{_NAME.pattern} is {whose}\s(?:[\w&,’'-]+\s){{0,7}}?(?:{roles})\b")
