"""HTML as the Bot API reads it: a short list of tags, everything else refused.

Stricter than Telegram in one thing: a bare ampersand and an unknown named entity, which Telegram shows as they are, are
refused here, since in a bot that escapes they mean that something was not escaped.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.refusals import Refused, bad
from tests.botapi.units import units

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
    "blockquote": "blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z0-9-]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]{1,8}|#[0-9]{1,10}|[a-zA-Z]{1,10});")
_MARK = re.compile(r"[<&]")


@dataclass(slots=True)
class _Open:
    name: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    markup: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def refusal(self, what: str, at: int | None = None) -> Refused:
        where = "" if at is None else f" at byte offset {len(self.markup[:at].encode())}"
        return bad(f"can't parse entities: {what.format(where=where)}")


def parse_html(markup: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its markup, and its entities (offset and length in UTF-16 units); Refused when it is broken."""
    reader = _Reader(markup)
    at = 0
    while mark := _MARK.search(markup, at):
        reader.write(markup[at : mark.start()])
        at = (_tag if mark[0] == "<" else _character)(reader, mark.start())
    reader.write(markup[at:])
    if reader.open:
        raise reader.refusal(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].name}"')
    found = sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.text), found


def _character(reader: _Reader, at: int) -> int:
    found = _ENTITY.match(reader.markup, at)
    if not found or (found[1][0] != "#" and found[1] not in NAMED):
        raise reader.refusal("Unescaped ampersand{where}", at)
    name = found[1]
    if name[0] != "#":
        reader.write(NAMED[name])
    else:
        code = int(f"0{name[1:]}", 16) if name[1] == "x" else int(name[1:])
        if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            raise reader.refusal("Invalid character reference{where}", at)
        reader.write(chr(code))
    return found.end()


def _tag(reader: _Reader, at: int) -> int:
    found = _TAG.match(reader.markup, at)
    if not found:
        raise reader.refusal("Unclosed start tag{where}", at)
    name = found["name"].lower()
    if found["close"]:
        _close(reader, name, at)
        return found.end()
    if name not in TAGS:
        raise reader.refusal(f'Unsupported start tag "{name}"{{where}}', at)
    if name == "blockquote" and any(other.name == name for other in reader.open):
        raise reader.refusal("Nested blockquotes are not allowed{where}", at)
    reader.open.append(_Open(name, reader.length, _attributes(reader, found["rest"], at)))
    return found.end()


def _attributes(reader: _Reader, rest: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while attribute := _ATTRIBUTE.match(rest, position):
        found[attribute[1].lower()] = (attribute[2] or "").strip("\"'")
        position = attribute.end()
    if rest[position:].strip():
        raise reader.refusal("Unexpected end of name token{where}", at)
    return found


def _close(reader: _Reader, name: str, at: int) -> None:
    if not reader.open:
        raise reader.refusal("Unexpected end tag{where}", at)
    opened = reader.open.pop()
    if name not in {"", opened.name}:
        raise reader.refusal(f'Unmatched end tag{{where}}, expected "</{opened.name}>", found "</{name}>"', at)
    if reader.length == opened.offset:
        return
    entity = {"offset": opened.offset, "length": reader.length - opened.offset, **_kind(reader, opened, at)}
    reader.entities.append(entity)


def _kind(reader: _Reader, opened: _Open, at: int) -> dict[str, Any]:
    attributes = opened.attributes
    kind = TAGS[opened.name]
    if opened.name == "a":
        return _link(attributes.get("href", ""))
    if opened.name == "span" and attributes.get("class") != "tg-spoiler":
        raise reader.refusal('Tag "span" must have class "tg-spoiler"{where}', at)
    if opened.name == "tg-time":
        return {"type": kind, "unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
    if opened.name == "tg-emoji":
        return {"type": kind, "custom_emoji_id": attributes["emoji-id"]}
    return {"type": "expandable_blockquote" if "expandable" in attributes else kind}


def _link(href: str) -> dict[str, Any]:
    address = _ENTITY.sub(lambda found: NAMED.get(found[1], found[0]), href)
    if mention := re.fullmatch(r"tg://user\?id=(\d+)", address):
        return {"type": "text_mention", "user": {"id": int(mention[1]), "is_bot": False, "first_name": "?"}}
    return {"type": "text_link", "url": address}
