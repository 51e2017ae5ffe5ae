"""An Answer as JSON: the stable interface that programs read, in English."""

import json
from collections.abc import Iterable
from typing import Any

from bot.words import say
from corpus.models import Excerpt
from handlers.messages import Action, Answer, Message, Section


def line(answer: Answer) -> str:
    """The answer on one line."""
    return json.dumps(plain(answer), ensure_ascii=False)


def plain(answer: Answer) -> dict[str, Any]:
    """The answer as the design's machine interface has it."""
    return {
        "status": str(answer.status),
        "heading": say(answer.heading),
        "sections": [_section(section) for section in answer.sections],
        "actions": [_action(action) for action in answer.actions],
        "note": _said(answer.note),
    }


def _said(message: Message | None) -> str | None:
    return say(message) if message else None


def _section(section: Section) -> dict[str, Any]:
    notes = "\n".join(say(note) for note in section.notes)
    return {
        "title": _said(section.title) or notes or None,
        "when": section.when.iso if section.when else None,
        "relation": section.relation,
        "slot": section.slot,
        "excerpts": [_excerpt(excerpt) for excerpt in _each_once(section)],
    }


def _each_once(section: Section) -> Iterable[Excerpt]:
    """The same stretch of the same article stands once in a section."""
    return {(e.article.id, e.span): e for e in (*section.excerpts, *section.also)}.values()


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    article, quote = excerpt.article, excerpt.quote
    return {
        "text": excerpt.text,
        "credit": excerpt.credit,
        "outlet": article.provenance.outlet,
        "published": article.published,
        "article": article.id,
        "source": article.source,
        "start": excerpt.span.start,
        "stop": excerpt.span.stop,
        "speaker": quote.speaker if quote else None,
        "relay": quote.relay if quote else None,
        "medium": quote.medium if quote else None,
        "said_on": quote.said_on.isoformat() if quote and quote.said_on else None,
        "url": article.url,
    }


def _action(action: Action) -> dict[str, str]:
    return {"label": say(action.label), "request": action.request.line}
