"""Which outlets a text retells: `Reuters reported`, `according to Xinhua`. A citation is no syndication."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.ingest.named import Named, in_registry, words
from corpus.ingest.outlets import Registry

_BODY = r"(?:\s(?:news agency|agency|newspaper|magazine|on \w+|\w+day))?"
_ARTICLE = r"(?:(?:the|a|an|die|der|das|l'|агентство|агентства|газета|news agency|state news agency|newspaper)\s){0,2}"


def cited(lede: str, known: Registry) -> Iterator[Named]:
    """Outlets of the registry that a first paragraph names as its source."""
    for found in known.mentions.finditer(lede):
        before, after = lede[max(0, found.start() - 60) : found.start()], lede[found.end() : found.end() + 60]
        if (_after().match(after) or _before().search(before)) and (named := in_registry(found[0], known)):
            yield named


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"{_BODY},?\s(?:{_either('cited_after')})(?!\w)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either('cited_before')})\s{_ARTICLE}[\"“«]?$", re.IGNORECASE)


def _either(group: str) -> str:
    return "|".join(map(re.escape, sorted(words(group), key=len, reverse=True)))
