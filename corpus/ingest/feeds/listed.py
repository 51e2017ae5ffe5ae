"""Lists of feeds: OPML, as readers of feeds write it, or TOML by hand."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import UnreadableError
from corpus.ingest.decode import NotTextError, decode
from corpus.ingest.feeds.sound import Element, decoded, tree
from corpus.ingest.feeds.values import absolute, plain

MOST = 20_000  # feeds of one list
_DEEP = 20  # groups within groups whose names are kept


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to be watched. `outlet` is whose it is, where whoever made the list says so; `every` in minutes."""

    address: str
    title: str = ""
    group: str = ""  # names of the groups around it, outermost first, with / between
    outlet: str = ""
    every: int | None = None


def read_list(content: bytes, source: str) -> tuple[Subscription, ...]:
    """The feeds of a list, each once, in its order; UnreadableError where it is none."""
    found = _toml(content, source) if source.lower().endswith(".toml") else _opml(content, source)
    unique: dict[str, Subscription] = {}
    for each in found:
        unique.setdefault(each.address, each)
    if not unique:
        raise UnreadableError(source, "a list without the address of any feed")
    return tuple(unique.values())


def _opml(content: bytes, source: str) -> list[Subscription]:
    root, _ = tree(decoded(content, source))
    if root is None or not isinstance(root.tag, str) or root.tag.rpartition("}")[2].lower() != "opml":
        raise UnreadableError(source, "no list of feeds: neither OPML nor TOML")
    return list(_outlines(root))


def _outlines(root: Element) -> Iterator[Subscription]:
    stack: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    left = MOST
    while stack and left:
        element, groups = stack.pop()
        given = {key.lower(): value for key, value in element.attrib.items()}
        name = plain(given.get("text") or given.get("title") or "")
        if address := absolute(given.get("xmlurl", ""), ""):
            left -= 1
            yield Subscription(address, plain(given.get("title", "")) or name, "/".join(groups))
        inner = (*groups, name) if name and len(groups) < _DEEP else groups
        stack.extend((child, inner) for child in reversed(element) if isinstance(child.tag, str))


def _toml(content: bytes, source: str) -> list[Subscription]:
    try:
        rows = tomllib.loads(decode(content)).get("feed", [])
    except (tomllib.TOMLDecodeError, NotTextError, RecursionError) as error:
        raise UnreadableError(source, f"no sound TOML: {error}") from error
    if not isinstance(rows, list):
        raise UnreadableError(source, "a feed is written as [[feed]], with its address")
    return [_row(row, number, source) for number, row in enumerate(rows[:MOST], 1)]


def _row(row: object, number: int, source: str) -> Subscription:
    if not isinstance(row, dict) or not isinstance(row.get("address"), str):
        raise UnreadableError(source, f"feed {number}: no address")
    address = absolute(row["address"], "")
    if not address:
        raise UnreadableError(source, f"feed {number}: its address is none of the web")
    every = row.get("every")
    if every is not None and (not isinstance(every, int) or isinstance(every, bool) or every < 1):
        raise UnreadableError(source, f"feed {number}: every is a number of minutes, 1 or more")
    title, group, outlet = (row.get(key, "") for key in ("title", "group", "outlet"))
    if not all(isinstance(each, str) for each in (title, group, outlet)):
        raise UnreadableError(source, f"feed {number}: title, group and outlet are texts")
    return Subscription(address, title, group, outlet, every)
