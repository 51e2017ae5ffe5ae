"""The names that an inflected Russian or Ukrainian word may stand for."""

import functools
import re

from corpus.names.data import table

_SHORTEST = 3  # letters of a lemma


@functools.cache
def _endings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"(?<=\w)(?<={row})(?:{rule['case']})$"), tuple(rule["lemma"]))
        for rule in table("case_endings")["ending"]
        for row in rule["after"].split("|")
    )


@functools.lru_cache(16384)
def lemmas(word: str) -> tuple[str, ...]:
    """The nominatives that a lower-case Cyrillic word may be a case of: "петровым" -> "петров"; most likely first."""
    found = {
        pattern.sub("", word) + lemma: None
        for pattern, lemma_endings in _endings()
        if pattern.search(word)
        for lemma in lemma_endings
    }
    return tuple(lemma for lemma in found if len(lemma) >= _SHORTEST and lemma != word)
