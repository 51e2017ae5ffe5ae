"""Which words of two texts are the same word: folding, tokens, light stems, stop words.

The lists stand in data/words.toml. Used wherever texts are compared: asking, topics, same facts, key days.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from corpus.models import Span

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "ß": "ss"})

ACRONYM = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W\d_](?:\.[^\W\d_])+\b"  # U.S., U.S, e.g.
NUMBER = r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?\b"  # 100,000  1.5  12th  1970s
GLYPH = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"  # scripts without spaces: a sign a token
WORD = rf"(?:(?!{GLYPH})[^\W_])+(?:['’](?:(?!{GLYPH})[^\W\d_])+)*"  # don't, O'Neil, Putin's
_PLAIN = r"[a-z]++(?![\w.'’])"  # most words; they come first, and what begins none is passed over: half the time
_TOKEN = re.compile(rf"(?=[^\W_])(?:{_PLAIN}|{ACRONYM}|{NUMBER}|{GLYPH}|{WORD})")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|s)")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprtz])\1$")


class Term(NamedTuple):
    """A token: where it stands, its letters folded, its stem, and whether it is too common to tell anything."""

    span: Span
    word: str
    stem: str
    stop: bool


_made = tuple.__new__  # a text has thousands of terms: the usual way takes longer


@cache
def word_list(name: str) -> dict[str, Any]:
    """A file of corpus/data by its stem."""
    return tomllib.loads(resources.files("corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Folded words that no text is about."""
    data = word_list("words")
    return frozenset(fold(word) for key in ("stop", "stop_cyrillic") for word in data[key]["words"])


@cache
def _whole() -> frozenset[str]:
    return frozenset(word_list("words")["whole"]["words"])


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, without accents, with straight marks; lengths may change. What is kept are words, and names."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """The same of a text of some length, which nobody asks for again."""
    if text.isascii():
        return text.lower()
    text = text.translate(_MARKS)
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The common part of a folded word's forms; words of other scripts than Latin and Cyrillic come back unchanged."""
    data = word_list("words")
    if word in _whole():
        return word
    word = data["same"].get(word, word)
    word = _dictionary_form(word)
    if ordinal := _ORDINAL.fullmatch(word):
        return ordinal[1]
    if "\u0400" <= word[:1] <= "\u04ff":
        return _cyrillic(word)
    return _latin(word) if word.isascii() and word.isalpha() else word


def is_national(word: str) -> bool:
    """Whether a folded word says to which country or continent something belongs."""
    return word in word_list("words")["nations"]


@cache
def places() -> frozenset[str]:
    """Countries, their peoples and capitals, as folded words."""
    sides = word_list("places")["sides"]
    return frozenset(fold(name) for country, names in sides.items() for name in (country, *names))


def terms(text: str) -> tuple[Term, ...]:
    """Every token of a text in order, stop words too; spans are spans of `text`."""
    found = []
    for match in _TOKEN.finditer(text):
        token, at = match[0], match.start()
        # only what ends in an s may be a possessive
        stop = at + _length(token) if token[-1] in "sS" else match.end()
        found.append(_made(Term, (Span(at, stop), *_known(token))))
    return tuple(found)


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's telling words, in order."""
    known = (_known(token) for token in _TOKEN.findall(text))
    return tuple(root for _, root, stop in known if not stop)


@lru_cache(maxsize=131_072)
def _known(token: str) -> tuple[str, str, bool]:
    """Folded word, stem and whether it is a stop word, of a token as printed."""
    exact: str | None = word_list("words")["exact"].get(token.rstrip("."))
    if exact is not None:
        return exact, exact, False
    word = fold(token[: _length(token)])
    if word[:1].isdigit():
        word = word.replace(",", "")
    elif "." in word:
        word = word.replace(".", "")
    if word in stop_words():
        return word, word, True
    root = word.partition("'")[0] if word.endswith(("n't", "'re", "'ve", "'ll", "'d")) else word.replace("'", "")
    return word, stem(root), root in stop_words()


def counted(text: str) -> Counter[tuple[str, str]]:
    """How often each telling word stands in a text, by its folded form and stem."""
    found: Counter[tuple[str, str]] = Counter()
    for token, times in Counter(_TOKEN.findall(text)).items():
        word, root, stop = _known(token)
        if not stop:
            found[word, root] += times
    return found


def _dictionary_form(word: str) -> str:
    data = word_list("words")
    form: str = data["irregular"].get(word) or data["nations"].get(word, word)
    return form


def _length(token: str) -> int:
    """Without a possessive ending: the boss's word is boss."""
    return len(token) - 2 if token[-2:].lower() in {"'s", "’s"} and len(token) > 2 else len(token)


def _latin(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1] if not word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-2]
        if word.endswith("ie") and len(word) > 4:
            word = word[:-2] + "y"
    if word in _whole():
        return word
    word = _dictionary_form(word)
    for ending, instead, least in word_list("words")["suffixes"]["rules"]:
        if word.endswith(ending) and len(word) - len(ending) >= least and _VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3:
        word = _DOUBLED.sub(r"\1", word)
    return word[:-1] if len(word) > 3 and word[-1] in "eyi" else word


def _cyrillic(word: str) -> str:
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _endings() -> tuple[str, ...]:
    endings = {fold(ending) for ending in word_list("words")["endings_cyrillic"]["words"]}
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
