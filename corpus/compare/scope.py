"""Which articles a comparison is of, and which of them are one text."""

from collections.abc import Sequence

from corpus.compare.topic import Topic
from corpus.concepts import concepts
from corpus.ingest.copies import copies
from corpus.models import Article, Event

_SHORT = 60  # words below which only equal texts are one
_MOST = 40  # articles of one comparison


def chosen(
    articles: Sequence[Article], events: Sequence[Event], topic: Topic, outlets: tuple[str, str] | None
) -> tuple[Article, ...]:
    """The articles of both outlets, or all; of a large corpus those that tell the topic, else the main story's."""
    mine = [article for article in articles if outlets is None or _by(article, outlets)]
    mine.sort(key=lambda article: (article.published or "", article.id))
    if len(mine) > _MOST:
        mine = _telling(mine, events, topic)
    return tuple(mine)


def _by(article: Article, outlets: tuple[str, str]) -> bool:
    wanted = {outlet.casefold() for outlet in outlets}
    return any(hop.outlet and hop.outlet.casefold() in wanted for hop in article.provenance.chain)


def _telling(articles: Sequence[Article], events: Sequence[Event], topic: Topic) -> list[Article]:
    """Those that tell the fitting event that most outlets tell, the newest of them."""
    best = max(events, key=lambda event: (_fits(event, topic), _outlets(event), event.when), default=None)
    ids = {mention.article.id for mention in best.mentions} if best else set()
    if topic.words:
        ids |= {article.id for article in articles if topic.covered(concepts(article.title or ""))}
    found = [article for article in articles if article.id in ids] or list(articles)
    return found[-_MOST:]


def _fits(event: Event, topic: Topic) -> bool:
    if topic.days and not any(event.when.overlaps(day) for day in topic.days):
        return False
    said = concepts(" ".join((*event.words, *(mention.text for mention in event.mentions[:12]))))
    return topic.covered(said)


def _outlets(event: Event) -> int:
    return len(set(event.outlets()))


def kept_groups(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """As `copy_groups`, of articles of one corpus, which knows its copies."""
    groups: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda one: one.id):
        groups.setdefault(article.witness, []).append(article)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def copy_groups(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Articles that print one text, each group sorted by id. Two reports of a sentence or two are alike by chance."""
    by_id = {article.id: article for article in articles}
    groups = (tuple(by_id[key] for key in group) for group in copies(articles))
    return tuple(group for group in groups if _long(group) or len({_bare(article) for article in group}) == 1)


def _long(group: Sequence[Article]) -> bool:
    return all(len(article.body.split()) >= _SHORT for article in group)


def _bare(article: Article) -> str:
    return " ".join(article.body.split()).casefold()
