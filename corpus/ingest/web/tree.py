"""Bytes of a web page to a tree of elements, in whatever encoding they are."""

import codecs
import re
from typing import Any

Element = Any  # an lxml.html.HtmlElement; lxml is loaded only when a page is read

_HEAD = 4096  # bytes in which a page may tell its encoding
_SAMPLE = 65_536
_CHARSET = re.compile(
    rb"""charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w:.-]{2,30})|encoding=["']([\w:.-]{2,30})""", re.IGNORECASE
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
_BAD = 0.002  # of the bytes: so many may be broken in a page of the encoding that it claims
_MOST = 3_000_000  # code points of a page's markup that are read: an hour's reading has a tenth of it
_TAGS = 60_000  # tags at most, beginnings and ends: the largest of 400 pages has a sixth of them
_HEAVY = 24_000  # tags from which a page is read by our own reckoning alone: twice as many as the largest of 400
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})(?=[\s/])[^<>]{20000,}")  # the parser is quadratic in attributes
_BALLAST = re.compile(r"<script(?![^>]{0,300}ld\+json)|<style|<!--|;base64,", re.IGNORECASE)
_ENDS = {"<script": "</script", "<style": "</style", "<!--": "-->"}
_BASE64 = re.compile(r"[\w+/=%]*")
_NOT_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def markup(content: bytes, said: str = "") -> str:
    """The text of a page's source: by its mark, what its server `said`, its own claim, or its bytes.

    What is broken in it stays readable.
    """
    return _NOT_TEXT.sub("", _decoded(content, said))


def lightened(source: str) -> str:
    """A page as it can be read: no tag with endless attributes; one too long without scripts and pictures. Linear."""
    source = _LONG_TAG.sub(r"<\1 ", source)
    if not is_too_long(source):
        return source
    kept, at, lower = [], 0, source.lower()
    while found := _BALLAST.search(source, at):
        kept.append(source[at : found.start()])
        end = _ENDS.get(found[0].lower())
        if end is None:
            at = _BASE64.match(source, found.end()).end()  # type: ignore[union-attr] # it matches the empty string too
            continue
        at = lower.find(end, found.end())
        if at < 0:
            return "".join(kept)
        at += len(end)
    return "".join((*kept, source[at:]))


def is_too_long(source: str) -> bool:
    """Whether a page's markup is more than is read."""
    return len(source) > _MOST or source.count("<") > _TAGS


def is_heavy(source: str) -> bool:
    """Whether a page has so many tags that others' readers would take minutes."""
    return source.count("<") > _HEAVY


def parse(source: str) -> Element | None:
    """The tree of a page's source, None where it holds no element."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _decoded(content: bytes, said: str) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    claimed = _known(said) or _claimed(content)
    if claimed == "utf-8" or claimed is None:
        mended = content.decode("utf-8", "replace")
        if mended.count("\ufffd") <= _BAD * len(content):
            return _mended(content)
    return content.decode(claimed if claimed not in {None, "utf-8"} else _guessed(content), "replace")


def _mended(content: bytes) -> str:
    """UTF-8 with stray bytes of a Windows code page in it."""
    parts: list[str] = []
    at = 0
    while True:
        try:
            return "".join((*parts, content[at:].decode("utf-8")))
        except UnicodeDecodeError as error:
            start, stop = at + error.start, at + error.end
            parts += [content[at:start].decode("utf-8"), content[start:stop].decode("cp1252", "replace")]
            at = stop


def _claimed(content: bytes) -> str | None:
    for found in _CHARSET.finditer(content[:_HEAD]):
        if name := _known((found[1] or found[2]).decode("ascii", "replace")):
            return None if name.startswith("utf-16") else name  # a claim that can be read as ASCII is not in UTF-16
    return None


def _known(claim: str) -> str | None:
    """An encoding by its name, as browsers read it; None for what is none of text."""
    try:
        found = codecs.lookup(claim)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):  # rot13, hex: names of Python's own
        return None
    return "cp1252" if found.name in {"iso8859-1", "ascii"} else _WIDER.get(found.name, found.name)


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], steps=5, chunk_size=512).best()
    return best.encoding if best else "cp1252"
