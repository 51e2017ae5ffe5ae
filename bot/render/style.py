"""How does a block look? Three styles: none, Telegram's HTML, and rich's markup for a terminal.

Escaping happens here and nowhere else: `own` and `foreign` take text, everything else takes what these two made.
"""

import html
import re
from typing import Protocol

from bot.render.guard import disarmed, harmless, isolated, neutral

TELEGRAM = 4096  # UTF-16 units a message
ENDLESS = 10**9
LONG = 600  # characters of an excerpt that a chat folds
WEB = re.compile(r"https?://[^\s\"'<>]{1,400}", re.IGNORECASE)


class Style(Protocol):
    """Text made into markup; `limit` counts UTF-16 units of a page, markup included.

    `arms` tells whether the chat makes links, mentions and commands out of text by itself.
    """

    limit: int
    arms: bool

    def __hash__(self) -> int: ...
    def own(self, text: str) -> str: ...
    def foreign(self, text: str) -> str: ...
    def strong(self, marked: str) -> str: ...
    def code(self, text: str) -> str: ...
    def pre(self, text: str) -> str: ...
    def mark(self, marked: str) -> str: ...
    def excerpt(self, marked: str) -> str: ...
    def credit(self, marked: str) -> str: ...
    def link(self, marked: str, url: str) -> str: ...


class Plain:
    """Text for a pipe, a log, a citation."""

    limit = ENDLESS
    arms = False

    def own(self, text: str) -> str:
        """The bot's own words."""
        return text

    def foreign(self, text: str) -> str:
        """Words from outside, on one line, unable to turn what is around them."""
        return isolated(neutral(text))

    def strong(self, marked: str) -> str:
        """A heading."""
        return marked

    def code(self, text: str) -> str:
        """A line to be typed."""
        return neutral(text)

    def pre(self, text: str) -> str:
        """Lines to be copied as they stand."""
        return text

    def mark(self, marked: str) -> str:
        """The words of an excerpt that matter."""
        return marked

    def excerpt(self, marked: str) -> str:
        """An excerpt in its quotation marks."""
        return marked

    def credit(self, marked: str) -> str:
        """A credit: the only line that is indented."""
        return f"   {marked}"

    def link(self, marked: str, url: str) -> str:
        """Where the original stands."""
        return f"{marked}: {neutral(url)}"


class Html(Plain):
    """Telegram's HTML."""

    limit = TELEGRAM
    arms = True

    def own(self, text: str) -> str:
        """The bot's own words."""
        return html.escape(text, quote=False)

    def foreign(self, text: str) -> str:
        """Words from outside, that cannot ping, command or link either."""
        if harmless(text):
            return text
        return html.escape(isolated(disarmed(neutral(text))), quote=False)

    def strong(self, marked: str) -> str:
        """A heading."""
        return f"<b>{marked}</b>"

    def code(self, text: str) -> str:
        """A line to be typed: Telegram makes no link inside."""
        return f"<code>{html.escape(neutral(text), quote=False)}</code>"

    def pre(self, text: str) -> str:
        """Lines to be copied: Telegram makes no link inside."""
        return f"<pre>{html.escape(text, quote=False)}</pre>"

    def mark(self, marked: str) -> str:
        """The words of an excerpt that matter."""
        return f"<b>{marked}</b>"

    def excerpt(self, marked: str) -> str:
        """An excerpt in a quotation block, folded when it is long."""
        return f"<blockquote{' expandable' if len(marked) > LONG else ''}>{marked}</blockquote>"

    def credit(self, marked: str) -> str:
        """A credit: the only line that is slanted."""
        return f"   <i>{marked}</i>"

    def link(self, marked: str, url: str) -> str:
        """Where the original stands, if that is an address of the web."""
        return f'<a href="{html.escape(url)}">{marked}</a>' if WEB.fullmatch(url) else self.foreign(url[:400])


class Terminal(Plain):
    """Markup of rich."""

    def own(self, text: str) -> str:
        """The bot's own words."""
        from rich.markup import escape

        return escape(text)

    def foreign(self, text: str) -> str:
        """Words from outside."""
        return self.own(isolated(neutral(text)))

    def strong(self, marked: str) -> str:
        """A heading."""
        return f"[bold]{marked}[/bold]"

    def code(self, text: str) -> str:
        """A line to be typed."""
        return f"[cyan]{self.own(neutral(text))}[/cyan]"

    def pre(self, text: str) -> str:
        """Lines to be copied."""
        return self.own(text)

    def mark(self, marked: str) -> str:
        """The words of an excerpt that matter."""
        return f"[bold]{marked}[/bold]"

    def credit(self, marked: str) -> str:
        """A credit: the only line that is indented and dim."""
        return f"   [dim]{marked}[/dim]"

    def link(self, marked: str, url: str) -> str:
        """Where the original stands."""
        return f"{marked} {self.own(neutral(url))}"


PLAIN, HTML, TERMINAL = Plain(), Html(), Terminal()
