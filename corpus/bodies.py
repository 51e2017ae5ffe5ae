"""Whether a speaker is a person or a body of people."""

from functools import cache

from corpus.words import word_list


@cache
def _bodies() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("bodies")
    return frozenset(lists["heads"]["words"]), frozenset(lists["seats"]["words"])


def kind_of(name: str) -> str:
    """Whether a speaker's name is a body's: "org", or "person"."""
    heads, seats = _bodies()
    bare = name.removeprefix("the ").removeprefix("The ")
    body = bare in seats or any(word in heads for word in bare.split()) or (bare.isupper() and len(bare) > 1)
    return "org" if body else "person"
