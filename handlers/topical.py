"""Who said anything on a topic? What /quote answers where its words name nobody."""

import difflib

from corpus.words import stems
from handlers.arguments import Wanted
from handlers.messages import Answer, Desk, Request, Status, msg
from handlers.paging import action, context, shown, why
from handlers.utterances import newest, shelved

PAGE = 5  # utterances a page
SHORT = 4  # letters of a word in which each one counts
ALIKE = 0.8  # of two words that may be one misspelt


def on_topic(request: Request, desk: Desk, asked: Wanted) -> Answer | None:
    """Quotes on a topic, whoever said them; None where there are none."""
    topic = asked.topic or asked.who
    if topic.isascii() and not stems(topic):  # words that stand in every text, and say nothing
        return None
    said = newest(desk.library.quotes_by(None, topic=topic)) if not asked.via else []
    if not any(_names(desk.library.context(one.excerpt).text, topic) for one in said[:PAGE]):
        return None
    n, sections, turn = shelved(said, request, PAGE, speakers=True)
    actions = (
        *turn,
        action(msg("action.ask"), request, "ask", topic),
        *context(request, sections),
        *why(request, sections),
    )
    return Answer(Status.OK, msg("quotes.anyone", n=n, topic=shown(topic)), sections, actions)


def _names(text: str, topic: str) -> bool:
    """Whether a text has the words of a topic, a letter or two aside: what only resembles them is another topic."""
    held = frozenset(stems(text))
    if not topic.isascii():  # another script: the library has found its words in this one
        return True
    return all(word in held or _misspelt(word, held) for word in stems(topic))


def _misspelt(word: str, held: frozenset[str]) -> bool:
    return len(word) > SHORT and bool(difflib.get_close_matches(word, held, n=1, cutoff=ALIKE))
