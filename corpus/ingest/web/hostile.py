"""Why a page holds no article: a reason that tells its reader what to do."""

import re
from collections.abc import Sequence

from corpus.ingest.web.blocks import Block
from corpus.ingest.web.meta import Meta
from corpus.ingest.web.tree import Element
from corpus.words import word_list

_LOOKED_AT = 20_000  # code points of the page's words


def why_no_article(source: str, root: Element, meta: Meta, printed: Sequence[Block]) -> str:
    """One line on a page without an article."""
    if next(root.iter("frameset", "frame"), None) is not None:
        return "a page of frames: its article stands in another page, save that one"
    shown = " ".join(block.text for block in printed)[:_LOOKED_AT].lower()
    for wall, reason in _WALLS.items():
        if any(phrase in shown for phrase in _phrases(wall)):
            return reason
    if _is_locked(meta):
        return _WALLS["paywall"]
    if not re.search(r"</html|</body", source[-2_000:], re.IGNORECASE) and "<body" in source.lower():
        return "a web page that breaks off before any article"
    if not shown and sum(1 for _ in root.iter("script")) >= 1:
        return _WALLS["script"]
    if not shown and next(root.iter("iframe", "embed", "object"), None) is not None:
        return "a page of frames: its article stands in another page, save that one"
    return "a web page without an article: no paragraphs of prose" if shown else "a web page with nothing in it"


def instead_of_article(meta: Meta, title: str | None, body: str, printed: Sequence[Block]) -> str:
    """Why a page with a few lines of prose is no article; empty where it is one.

    Its title says that there is none, or it asks for money to read on.
    """
    words = len(body.split())
    if words >= _STUB:
        return ""
    if words < _TEASER and (_is_locked(meta) or _asks_for_money(printed)):
        return _WALLS["paywall"]
    named = f"{title or ''} {meta.title}".lower()
    walls = ("gone", "robots")
    return next((_WALLS[wall] for wall in walls if any(each in named for each in _phrases(wall))), "")


def _is_locked(meta: Meta) -> bool:
    """Whether a page says of its article that it is not free to read."""
    if any(str(node.get("isAccessibleForFree")).lower() == "false" for node in meta.articles or meta.nodes):
        return True
    return meta.first("article:content_tier").lower() == "locked"


def _asks_for_money(printed: Sequence[Block]) -> bool:
    """Whether a page says that its article goes on for those who pay; that one may subscribe says every page."""
    shown = (block.text.lower() for block in printed if len(block.words) <= _TEASER)
    return any(phrase in text for text in shown for phrase in _phrases("stub"))


def _phrases(wall: str) -> list[str]:
    return [str(phrase) for phrase in word_list("web")["walls"][wall]["words"]]


_TEASER = 60  # words: what is shown before a paywall; there are free articles as short
_STUB = 150  # words: a page that says that it was not found may say so at length
_WALLS = {
    "robots": "a check for robots instead of the article: save the page from a browser",
    "script": "a page whose text comes by script: save it from a browser",
    "paywall": "a paywall: the article is not on the page",
    "cookies": "a question about cookies instead of the article: answer it, then save the page",
    "gone": "a page that says that it was not found",
}
