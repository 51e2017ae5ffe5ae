"""Reading an article for comparisons: what holds of it whatever it is compared with."""

from functools import lru_cache

from corpus.compare.bearing import clauses
from corpus.compare.counts import counted
from corpus.compare.measures import lasting
from corpus.compare.noted import Notes, Traits
from corpus.compare.polarity import turns
from corpus.compare.speech import Heard, passages
from corpus.compare.traits import formed, located
from corpus.compare.wording import likened, sayings
from corpus.events.frames import Frame, frames
from corpus.events.study import READ, study
from corpus.models import Article
from corpus.results import Slot


@lru_cache(maxsize=READ)
def notes(article: Article) -> Notes:
    """What a comparison takes from an article; the same article is read once."""
    read, told = study(article), frames(article)
    heard = Heard(read)
    sentences = tuple(passages(heard))
    return Notes(
        article,
        dict(enumerate(sentences)),
        read.cast,
        tuple(clauses(heard, sentences)),
        tuple(turns(read, sentences)),
        tuple(counted(heard)),
        tuple(lasting(read)),
        tuple(sayings(heard)),
        tuple(map(_traits, told)),
        told,
    )


def _traits(frame: Frame) -> Traits:
    return Traits(
        tuple(located(frame)), tuple(formed(frame, Slot.FORMAT)), tuple(formed(frame, Slot.NAMING)), likened(frame)
    )
