"""The letters of a name, whatever its script, case and marks."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

LONGEST = 400  # characters of a query that may hold a name: beyond stands a text, not a name
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ′ʹ＇", "'"))
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){1,}(?:[^\W\d_]|(?<=\.\w\.))(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SYLLABLE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ABJAD = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SPELLED = re.compile(r"[\u0000-\u024f\u0400-\u052f\u1e00-\u1eff'’]+\Z")
_SCRIPTS = (re.compile(r"[A-Za-z\u00c0-\u024f]"), _CYRILLIC, re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"))
_HACEK = str.maketrans({"š": "sh", "č": "ch", "ž": "zh", "ş": "sh", "ç": "ch", "ś": "sh", "ż": "zh", "ř": "rzh"})
_OTHERWISE = str.maketrans(
    {"щ": "shch", "ь": "", "ъ": "", "ё": "yo", "є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "u"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name.

    `text` is a-z and 0-9, never empty; `raw` is the word as written, in lower case; `possessive` tells "Miller's" from
    "Miller"; `after` is the mark behind it; `cased` tells a capital at its head.
    """

    text: str
    raw: str
    possessive: bool = False
    after: str = ""
    cased: bool = False

    @property
    def cyrillic(self) -> bool:
        """Whether endings of Russian or Ukrainian cases may stand on it."""
        return bool(_CYRILLIC.search(self.raw))

    @property
    def abjad(self) -> bool:
        """Whether its script leaves short vowels out."""
        return bool(_ABJAD.search(self.raw))

    @property
    def spelled(self) -> bool:
        """Whether its script writes every sound, so that slips can be told: Latin and Cyrillic."""
        return bool(_SPELLED.match(self.raw))

    @property
    def initial(self) -> bool:
        """Whether it is one letter, of any script (Cyrillic "Ю" folds to two), or two with a stop ("Yu.")."""
        return len(self.raw) <= (2 if self.after == "." else 1) and not _SYLLABLE.match(self.raw)


def clean(text: str) -> str:
    """Compatibility forms composed, invisible and control characters out, one kind of apostrophe, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    seen = "".join(" " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(seen.split())


@functools.lru_cache(16384)
def letters(word: str) -> str:
    """A word in a-z and 0-9: "Łukaszenka" -> "lukaszenka", "Щёкин" -> "shchyokin"."""
    lower = word.lower().translate(_OTHERWISE)
    return "".join(c for c in anyascii(lower).lower() if c.isascii() and c.isalnum())


def hacek(word: str) -> str:
    """A word whose carons and cedillas are read as sounds: "Šojgu" -> "shojgu"."""
    return letters(word.lower().translate(_HACEK))


def tokens(text: str, *, letters_apart: bool = False) -> tuple[Token, ...]:
    """The words of a name or query, in order: "Yves-Jean" is two; "U.S." is one unless its letters are taken apart."""
    joined = clean(text[:LONGEST])
    if not letters_apart:
        joined = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), joined)
    return tuple(
        token for word in _WORD.finditer(joined) if (token := _token(word.group(), joined[word.end() : word.end() + 1]))
    )


def _token(word: str, after: str) -> Token | None:
    bare = word[:-2] if word.lower().endswith("'s") and len(word) > 2 else word
    text = letters(bare)
    if not text:
        return None
    owner = bare != word or (after.startswith("'") and word.endswith("s"))
    return Token(text, bare.lower(), owner, after.strip(), word[0].isupper())


def joined(text: str) -> str:
    """All letters of a name without gaps: "White House" and "WhiteHouse" are one."""
    return "".join(token.text for token in tokens(text))


def mixed(text: str) -> bool:
    """Whether a word of it mixes scripts that look alike: "Оliver" with a Cyrillic О."""
    if text.isascii():
        return False
    return any(sum(bool(script.search(word)) for script in _SCRIPTS) > 1 for word in _WORD.findall(clean(text)))
