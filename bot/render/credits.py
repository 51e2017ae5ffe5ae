"""Whose words are these? The line under an excerpt: speaker, day, relay, medium, outlet chain, link."""

from collections.abc import Iterator

from bot.render.excerpts import bare
from bot.render.phrases import worded
from bot.render.style import WEB, Style
from corpus.models import Excerpt, Quote, Statement
from handlers.credits import credit as told
from handlers.messages import Message, Section, msg

LIKELY = 0.8  # a speaker less sure than this shows as "probably"
KNOWN = 0.5  # and less than this not at all


def credit(excerpt: Excerpt, section: Section, style: Style, language: str) -> str:
    """`said 8 Dec 2021 · RT (inferred; state), 8 Dec 2021 · no link`, in a form no excerpt can take."""
    parts = tuple(_parts(excerpt, section))
    line = worded(msg("dots", parts=parts), style, language)
    url = excerpt.article.url
    if url and WEB.fullmatch(url):
        link = style.link(worded(msg("credit.link"), style, language), url)
    else:
        link = worded(msg("credit.nolink"), style, language)
    return style.credit(f"{line} · {link}")


def _parts(excerpt: Excerpt, section: Section) -> Iterator[str | Message]:
    quote = excerpt.quote
    if quote:
        unsure = KNOWN <= quote.confidence < LIKELY
        if (section.speakers or unsure) and (section.spoken or bare(excerpt)):
            yield _speaker(quote)
        if quote.said_on:
            yield msg("credit.said", day=quote.said_on)
        elif section.spoken:
            yield msg("credit.said.unknown")
        if quote.relay:
            yield msg("credit.relay", relay=quote.relay)
        if quote.medium:
            yield msg("credit.medium", medium=quote.medium)
    yield told(excerpt)


def _speaker(quote: Quote | Statement) -> str | Message:
    if not quote.speaker or quote.confidence < KNOWN:
        return msg("credit.speaker.unknown")
    return quote.speaker if quote.confidence >= LIKELY else msg("credit.probably", speaker=quote.speaker)
