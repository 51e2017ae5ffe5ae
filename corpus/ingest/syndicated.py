"""Who had a text first, and with whose help it was made, by what the page says of it outside the text."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.ingest.named import Named, Surroundings, in_registry, is_name, like_an_outlet, words
from corpus.ingest.outlets import Registry
from corpus.words import word_list

_NEAR = 6  # lines beside the article that a credit stands in
_LONGEST = 300  # code points of a sentence that tells of it
_DATED = re.compile(r"\d{4}|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2})\b", re.IGNORECASE)
_PARTED = re.compile(r"\s?[,/|·]\s?|\s(?:and|et|und|y|e|и|та|i|och|og|en)\s")
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]\.?$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def origins(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Outlets that the page names as those that had its text before."""
    for line in _credits(page):
        for sentence in _SENTENCE.split(line[: 2 * _LONGEST]):
            bare = sentence.replace("：", ":").strip(" *_()[]–—-")
            found = _forms().match(bare) if len(bare) <= _LONGEST else None
            if found and (named := _named(found["name"], known)):
                yield named


def partners(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Agencies that a byline or a credit at the end names as those whose material it holds."""
    lines = [*page.head[-_NEAR:], *page.tail[:_NEAR], *_last_bracket(page)]
    for line in lines:
        bare = line.strip(" *_()[]–—-.")
        found = _with().search(bare)
        if len(bare) <= _LONGEST // 3:
            yield from _agencies(found["names"] if found else bare, known, least=1 if found else 2)


def _credits(page: Surroundings) -> Iterator[str]:
    """Lines in which a text may say that it was somebody's: those beside it, and a whole last paragraph or first."""
    yield from page.head[-_NEAR:]
    yield from page.tail
    yield from dict.fromkeys(paragraph for paragraph in (*page.body[:1], *page.body[-2:]) if len(paragraph) <= _LONGEST)


def _last_bracket(page: Surroundings) -> Iterator[str]:
    found = _BRACKETED.search(page.body[-1][-100:]) if page.body else None
    if found:
        yield found[1]


def _agencies(text: str, known: Registry, least: int) -> Iterator[Named]:
    """Agencies in a row with nothing else between: `AP/AFP/dpa`."""
    parts = [part for part in _PARTED.split(text) if part.strip()]
    named = [in_registry(part, known) for part in parts]
    found = [one for one in named if one and one.wire]
    if len(parts) >= least and len(found) == len(parts):
        yield from found


def _named(text: str, known: Registry) -> Named | None:
    """The outlet that a sentence ends with, or that other words follow."""
    whole = text.strip(" .:;,!\"'“”«»()")
    for cut in (whole, _behind().split(whole, maxsplit=1)[0]):
        bare = re.sub(r"^(?:the|die|der|das|le|la|el)\s", "", cut.strip(" .:;,\"'“”«»()"))
        if found := like_an_outlet(bare, known) or like_an_outlet(cut, known):
            return found
    if is_name(bare) and not _DATED.search(bare) and bare.lower() not in words("never"):
        return Named(bare)
    return None


@cache
def _forms() -> re.Pattern[str]:
    lists = word_list("syndication")
    places = {key: f"(?:{_either(lists[key]['words'])})" for key in ("piece", "on")}
    heads = (_filled(form, places) for form in sorted(lists["origin"]["words"], key=len, reverse=True))
    before = r"(?:\((?:c|C)\)\s|the post\s[^\n]{1,150}?\s)?"
    return re.compile(rf"{before}(?:{'|'.join(heads)})\s?(?P<name>\S[^\n]{{1,100}}?)\s*$", re.IGNORECASE)


def _filled(form: str, places: dict[str, str]) -> str:
    pieces = re.split(r"\{(\w+)\}", form.replace("’", "'"))
    text = "".join(places[piece] if at % 2 else _spaced(piece) for at, piece in enumerate(pieces))
    return text.replace("'", "['’]")


def _spaced(text: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(text))


@cache
def _with() -> re.Pattern[str]:
    either = _either(word_list("syndication")["partners"]["words"])
    return re.compile(rf"(?:^|\s)(?:{either}):?\s(?P<names>[^\n]{{2,80}})$", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[,;(]|\.\s|\s(?:{_either(word_list('syndication')['behind']['words'])})\s", re.IGNORECASE)


def _either(forms: list[str]) -> str:
    return "|".join(_spaced(form) for form in sorted(set(forms), key=len, reverse=True))
