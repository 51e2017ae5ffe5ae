"""Whether two spellings in articles name the same person: strict, no typing errors forgiven."""

from collections.abc import Sequence

from corpus.names.data import words
from corpus.names.fold import Token, mixed, tokens
from corpus.names.match import is_patronymic
from corpus.names.sounds import skeleton
from corpus.names.variants import same_given, same_sound


def same_person(a: str, b: str) -> bool:
    """Whether two spellings, as articles print them, name one person: "Yury" and "Yuri", an initial, a patronymic.

    A bare family name is the same as nobody's; a word of mixed scripts is the same as itself alone.
    """
    if a == b:
        return True
    if mixed(a) or mixed(b):
        return False
    one, other = _core(a), _core(b)
    if len(one) < 2 or len(other) < 2:
        return len(one) == len(other) == 1 and same_sound(one[0], other[0])
    return _paired(one, other) or (len(one) == len(other) == 2 and _paired(one, other[::-1]))


def _core(name: str) -> tuple[Token, ...]:
    """The words that tell people apart: no particles, and no patronymic beside a given and a family name."""
    said = [token for token in tokens(name) if token.text not in words("name_parts", "particle")]
    plain = [token for token in said if not is_patronymic(token.text)]
    return tuple(plain if len(plain) >= 2 else said)


def _paired(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Family names sound the same; a lone given name is one of the other's, several are the same in their order."""
    if one[-1].initial or other[-1].initial or not same_sound(one[-1], other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    if len(short) == 1:
        return any(_same_given(short[0], token) for token in long)
    return all(_same_given(a, b) for a, b in zip(short, long, strict=False))


def _same_given(a: Token, b: Token) -> bool:
    if a.initial or b.initial:
        return a.text[0] == b.text[0]
    return same_sound(a, b) or same_given(a.text, b.text)


def family(name: str) -> str:
    """What the family name sounds like: names of one person share it; empty for no name."""
    core = _core(name)
    return skeleton(core[-1].text) if core else ""
