"""Offices among the words that stand beside a name: what a heading can show."""

import calendar
from collections import Counter
from collections.abc import Mapping
from functools import cache

from corpus.words import fold, stop_words, word_list

LONGEST = 7  # words
DAYS = frozenset((*calendar.day_name, *calendar.month_name[1:]))  # they open a sentence, no office
MANY = 5  # articles with somebody in them, from which an office has to be seen
OFTEN = 2  # times


def offices(seen: Mapping[str, int], articles: int) -> dict[str, int]:
    """Offices with how often they were seen, each in its commonest letters; "rival" and "But President" are none."""
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for title, times in seen.items():
        if office := _office(title):
            counts[fold(office)] += times
            written.setdefault(fold(office), Counter())[office] += times
    least = OFTEN if articles >= MANY else 1
    return {written[key].most_common(1)[0][0]: times for key, times in sorted(counts.items()) if times >= least}


def _office(title: str) -> str:
    """The title without what leads into it; empty where it is none."""
    words = title.split()
    while words and (fold(words[0]) in stop_words() or words[0] in DAYS):
        words.pop(0)
    told = [fold(word) for word in words]
    if not told or len(told) > LONGEST or told[-1] in stop_words() or any(word[0].isdigit() for word in told):
        return ""
    inner = {word for word in told if word in stop_words()}
    if inner - _links() or told[-1] in _ties() or any(word in _ties() for word in told if len(told) < 3):
        return ""
    return " ".join(words)


@cache
def _links() -> frozenset[str]:
    return frozenset(word_list("bodies")["links"]["words"])


@cache
def _ties() -> frozenset[str]:
    return frozenset(word_list("bodies")["ties"]["words"])
