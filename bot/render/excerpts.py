"""How do the words of an article stand in a chat? On one line, in quotation marks, unable to act."""

import re
from dataclasses import dataclass

from bot.render.guard import JOINER, armed, isolated, kept, plain
from bot.render.style import Style
from corpus.models import Excerpt, Kind, Quote, Span

MARKS = frozenset("\"'“”„‘’«»")
UTTERANCE = re.compile(r"“[^“”\"]*”|\"[^“”\"]*\"|«[^«»]*»")  # has its own marks already
CURLY, ANGLED = ("“", "”"), ("«", "»")
ANGLED_IN = frozenset(("be", "kk", "ky", "ru", "tg", "uk"))  # languages whose own marks are the angled ones
THIN = "\u200a"  # between two quotation marks
ENDS = frozenset(".!?…:;\"'“”„‘’«»\n")


@dataclass(frozen=True, slots=True)
class Words:
    """Text of an excerpt as it is shown: on one line, the ranges in it that are highlighted, what stands around it."""

    text: str
    marked: tuple[tuple[int, int], ...] = ()
    opening: str = "“"
    closing: str = "”"

    def cut(self, start: int, stop: int) -> "Words":
        """A piece of it; what is cut off shows as an ellipsis."""
        marked = tuple((max(a, start) - start, min(b, stop) - start) for a, b in self.marked if a < stop and b > start)
        opening = self.opening if start == 0 else self.opening.rstrip("… ") + "… "
        closing = self.closing if stop >= len(self.text) else " …" + self.closing.lstrip("… ")
        return Words(self.text[start:stop], marked, opening, closing)


def words_of(excerpt: Excerpt) -> Words:
    """An excerpt as it is shown.

    Our own account in a brief stands without quotation marks, and so does a sentence that is shown for the utterance in
    it: marks around the whole would put the outlet's words into the speaker's mouth.
    """
    text, marked = _neutral(excerpt)
    whole = bare(excerpt)
    around = not whole and (excerpt.article.kind is Kind.BRIEF or isinstance(excerpt.quote, Quote))
    opening, closing = ("", "") if around or UTTERANCE.fullmatch(text) else _marks(excerpt)
    if not whole:
        opening, closing = _cut_out(excerpt, opening, closing)
    if text[:1] in MARKS and opening.endswith(("“", "«")):
        opening += THIN
    if text[-1:] in MARKS and closing.startswith(("”", "»")):
        closing = THIN + closing
    return Words(text, marked, opening, closing)


def _cut_out(excerpt: Excerpt, opening: str, closing: str) -> tuple[str, str]:
    """The marks, with an ellipsis where the sentence began before or goes on."""
    body, start, stop = excerpt.article.body, excerpt.span.start, excerpt.span.stop
    before, after = body[:start].rstrip(" \t")[-1:], body[stop - 1 : stop]
    rest = body[stop : stop + 2].strip()
    begun, goes_on = before and before not in ENDS, rest and after not in ENDS
    return opening + "… " if begun else opening, " …" + closing if goes_on else closing


def _marks(excerpt: Excerpt) -> tuple[str, str]:
    """Those that the excerpt's own language has."""
    return ANGLED if (excerpt.article.language or "")[:2] in ANGLED_IN else CURLY


def bare(excerpt: Excerpt) -> bool:
    """Whether the excerpt is nothing but words between quotation marks."""
    return isinstance(excerpt.quote, Quote) and excerpt.span in excerpt.quote.span


def _neutral(excerpt: Excerpt) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = excerpt.text
    if not plain(text):
        pairs = list(kept(text))
        text = "".join([char for _, char in pairs])
        at = {index: place for place, (index, _) in enumerate(pairs)}
        marked = [_place(span, excerpt.span, at, len(text)) for span in sorted(excerpt.highlights)]
    elif excerpt.highlights:
        marked = [_within(span, excerpt.span) for span in sorted(excerpt.highlights)]
    else:
        return text, ()
    return text, tuple([(a, b) for a, b in marked if a < b])


def _within(span: Span, whole: Span) -> tuple[int, int]:
    return max(span.start, whole.start) - whole.start, min(span.stop, whole.stop) - whole.start


def _place(span: Span, within: Span, at: dict[int, int], length: int) -> tuple[int, int]:
    """Where a highlight stands among the characters that are shown."""
    inside = [at[i] for i in range(span.start - within.start, span.stop - within.start) if i in at]
    return (inside[0], inside[-1] + 1) if inside else (length, length)


def joined(excerpts: tuple[Excerpt, ...]) -> Words:
    """The pieces of one utterance, parted where the outlet's own words stood."""
    opening, closing = _marks(excerpts[0]) if excerpts else CURLY
    return Words(" … ".join(words_of(excerpt).text for excerpt in excerpts), (), opening, closing)


def excerpt_text(words: Words, style: Style) -> str:
    """The excerpt in its marks, highlights set, unable to ping, link or turn."""
    text = words.text
    places = armed(text) if style.arms else ()
    if not words.marked and not places:
        return style.excerpt(f"{style.own(words.opening)}{style.own(isolated(text))}{style.own(words.closing)}")
    out, at = [], 0
    for start, stop in (*words.marked, (len(text), len(text))):
        if start < at:
            continue
        out.append(_run(text, at, start, places, style))
        if start < stop:
            out.append(style.mark(_run(text, start, stop, places, style)))
        at = stop
    inner = isolated("".join(out))
    return style.excerpt(f"{style.own(words.opening)}{inner}{style.own(words.closing)}")


def _run(text: str, start: int, stop: int, places: tuple[int, ...], style: Style) -> str:
    """A stretch of it, with a joiner at each of the places in it."""
    inside = [place for place in places if start <= place < stop]
    if not inside:
        return style.own(text[start:stop])
    ends = (*inside[1:], stop)
    return style.own(text[start : inside[0]] + "".join([JOINER + text[a:b] for a, b in zip(inside, ends, strict=True)]))
