"""What an article calls a person: the office printed before the name, or behind it between commas."""

import re

from corpus.ingest.quotes.lists import SLAVIC, SLAVIC_PREPOSITIONS, SLAVIC_ROLES
from corpus.names.roles import is_office

_BEFORE = re.compile(r"(?<!\w)(?:(?:[^\W\d_][\w’'.-]*|of|for) ){1,7}$")
_BEHIND = re.compile(r", (?:an? |the )?(?!who(?:m|se)?\b|which\b)([^,.;:()“”\"\n]{3,60})[,.]")
_OWNED = re.compile(r"\w(?:['’]s|s['’]) (?:[\w-]+ ){0,4}$")
_SLAVIC_LONGEST = 4  # words of an office with its body
_REACH = 80  # code points before a name
_LINKS = frozenset({"of", "for"})


def titles(body: str, name: str) -> tuple[str, ...]:
    """Offices as printed, without articles: "Kremlin spokesman", each once; none for a name that stands bare."""
    found: dict[str, None] = {}
    for place in re.finditer(rf"\b{re.escape(name)}\b", body):
        if before := _before(body[max(0, place.start() - _REACH) : place.start()]):
            found[before] = None
        if apposed := _apposed(body, place.start(), place.end()):
            found[apposed] = None
        behind = _BEHIND.match(body, place.end())
        if behind and any(is_office(word.lower()) for word in behind[1].split()):
            found[behind[1]] = None
    return tuple(found)


def _apposed(body: str, start: int, stop: int) -> str:
    """Whose holder of which office a name between commas is: "Harbour Board's secretary general, Ines Okafor, …"."""
    before = body[max(0, start - _REACH) : start]
    if not (before.endswith(", ") and body[stop : stop + 1] == ","):
        return ""
    office = _before(f"{before[:-2]} ")
    whose = before[:-2].removesuffix(office) + office[: -len(office.split()[-1])] if office else ""
    return office if _OWNED.search(whose) and is_office(office.split()[-1].lower()) else ""


def _before(text: str) -> str:
    """The words right before a name, back to the first that belongs to no title."""
    if role := _slavic(text):
        return role
    words: list[str] = []
    found = _BEFORE.search(text)
    for word in reversed(found[0].split() if found else []):
        if not (word[0].isupper() or word in _LINKS or is_office(word.lower())):
            break
        words.insert(0, word)
    while words and (words[0] in _LINKS or words[0] == "The"):
        words.pop(0)
    return " ".join(words) if any(is_office(word.lower()) for word in words) else ""


def _slavic(text: str) -> str:
    """A Russian or Ukrainian office before a name, perhaps with its body between: "глава профсоюза"."""
    words = re.findall(r"\S+", text)[-_SLAVIC_LONGEST:] if text.endswith(" ") else []
    for at in range(len(words) - 1, -1, -1):
        word = words[at].lower()
        if word in SLAVIC_ROLES:
            return " ".join((word, *words[at + 1 :]))
        if not words[at].islower() or not words[at].replace("-", "").isalpha() or word in SLAVIC | SLAVIC_PREPOSITIONS:
            break
    return ""
