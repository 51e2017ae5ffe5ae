"""Where may some words stand? Utterances and sentences that share their rarest words, most shared first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from corpus.ask.spelling import Speller
from corpus.models import Excerpt, Printed, Quote, QuoteKind
from corpus.quotations import quotations
from corpus.results import Said
from corpus.store import Generation
from corpus.store.read import Uttered
from corpus.words import fold

LOOKED = 16  # words that are looked up, the rarest
FOUND = 2_000  # rows that one of them or another may bring up
PAIRED = 5  # of the commoner words, those that are looked up two by two
BOTH = 400  # rows that a pair may bring up
POOL = 250  # utterances that are held against the words letter by letter
CLOSE = 24  # utterances that are worth a closer look
SENTENCES = 8

Weights = Mapping[str, float]


def utterances(words: str, generation: Generation, speller: Speller) -> tuple[Said, ...]:
    """The utterances that share most with some words, the same words in several articles once."""
    weights, often = _weights(words, generation, speller)
    rows: dict[int, Uttered] = {}
    for groups, limit in _queries(weights, often):
        rows.update((one.row, one) for one in generation.said(words=groups, limit=limit))
    found = sorted(rows.values(), key=lambda one: (-_shared(one.words, weights), -one.row))
    pool = [_plain(one) for one in found[:POOL]]
    articles = generation.printed(one.article for one in pool)
    near = sorted(pool, key=lambda one: -_alike(words, one, articles))[:CLOSE]
    said = quotations(near, articles, named=False)
    return tuple(each for one in said for each in (one, *_shorter(one)))


def _shorter(said: Said) -> Iterator[Said]:
    """The same words where an article prints fewer of them: what is cut there may be the whole quotation here."""
    for at, one in enumerate(said.also):
        if one.text != said.excerpt.text:
            yield Said(one, also=(said.excerpt, *said.also[:at], *said.also[at + 1 :]))


def sentences(words: str, generation: Generation, speller: Speller) -> tuple[Excerpt, ...]:
    """The sentences that share most with some words."""
    weights, often = _weights(words, generation, speller)
    rows: set[int] = set()
    for (first, *others), limit in _queries(weights, often):
        rows.update(generation.matching(first, limit, all_of=(root for group in others for root in group)))
    stored = generation.sentences(rows).values()
    found = sorted(stored, key=lambda one: (-_shared(one.words, weights), -one.row))
    articles = generation.printed(one.article for one in found[:SENTENCES])
    return tuple(Excerpt(articles[one.article], one.span) for one in found[:SENTENCES])


def _weights(words: str, generation: Generation, speller: Speller) -> tuple[dict[str, float], dict[str, int]]:
    """The stems that the words may stand for, what few sentences hold weighing more; and how many sentences do."""
    stems = {root: sure for _, forms in speller.read(words) for root, sure in forms}
    often = generation.frequencies(list(stems))
    return {root: sure / (1.0 + often.get(root, 0)) ** 0.3 for root, sure in stems.items()}, often


def _queries(weights: Weights, often: Mapping[str, int]) -> Iterator[tuple[list[list[str]], int]]:
    """Groups of words, one of each of which a row must hold, and how many rows: the rare ones, the others by pairs."""
    rare: list[str] = []
    common: list[str] = []
    total = 0
    for root in sorted(weights, key=lambda root: (often.get(root, 0), root))[:LOOKED]:
        total += often.get(root, 0)
        (rare if total <= FOUND else common).append(root)
    if rare:
        yield [rare], FOUND
    if common and not rare:
        yield [common[:1]], FOUND
    for pair in combinations([*rare[-1:], *common][:PAIRED] if common else [], 2):
        yield [[root] for root in pair], BOTH


def _alike(words: str, one: Uttered, articles: Mapping[int, Printed]) -> float:
    """How much of the words stands in an utterance in one stretch, 0 to 100."""
    article = articles.get(one.article)
    return fuzz.partial_ratio(fold(words), fold(one.said.span.cut(article.body))) if article else 0.0


def _shared(held: Iterable[str], weights: Weights) -> float:
    return sum(weights.get(root, 0.0) for root in set(held))


def _plain(one: Uttered) -> Uttered:
    """Words in marks of distance count here as well: somebody may have been quoted with them."""
    said = one.said
    if isinstance(said, Quote) and said.kind is QuoteKind.SCARE:
        return replace(one, said=replace(said, kind=QuoteKind.PARTIAL))
    return one
