"""What does a command without words ask about, in reply to a message? That message's text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.sentences import sentences
from handlers.arguments import LONGEST, readable
from handlers.messages import Desk, Request

NAMES = 16  # of a text that are tried
SHORT = 2  # words of a name without its title
TYPED = 8  # words that somebody types
MARKS = frozenset('“”„«»":')  # of words that somebody else says
QUESTION = 600  # characters of a text that are asked
NAME = re.compile(r"[^\W\d_a-zа-яіїєґ][\w’'-]{1,40}(?:\s+[^\W\d_a-zа-яіїєґ][\w’'-]{0,40}){0,3}")


def about(request: Request, desk: Desk) -> Request:
    """The request with the words replied to where it has none of its own; unchanged where there is nothing to take."""
    text = " ".join(request.reply_text.split())
    if request.args.strip() or not text or request.command not in TAKES:
        return request
    args = TAKES[request.command](text, desk)
    return replace(request, args=args, reply_text="") if args else request


def _question(text: str, _: Desk) -> str:
    """The text as far as its whole sentences can be asked."""
    stop = 0
    for sentence in sentences(text):
        if sentence.stop > QUESTION and stop:
            break
        stop = sentence.stop
    return text[: min(stop or QUESTION, QUESTION)].strip()


def _speaker(text: str, desk: Desk) -> str:
    """A short text as it is typed; of a long one, the first name whose words the corpus holds."""
    if readable(text) and len(text.split()) <= TYPED and not MARKS & set(text):
        return text
    for name in _names(text):
        best = desk.library.resolve(name).best
        if best and best.person and best.person.quotes:
            return best.person.name
    return text[:LONGEST]


def _names(text: str) -> Iterator[str]:
    """Runs of capitals, each followed by its last two words where it begins with more: a title, a sentence's first."""
    for run in list(dict.fromkeys(found[0] for found in NAME.finditer(text)))[:NAMES]:
        yield run
        if len(words := run.split()) > SHORT:
            yield " ".join(words[-SHORT:])


def _topic(text: str, _: Desk) -> str:
    """A text that is short enough to be a topic; a longer one is an article."""
    return text if len(text) <= LONGEST else ""


TAKES = {"ask": _question, "quote": _speaker, "compare": _topic}
