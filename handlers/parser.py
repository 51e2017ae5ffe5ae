"""What did somebody type? A line of a chat becomes a Request."""

import re

from handlers.messages import TERMINAL, ChatRef, Request
from handlers.spoken import words

COMMAND = re.compile(r"/(?P<command>[a-z_]\w{0,31})(?:@\w*)?(?=\s|$)\s*", re.IGNORECASE | re.ASCII)
PAGE = re.compile(rf"(?:^|\s)(?:{words('page')})\s{{1,9}}(?P<page>[1-9][0-9]{{0,3}})\s*$", re.IGNORECASE)
UNSEEN = re.compile(
    r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # turns, joins or hides what is around it


def parse(
    line: str,
    *,
    chat: ChatRef = TERMINAL,
    asker: int | None = None,
    is_admin: bool = True,
    language: str = "en",
    reply_text: str = "",
    page: int = 1,
) -> Request:
    """Read `/quote ushkov on troops page 2`, `/quote@dateline_bot …`, or a plain question.

    What carries no command is a question. `page` is what an unnumbered request asks for: 1, or 0 for all at once.
    """
    text = UNSEEN.sub("", line).strip()
    found = COMMAND.match(text)
    command, args = (found["command"].lower(), text[found.end() :]) if found else ("ask", text)
    asked = PAGE.search(args)
    if found and asked:
        args, page = args[: asked.start()], int(asked["page"])
    return Request(
        command=command,
        args=" ".join(args.split()),
        page=page,
        chat=chat,
        asker=asker,
        is_admin=is_admin,
        language=language,
        reply_text=reply_text,
    )
