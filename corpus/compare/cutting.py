"""Excerpts of a comparison: words between quotation marks alone, with who said them; no mark that is left open."""

from corpus.models import Article, Excerpt, Quote, QuoteKind, Span, Statement

_MARKS = ' \n\t"“”„«»'


def excerpt(article: Article, span: Span, words: Span, quote: Quote | Statement | None = None) -> Excerpt:
    """The excerpt that states `words`; of a quotation only what stands in its marks, and none that is cut off."""
    said = [one for one in article.quotes if one.kind is not QuoteKind.SCARE]
    own = next((one for one in said if words in one.span and _alone(article.body, span, one.span)), None)
    if own is not None:
        inner = Span(max(span.start, own.span.start), min(span.stop, own.span.stop))
        return Excerpt(article, inner, (words,), quote or own)
    torn = next((one.span for one in said if words.stop <= one.span.start < span.stop < one.span.stop), None)
    if torn is not None:
        kept = article.body[span.start : torn.start].rstrip(_MARKS)
        span = Span(span.start, max(words.stop, span.start + len(kept)))
    return Excerpt(article, span, (words,), quote)


def _alone(body: str, span: Span, quote: Span) -> bool:
    """Whether a stretch holds nothing but words of the quotation and its marks."""
    outside = body[span.start : max(span.start, quote.start)] + body[min(span.stop, quote.stop) : span.stop]
    return not outside.strip(_MARKS)
