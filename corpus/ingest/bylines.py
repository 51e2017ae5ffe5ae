"""Who wrote a text, as its page says: names of people, never a role, a newsroom or an outlet. Unknown beats wrong."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from corpus.ingest.named import words as provenance_words
from corpus.ingest.outlets import Registry
from corpus.words import fold, word_list

MOST = 8  # people: a longer list is no byline
_LONGEST = 160  # code points of a line of authors
_NAME = 50  # code points of a name
_WORDS = 5
_NEAR = 2  # lines between a name alone and the date
_LETTERS = re.compile(r"(?:[dlDLO]['’])?[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")  # the letter ʼ is one of the letters
_BARRED = re.compile(
    r"(?<!\s)\s+[–—-]+\s+|[|•·@\[\]{}<>:]|\d|https?:|\.{2,}|…"
)  # what parts names from what follows them
_INSIDE = re.compile(r"(?:^|\W)(?:[Bb]y|BY)\s+(?=[^\W\d_a-z])")  # `3 May 2021 by Ada Lind`
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[,;/、]\s*")
_GLYPHS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}")


def people(text: str, known: Registry) -> tuple[str, ...]:
    """The people that a line of authors names, with or without `By` before them; empty where it names none."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        return ()
    several = _together().search(line) is not None
    found = enumerate(name for name in _pieces(_unlabelled(line)) if name)
    sure = (name for at, name in found if not at or several or has_given_name(name))  # behind a comma stand places too
    return once(name for name in sure if is_person(name, known))


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, however it is capitalised, and no more than a byline holds."""
    return tuple({fold(name): name for name in reversed([*names])}.values())[::-1][:MOST]


def labelled(line: str, known: Registry) -> tuple[str, ...]:
    """The people of a line that says that it names authors: `By Ada Lind`."""
    return people(line, known) if _label().match(" ".join(line[: 2 * _LONGEST].split())) else ()


def is_label(line: str) -> bool:
    """Whether a line is nothing but what stands before authors' names: `Written by`."""
    return _label().fullmatch(f"{line.strip().rstrip(':')} ") is not None


def beside(lines: Sequence[str], known: Registry, stamp: Callable[[str], str | None]) -> tuple[str, ...]:
    """The people named by the lines about a headline: behind `By`, below it, or by a name alone beside the date."""
    for at, line in enumerate(lines):
        after = lines[at + 1 : at + 2]
        if found := labelled(line, known) or (people(after[0], known) if after and is_label(line) else ()):
            return found
        if len(line) <= _LONGEST and (inside := _INSIDE.search(line)) and stamp(line):
            return people(line[inside.end() :], known)
    for at, line in enumerate(lines):
        near = (*lines[max(0, at - _NEAR) : at], *lines[at + 1 : at + 1 + _NEAR])
        if len(line) > _LONGEST:
            continue
        found = people(line, known)
        if stands_alone(line, known) and any(len(each) <= _LONGEST and stamp(each) for each in near):
            return found
        if found and has_given_name(found[0]) and line.startswith(found[0]) and stamp(line):
            return found  # Ada Lind, 3 May 2021
    return ()


def is_person(name: str, known: Registry) -> bool:
    """Whether a name is like a person's, and no outlet's, body's, role's or place's."""
    parts = name.split()
    if not parts or len(parts) > _WORDS or len(name) > _NAME or known.named(name) is not None:
        return False
    if _GLYPHS.fullmatch(name):
        return True
    if len(parts) == 1 and not has_given_name(name):
        return False
    if fold(name) in _places() or any(fold(part).strip(".") in _nobody() for part in parts):
        return False
    return all(map(_may_be_part, parts)) and parts[0][0].isupper() and not parts[-1].islower()


def stands_alone(line: str, known: Registry) -> bool:
    """Whether a line is nothing but a person's name, by a given name that many bear."""
    parts = line.split()
    return 1 < len(parts) <= _WORDS and has_given_name(line) and is_person(line, known)


def has_given_name(name: str) -> bool:
    """Whether a name begins with one that many bear."""
    return fold(name.split(maxsplit=1)[0]) in _given()


def _may_be_part(word: str) -> bool:
    capital = word[0].isupper() or word[2:3].isupper()  # d'Arras
    return _LETTERS.fullmatch(word) is not None and (capital or fold(word) in _particles())


def _unlabelled(line: str) -> str:
    """A line without what stands before its names: `Story by: `, `By Dr `."""
    for _ in range(2):
        line = _label().sub("", line, count=1)
    return line


def _pieces(line: str) -> Iterator[str]:
    """The names that a line may hold: as far as it goes on about people."""
    told = _BARRED.split(_end().split(_month().split(line)[0], maxsplit=1)[0], maxsplit=1)[0]
    for together in _together().split(told):
        for piece in _PARTED.split(together):
            yield _bare(piece)


def _bare(piece: str) -> str:
    """A name without titles before it, and degrees and words in small letters behind it."""
    parts = re.sub(r"\([^()]*\)", " ", piece).strip(" \t.,*_\"'“”‘’«»").split()
    while parts and parts[0].lower() in _listed("titles"):
        parts.pop(0)
    while len(parts) > 1 and (parts[-1].lower() in _listed("credentials") or parts[-1].islower()):
        parts.pop()
    return " ".join(parts)


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(word_list("bylines")[group]["words"])


@cache
def _nobody() -> frozenset[str]:
    own = word_list("bylines")["nobody"]["words"]
    return frozenset(fold(word) for word in (*own, *provenance_words("nouns")))


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("name_parts")["particle"]["words"])


@cache
def _given() -> frozenset[str]:
    forms = (form for row in word_list("given_names")["name"] for form in row["forms"])
    return frozenset(fold(name) for name in (*word_list("bylines")["given"]["words"], *forms))


@cache
def _places() -> frozenset[str]:
    sides, states = word_list("places")["sides"], word_list("bodies")["states"]["words"]
    return frozenset(fold(name) for name in (*sides, *(one for some in sides.values() for one in some), *states))


@cache
def _label() -> re.Pattern[str]:
    """`By `, `Text: `: what stands before the names, with a colon or a space."""
    before = _either(word_list("bylines")["before"]["words"])
    return re.compile(rf"(?:{before})(?:\s?[:：]\s*|\s+)|(?-i:By(?=[A-Z][a-z]))", re.IGNORECASE)


@cache
def _month() -> re.Pattern[str]:
    """A month before its day or year, as it follows names."""
    names = [name for month in word_list("calendar")["month"] for name in month["names"]]
    return re.compile(rf"[\s,]+(?:{_either(names)})\.?\s+(?=\d)")


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{_either(word_list('bylines')['after']['words'])})(?=[\s,.:]|$)")


@cache
def _together() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_either(word_list('bylines')['together']['words'])})\s+", re.IGNORECASE)


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
