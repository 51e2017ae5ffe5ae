"""How much of an answer does a chat want? Short or long excerpts; in a group, one line where there is nothing."""

from collections.abc import Callable
from dataclasses import replace

from corpus.models import Excerpt, Quote, Span
from handlers.messages import Answer, ChatKind, Desk, Preferences, Request, Section, Status

Change = Callable[[Excerpt], Excerpt]
SHORT = 160  # characters of a short excerpt
CHOICES = 4  # buttons under the one line of a group


def shaped(answer: Answer, request: Request, chosen: Preferences, desk: Desk) -> Answer:
    """The answer as the chat wants it."""
    if answer.status is not Status.OK and request.chat.kind is ChatKind.GROUP:
        keeps = answer.status is Status.DID_YOU_MEAN
        return replace(answer, sections=(), note=None, actions=answer.actions[:CHOICES] if keeps else ())
    if chosen.length == "short":
        return _with(answer, _short)
    if chosen.length == "long":
        return _with(answer, lambda excerpt: _long(excerpt, desk))
    return answer


def _with(answer: Answer, change: Change) -> Answer:
    sections = tuple(
        section if section.form or section.joined else _changed(section, change) for section in answer.sections
    )
    return replace(answer, sections=sections)


def _changed(section: Section, change: Change) -> Section:
    return replace(section, excerpts=tuple(map(change, section.excerpts)))


def _long(excerpt: Excerpt, desk: Desk) -> Excerpt:
    """An outlet's sentence with those around it; an utterance stays what was said."""
    return excerpt if excerpt.quote else desk.library.context(excerpt)


def _short(excerpt: Excerpt) -> Excerpt:
    """Its first whole words, or those around the first highlight; an utterance stays whole."""
    if len(excerpt.text) <= SHORT or isinstance(excerpt.quote, Quote):
        return excerpt
    body, span = excerpt.article.body, excerpt.span
    marked = next((mark for mark in sorted(excerpt.highlights) if mark in span), Span(span.start, span.start))
    start = span.start if marked.stop - span.start <= SHORT else max(span.start, marked.start - SHORT // 3)
    if start > span.start:
        start = body.find(" ", start, marked.start + 1) + 1 or marked.start
    stop = min(span.stop, start + SHORT)
    if stop < span.stop:
        stop = max(body.rfind(" ", start, stop), marked.stop)
    kept = Span(start, stop)
    return replace(excerpt, span=kept, highlights=tuple(mark for mark in excerpt.highlights if mark in kept))
