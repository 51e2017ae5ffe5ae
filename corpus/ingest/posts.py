"""Posts of channels as articles: the channel is the outlet, since it stands above each of its posts."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.ingest.annotated import annotated
from corpus.ingest.language import language_of
from corpus.ingest.named import plain_name
from corpus.models import Article, Basis, Hop, Provenance, Role

LEAST = 20  # letters of a post that is worth keeping: less is a caption, a greeting, a link
_TITLE = 140  # characters of a first line that is a headline
_PRIVATE = 1_000_000_000_000  # what a channel's number is counted from


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it came. `number` is its own in the channel, `name` the channel's public one, empty where it has none.

    `moment` is when it was posted, in UTC. `origin` is the title of the channel that it was forwarded from, if any.
    """

    channel: int
    title: str
    number: int
    text: str
    moment: dt.datetime
    name: str = ""
    origin: str = ""

    @property
    def id(self) -> str:
        """The article's id: the same for every version of the post."""
        return f"tg{abs(self.channel)}-{self.number}"

    @property
    def url(self) -> str:
        """Where it stands; those who may see a private channel find it by its number."""
        if self.name:
            return f"https://t.me/{self.name}/{self.number}"
        return f"https://t.me/c/{abs(self.channel) - _PRIVATE}/{self.number}"


def worth_keeping(post: Post) -> bool:
    """Whether there is text enough to quote from."""
    bare = re.sub(r"https?://\S+", "", post.text)
    return sum(sign.isalpha() for sign in bare) >= LEAST


def joined(posts: Sequence[Post]) -> Post:
    """The pieces of an album as one post: the first one's number, the words of all."""
    parts = sorted(posts, key=lambda post: post.number)
    texts = dict.fromkeys(post.text.strip() for post in parts if post.text.strip())
    first = parts[0]
    return replace(first, text="\n\n".join(texts))


def post_article(post: Post) -> Article:
    """The post as an article: stated are the channel and the moment, which stand on every post."""
    body = "\n\n".join(filter(None, (" ".join(line.split()) for line in post.text.split("\n"))))
    head, _, rest = body.partition("\n\n")
    return annotated(
        Article(
            id=post.id,
            body=body,
            title=head if rest and len(head) <= _TITLE else None,
            published=post.moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M"),
            published_basis=Basis.STATED,
            language=language_of(body),
            source=post.url,
            url=post.url,
            provenance=Provenance(tuple(_hops(post))),
        )
    )


def _hops(post: Post) -> Iterator[Hop]:
    origin = plain_name(post.origin)
    if origin:
        yield Hop(origin, Role.AUTHOR, Basis.STATED)
    outlet = plain_name(post.title) or (f"@{post.name}" if post.name else str(post.channel))
    yield Hop(outlet, Role.CARRIER if origin else Role.AUTHOR, Basis.STATED)
