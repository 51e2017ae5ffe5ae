"""Which stretch of a text is shown: whole sentences where they are short, else whole words around what matters.

Words outside quotation marks are the outlet's own: at most 300 characters of them stand in one excerpt.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from corpus.models import Span
from corpus.sentences import sentences as cut_sentences
from corpus.words import terms

LONGEST = 300  # code points outside quotation marks
WHOLE = 1_200  # code points in all
_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(r"“[^“”]{1,2000}(?:”|$)|\"[^\"]{1,2000}(?:\"|$)|«[^«»]{1,2000}(?:»|$)|„[^„“]{1,2000}(?:“|$)")
_CLOSED = re.compile(r"“[^“”]{1,1200}”|\"(?=[^\s\"])[^\"]{1,1200}\"|«[^«»]{1,1200}»|„[^„“”]{1,1200}[“”]")
_PARAGRAPH = "\n\n"
_REACH = 2_400  # code points around a stretch in which a quotation that it cuts may begin and end


def own_words(text: str) -> int:
    """How many code points stand outside quotation marks."""
    return len(text) - sum(len(quoted[0]) for quoted in _QUOTED.finditer(text))


def fits(text: str) -> bool:
    """Whether a stretch may be shown as a whole."""
    return len(text) <= LONGEST or (len(text) <= WHOLE and own_words(text) <= LONGEST)


def cut(body: str, sentence: Span, wanted: frozenset[str]) -> Span:
    """The sentence, or the stretch of whole words in it that holds most of the wanted stems, the earliest of equals."""
    text = sentence.cut(body)
    if fits(text):
        return sentence
    gaps = [(gap.start(), gap.end()) for gap in _SPACE.finditer(text)]
    starts, stops = [0, *(stop for _, stop in gaps)], [*(start for start, _ in gaps), len(text)]
    places = [term.span for term in terms(text) if term.stem in wanted]
    firsts, lasts = [place.start for place in places], [place.stop for place in places]
    best, most = _window(0, stops), -1
    for start in starts:
        window = _window(start, stops)
        held = bisect_right(lasts, window[1]) - bisect_left(firsts, window[0])
        if held > most:
            best, most = window, held
    return Span(sentence.start + best[0], sentence.start + best[1])


def unbroken(body: str, span: Span) -> Span:
    """The stretch, widened to whole sentences where it begins or ends inside a quotation, if all may be shown."""
    start = max(body.rfind(_PARAGRAPH, 0, span.start) + 1, span.start - _REACH, 0)
    end = body.find(_PARAGRAPH, span.stop)
    text = body[start : min(end if end >= 0 else len(body), span.stop + _REACH)]
    broken = _broken(text, Span(span.start - start, span.stop - start))
    if not broken:
        return span
    parts = [part for part in cut_sentences(text) if any(part.overlaps(quoted) for quoted in broken)]
    for wider in (parts, broken):
        whole = Span(
            min(span.start, start + min(one.start for one in wider)),
            max(span.stop, start + max(one.stop for one in wider)),
        )
        if fits(whole.cut(body)):
            return whole
    return span


def _broken(text: str, span: Span) -> list[Span]:
    """The quotations in which a stretch begins or ends; of straight marks, where each that opens is closed."""
    found = (
        Span(*quoted.span()) for quoted in _CLOSED.finditer(text) if quoted[0][0] != '"' or text.count('"') % 2 == 0
    )
    return [one for one in found if one.start < span.start < one.stop - 1 or one.start + 1 < span.stop < one.stop]


def marks(body: str, span: Span, wanted: frozenset[str]) -> tuple[Span, ...]:
    """Where the wanted stems stand in an excerpt, for highlighting."""
    at = span.start
    return tuple(
        Span(at + term.span.start, at + term.span.stop) for term in terms(span.cut(body)) if term.stem in wanted
    )


def around(body: str, span: Span, sentences: Iterable[Span]) -> Span:
    """A stretch with the sentence before and the one after, as far as it may be shown."""
    bounds = list(sentences)
    held = [at for at, bound in enumerate(bounds) if bound.overlaps(span)]
    if not held:
        return span
    first, last = held[0], held[-1]
    whole = Span(min(span.start, bounds[first].start), max(span.stop, bounds[last].stop))
    for before, after in ((1, 1), (1, 0), (0, 1), (0, 0)):
        start = bounds[max(0, first - before)].start if before else whole.start
        stop = bounds[min(len(bounds) - 1, last + after)].stop if after else whole.stop
        wider = Span(min(start, whole.start), max(stop, whole.stop))
        if fits(wider.cut(body)):
            return wider
    return span


def _window(start: int, stops: Sequence[int]) -> tuple[int, int]:
    """From a word's start to the last word's end within reach; a word longer than that is cut."""
    at = bisect_right(stops, start + LONGEST) - 1
    return (start, stops[at]) if at >= 0 and stops[at] > start else (start, min(start + LONGEST, stops[-1]))
