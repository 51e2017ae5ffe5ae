"""Text as every database keeps it: PostgreSQL's ends at a NUL, and half a character is no UTF-8."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

UNFIT = re.compile("[\0\ud800-\udfff]")
SIGN = "\ufffd"  # one for one, so that spans hold
_ESCAPED = "\\u0000"

Some = TypeVar("Some")


def fit(text: str) -> str:
    """The text, with a sign in the place of each that cannot be kept."""
    return UNFIT.sub(SIGN, text) if UNFIT.search(text) else text


def may_be_unfit(packed: str) -> bool:
    """Whether JSON of texts may hold any such sign."""
    return _ESCAPED in packed or UNFIT.search(packed) is not None


def all_fit(value: Some) -> Some:
    """A frozen value with all its texts fit."""
    found: Any = value
    if type(value) is str:
        found = fit(str(value))
    elif isinstance(value, tuple):
        found = tuple(map(all_fit, value))
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{one.name: all_fit(getattr(value, one.name)) for one in fields(value)})
    return found  # type: ignore[no-any-return]  # of the same kind, whatever that is
