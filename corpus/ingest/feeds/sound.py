"""XML that strangers send, to a tree: no entity is followed, no file or address opened; small faults are mended."""

import html
import re
from typing import Any

from corpus.errors import UnreadableError
from corpus.ingest.decode import NotTextError, decode
from corpus.ingest.web.tree import markup

Element = Any  # an lxml element

_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,300}\?>")
_CLAIM = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}encoding=[\"'](?!utf-?8)", re.IGNORECASE)
_BAD = 0.002  # of the bytes: so many may be broken in a text in UTF-8
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_TOP = 4_096  # code points in which a document type stands
_REFERENCE = re.compile(r"&(?:#(\d{1,9});|#[xX]([0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_SECTION = re.compile(r"<!\[CDATA\[|<!--")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decoded(content: bytes, source: str) -> str:
    """The text of a feed without its declarations; UnreadableError where it declares entities of its own."""
    text = _FORBIDDEN.sub("", _DECLARATION.sub("", _text(content).lstrip("\ufeff \t\r\n"), count=1))
    found = _DOCTYPE.search(text[:_TOP])
    if not found:
        return text
    end = _end_of_doctype(text, found.end())
    if "<!ENTITY" in text[found.start() : end].upper():
        raise UnreadableError(source, "it declares XML entities of its own, which no feed needs: not read")
    return text[: found.start()] + text[end:]


def _text(content: bytes) -> str:
    """What bytes say: as their mark or their declaration has it, and where that is not true, as it looks."""
    broken = content.decode("utf-8", "replace").count("\ufffd")
    if broken > _BAD * len(content) and not _CLAIM.match(content):
        try:
            return decode(content)
        except NotTextError:
            pass
    return markup(content)


def tree(text: str) -> tuple[Element | None, bool]:
    """The root of a text, None where it cannot be mended; and whether it was."""
    root = _parsed(text)
    return (root, False) if root is not None else (_parsed(mended(text)), True)


def mended(text: str) -> str:
    """A text whose bare `&` and HTML's own entities are written as XML wants them; linear."""
    parts: list[str] = []
    at = 0
    for found in _SECTION.finditer(text):
        if found.start() < at:
            continue
        parts.append(_REFERENCE.sub(_reference, text[at : found.start()]))
        close = "]]>" if found[0].startswith("<![") else "-->"
        end = text.find(close, found.end())
        at = len(text) if end < 0 else end + len(close)
        parts.append(text[found.start() : at] if close == "]]>" else "")
    parts.append(_REFERENCE.sub(_reference, text[at:]))
    return "".join(parts)


def inner(element: Element) -> str:
    """All that stands in an element, as HTML: its text, or the elements that should have been escaped."""
    if len(element) == 0:
        return element.text or ""
    from lxml import etree

    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join((html.escape(element.text or "", quote=False), *parts))


def _parsed(text: str) -> Element | None:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _end_of_doctype(text: str, at: int) -> int:
    """Behind a document type, with the part in brackets that it may have."""
    shut, bracket = text.find(">", at), text.find("[", at)
    if 0 <= bracket < shut:
        shut = text.find(">", max(text.find("]", bracket), bracket))
    return shut + 1 if shut >= 0 else len(text)


def _reference(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        return _character(int(found[1]) if found[1] else int(found[2], 16))
    if found[3] is None:
        return "&amp;"
    if found[3] in _XML:
        return found[0]
    meant = html.unescape(found[0])
    return html.escape(meant) if meant != found[0] else f"&amp;{found[0][1:]}"


def _character(number: int) -> str:
    if number > 0x10FFFF or _FORBIDDEN.match(sign := chr(number)):
        return ""
    return html.escape(sign)
