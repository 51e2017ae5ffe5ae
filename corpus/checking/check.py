"""Did somebody say that? Verbatim, cut, altered, another speaker, the outlet's own words, or not found."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from corpus.ask.spelling import Speller
from corpus.checking import candidates
from corpus.checking.align import ELLIPSIS, LONGEST, WIDEST, Alignment, Pair, Step, align, pieces, spans
from corpus.checking.claims import Claim, claims
from corpus.checking.differing import differences, written
from corpus.checking.worded import worded
from corpus.models import Excerpt, Person, Quote, Span, Statement
from corpus.people import People, is_name
from corpus.results import CheckedQuote, Finding, Match, Resolution, Said
from corpus.sentences import sentences
from corpus.store import Generation
from corpus.words import Term, fold

ENDED = re.compile(r"[.!?…]")
LEAST = 0.6  # of a claim's weight that must stand in an utterance for it to be the same, altered
PAIRS = 400_000  # of a claimed and a printed word that are looked at for one claim: about a quarter of a second
LENIENT = 0.54  # where whoever is named did say it, in so many words that agree:
MANY = 5
EXACT = 0.97  # of it, for the outlet's own words
SEVERAL = 2  # sentences of a claim
FEWEST = 3  # words that must agree in an altered quotation
TELLING = 2  # of them, words that tell something


@dataclass(frozen=True, slots=True)
class Held:
    """What claims are held against."""

    generation: Generation
    speller: Speller
    people: People


@dataclass(frozen=True, slots=True)
class _Fit:
    """An utterance with the claim laid into it."""

    said: Said
    aligned: Alignment
    fits: bool  # whether the claimed speaker said it
    within: bool = False  # a sentence that holds the whole claim

    @property
    def merit(self) -> tuple[float, bool, bool, int]:
        """Nearness, then the claimed speaker, then quotation marks, then little left out."""
        quoted = isinstance(self.said.excerpt.quote, Quote)
        return round(self.aligned.share, 2), self.fits, quoted, -self.aligned.before - self.aligned.behind


def check(text: str, held: Held) -> tuple[CheckedQuote, ...]:
    """The quotations of a message, each with what the corpus has of it."""
    people = held.people
    return tuple(_checked(claim, held) for claim in claims(text, lambda name: _named(people.resolve(name))))


def _named(found: Resolution) -> bool:
    return found.status in {Match.ACCEPT, Match.AMBIGUOUS} and not found.topic


def _checked(claim: Claim, held: Held) -> CheckedQuote:
    said = pieces(claim.words)
    words = [term for piece in said for term in piece]
    if len(words) < FEWEST or all(term.stop for term in words):
        return CheckedQuote(claim.words, (Finding.TOO_SHORT,), claim.speaker)
    meant = held.people.resolve(claim.speaker) if claim.speaker else None
    named = meant.best.name if meant and meant.best else claim.speaker
    found = [
        _Fit(one, align(said, printed, held.speller.has, _opening(one, printed)), _said_by(one, claim.speaker, meant))
        for one, printed in _affordable(len(words), candidates.utterances(claim.words, held.generation, held.speller))
    ]
    near = [fit for fit in found if _near(fit, named)]
    near = near or [fit for fit in (_apart(each, claim, held) for each in found) if _near(fit, named)]
    best = max(near, key=lambda fit: fit.merit, default=None)
    best = _apart(best, claim, held) if best else _outlets_own(claim, said, held)
    if best is None:
        return CheckedQuote(claim.words, (Finding.NOT_FOUND,), named)
    if not isinstance(best.said.excerpt.quote, Quote):
        inner = (replace(fit, within=True) for fit in found if _inside(fit, best))
        best = max(inner, key=lambda fit: fit.merit, default=best)
    return _judged(CheckedQuote(claim.words, (), named), best, claim, held)


def _apart(fit: _Fit, claim: Claim, held: Held) -> _Fit:
    """The claim laid in sentence by sentence, where only what stands between two of its sentences is left out."""
    ends = [span.stop for span in sentences(claim.words)]
    if len(ends) < SEVERAL or not fit.aligned.altered or ELLIPSIS.search(claim.words):
        return fit
    words = worded(claim.words)[:LONGEST]
    said = [list(part) for _, part in groupby(words, lambda term: bisect_left(ends, term.span.stop))]
    aligned = align(said, _printed(fit.said), held.speller.has)
    if aligned.altered:
        return fit
    pairs = (replace(pair, step=Step.LEFT_OUT) if pair.step is Step.SKIPPED else pair for pair in aligned.pairs)
    return replace(fit, aligned=replace(aligned, pairs=tuple(pairs)))


def _inside(fit: _Fit, sentence: _Fit) -> bool:
    """Whether some of the words stand in quotation marks within a sentence that has them all."""
    inner, outer = fit.said.excerpt, sentence.said.excerpt
    if not isinstance(inner.quote, Quote) or inner.article.id != outer.article.id:
        return False
    if not (inner.span.start < outer.span.stop and outer.span.start < inner.span.stop):
        return False
    return fit.aligned.matched >= FEWEST and (not fit.aligned.altered or bool(_outside(fit.aligned)))


def _outside(aligned: Alignment) -> tuple[Sequence[Pair], ...]:
    """The claimed words before and behind those that the utterance has; none where others differ too."""
    pairs = aligned.pairs
    inner = [at for at, pair in enumerate(pairs) if pair.step is not Step.ADDED]
    first, last = (inner[0], inner[-1] + 1) if inner else (0, 0)
    edges = tuple(edge for edge in (pairs[:first], pairs[last:]) if edge)
    return edges if sum(map(len, edges)) == len(aligned.altered) else ()


def _affordable(words: int, said: Sequence[Said]) -> Iterator[tuple[Said, tuple[Term, ...]]]:
    """Utterances with their words, the likeliest first, as many as can be aligned while somebody waits."""
    left = PAIRS
    for one in said:
        printed = _printed(one)
        left -= words * min(len(printed), WIDEST)
        if left < 0:
            return
        yield one, printed


def _near(fit: _Fit, named: str) -> bool:
    """Whether the words are those of the claim, altered at most; reports without marks must hold all of them."""
    aligned = fit.aligned
    if isinstance(fit.said.excerpt.quote, Statement):
        return aligned.share >= EXACT and not aligned.altered
    agreeing = [pair.said for pair in aligned.pairs if pair.step in {Step.SAME, Step.SLIP}]
    telling = sum(not term.stop for term in agreeing if term)
    whole = not aligned.altered
    if named and fit.fits and aligned.matched >= MANY and aligned.share >= LENIENT:
        return True
    return aligned.share >= LEAST and aligned.matched >= FEWEST and (whole or telling >= TELLING)


def _outlets_own(claim: Claim, said: Sequence[Sequence[Term]], held: Held) -> _Fit | None:
    """A sentence that holds the very words, where no utterance does."""
    for excerpt in candidates.sentences(claim.words, held.generation, held.speller):
        aligned = align(said, _terms(excerpt), held.speller.has)
        if aligned.share >= EXACT and not aligned.altered:
            return _Fit(Said(excerpt), aligned, fits=True)
    return None


def _judged(checked: CheckedQuote, best: _Fit, claim: Claim, held: Held) -> CheckedQuote:
    aligned, quote = best.aligned, best.said.excerpt.quote
    actual = _name(quote.speaker, held) if quote and quote.speaker else ""
    another = bool(checked.speaker) and is_name(actual) and not best.fits  # a description may be anybody's
    starts, stops = _edges(best.said)
    outside = _outside(aligned) if best.within else ()
    differing = () if outside else aligned.altered
    judged = replace(
        checked,
        actual=actual if best.fits or is_name(actual) else "",
        relay=_name(quote.relay, held) if quote and quote.relay else "",
        misrelayed=_misrelayed(claim.relay, best.said, held),
        source=_marked(best.said, spans(differing)),
        differences=differences(aligned.pairs, checked.words, best.said.excerpt.article.body) if differing else (),
        begins=isinstance(quote, Quote) and aligned.before not in starts,
        goes_on=isinstance(quote, Quote) and aligned.behind not in stops,
        gaps=any(pair.step is Step.SKIPPED for pair in aligned.pairs),
        misspelt=any(pair.step is Step.SLIP for pair in aligned.pairs),
        outside=tuple(written(checked.words, [pair.said for pair in edge if pair.said]) for edge in outside),
    )
    return replace(judged, findings=_findings(judged, another=another, quoted=isinstance(quote, Quote)))


def _findings(judged: CheckedQuote, *, another: bool, quoted: bool) -> tuple[Finding, ...]:
    holds = {
        Finding.SPEAKER: another,
        Finding.PARTLY: bool(judged.outside),
        Finding.ALTERED: bool(judged.differences),
        Finding.CUT: quoted and (judged.begins or judged.goes_on or judged.gaps),
        Finding.INDIRECT: not quoted,
    }
    findings = tuple(finding for finding, does in holds.items() if does)
    return findings if findings and findings != (Finding.SPEAKER,) else (*findings, Finding.VERBATIM)


def _misrelayed(claimed: str, said: Said, held: Held) -> str:
    """Who a claim says passed the words on, where everywhere that tells of it another person or medium did."""
    if not claimed:
        return ""
    every = (said.excerpt, *said.also)
    relays = [one.quote.relay for one in every if one.quote and one.quote.relay]
    carried = [*(one.quote.medium or "" for one in every if one.quote), *(one.credit for one in every)]
    if not relays or any(fold(claimed) in fold(text) for text in carried):
        return ""
    meant = held.people.resolve(claimed)
    known = [candidate.person for candidate in meant.candidates if candidate.person]
    if any(_is(relay, claimed, known) for relay in relays):
        return ""
    return meant.best.name if meant.best else claimed


def _edges(said: Said) -> tuple[frozenset[int], frozenset[int]]:
    """How many words stand before and behind where quotation marks open and close: the pieces of a split quote."""
    lengths = [len(_terms(excerpt)) for excerpt in (said.excerpt, *said.parts)]
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    stops = [sum(lengths[at:]) for at in range(1, len(lengths) + 1)]
    return frozenset(starts), frozenset(stops)


def _said_by(said: Said, speaker: str, meant: Resolution | None) -> bool:
    """Whether one of those whom a name may mean said it, in any of the articles that have it."""
    if not speaker or meant is None:
        return True
    some = meant.candidates if meant.status is Match.AMBIGUOUS else meant.candidates[:1]
    known = [candidate.person for candidate in some if candidate.person]
    voices = {one.quote.speaker for one in (said.excerpt, *said.also) if one.quote and one.quote.speaker}
    return any(_is(voice, speaker, known) for voice in voices)


def _is(voice: str, speaker: str, known: Sequence[Person]) -> bool:
    if any(voice in {person.name, *person.spellings} for person in known):
        return True
    return bool(speaker.split()) and fold(voice).split()[-1:] == fold(speaker).split()[-1:]


def _name(voice: str, held: Held) -> str:
    best = held.people.resolve(voice).best
    return best.name if best and best.person and voice in {best.name, *best.person.spellings} else voice


def _printed(said: Said) -> tuple[Term, ...]:
    return tuple(term for excerpt in (said.excerpt, *said.parts) for term in _terms(excerpt))


def _opening(said: Said, printed: Sequence[Term]) -> frozenset[int]:
    """Where the words stand that open a sentence."""
    body = said.excerpt.article.body
    return frozenset(
        term.span.start for one, term in pairwise(printed) if ENDED.search(body, one.span.stop, term.span.start)
    )


def _terms(excerpt: Excerpt) -> tuple[Term, ...]:
    """The words of an excerpt, with their places in the body."""
    at = excerpt.span.start
    found = worded(excerpt.text)
    return tuple(term._replace(span=Span(at + term.span.start, at + term.span.stop)) for term in found)


def _marked(said: Said, differing: Sequence[Span]) -> Said:
    """The utterance with the printed words that differ marked."""

    def mark(excerpt: Excerpt) -> Excerpt:
        return replace(excerpt, highlights=tuple(span for span in differing if span in excerpt.span))

    return replace(said, excerpt=mark(said.excerpt), parts=tuple(map(mark, said.parts)))
