"""The words of a text as they are held against each other: a contraction is the words that it stands for.

`They’re` is read as `they are`, and `it’s` as `it` and a word that may be `is` or `has`.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.models import Span
from corpus.words import Term, fold, terms, word_list

_S = "'s"  # which terms leave out as the ending of a possessive


def worded(text: str) -> tuple[Term, ...]:
    """Every word of a text in order; those of a contraction share its letters between them."""
    return tuple(part for term in terms(text) for part in _parts(term, text))


def same(word: str, other: str) -> bool:
    """Whether two folded words are one, or one is a short form that may stand for the other."""
    return word == other or other in _forms().get(word, ()) or word in _forms().get(other, ())


def _parts(term: Term, text: str) -> Iterator[Term]:
    start, stop = term.span.start, term.span.stop
    data = word_list("checking")["contracted"]
    found = _contraction().fullmatch(term.word) if "'" in term.word or term.word in data["bare"] else None
    if found and len(term.word) == stop - start:
        at = start + found.end("head")
        yield _part(data["heads"].get(found["head"], found["head"]), start, at)
        yield _part(data["tails"][found["tail"].replace("'", "")], at, stop)
        return
    yield term
    if term.word in data["before_s"] and fold(text[stop : stop + len(_S)]) == _S:
        yield _part(_S, stop, stop + len(_S))


def _part(word: str, start: int, stop: int) -> Term:
    return Term(Span(start, stop), word, word, stop=True)


@cache
def _contraction() -> re.Pattern[str]:
    tails = sorted(word_list("checking")["contracted"]["tails"])
    return re.compile(rf"(?P<head>\w+?)(?P<tail>n't|'?(?:{'|'.join(tails)}))")


def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = word_list("checking")["contracted"]["forms"]
    return forms
