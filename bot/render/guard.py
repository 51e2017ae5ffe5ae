"""What may words from outside not do to a chat? Ping, command, link, turn, hide, or break a line.

Only what is shown is changed; the stored text stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterator

JOINER = "\u2060"  # a word joiner: seen by no reader, and by every matcher of names and addresses
ISOLATE, POP = "\u2068", "\u2069"
STACKED = 4  # combining marks on one letter; more would write over the lines above and below
BLANK = frozenset("\u115f\u1160\u180e\u2800\u3164\uffa0")  # letters that look like a space
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})

MENTION = r"(?<=[@#+])(?=\w)"  # @name, #tag, a.b@c.d, +380…
CASHTAG = r"(?<=\$)(?=[A-Za-z])"  # $USD
COMMAND = r"(?<![\w/]/)(?<=/)(?=\w)(?<![\w<>]/)"  # /command, not and/or
SCHEME = r"(?<=:)(?=//)"  # https://
DOMAIN = r"(?<=\w\.)(?=[^\W\d_][\w-])"  # example.com, not U.S. nor 3.5
ADDRESS = r"(?<=\d\.)(?=\d{1,3}\.\d)"  # 10.0.0.1
# All of them stand behind one of these, which is found ten times as fast as a choice of what may stand anywhere.
ARMED = re.compile(f"[@#+$/:.](?:{MENTION}|{CASHTAG}|{COMMAND}|{SCHEME}|{DOMAIN}|{ADDRESS})")
# Looked for first, since a look at each character for itself takes longer than all else of an answer: what may be left
# out or changed (anything but printable ASCII, Latin and Cyrillic letters and common punctuation), what may turn.
# Each begins with one set of characters: a choice of several beginnings takes five times as long to be looked for.
_ODD = re.compile(r"[^ -~\u00a1-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
# What most names and titles have none of: anything but Latin and Cyrillic letters, digits, blanks and marks that do
# nothing, in HTML neither; a point in a word.
_EVENTFUL = re.compile(r"[^ !'()*,\-0-9;=?A-Za-z\u00ad-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2026](?:(?<!\.)|\w)")
_MAY_TURN = re.compile(r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def plain(text: str) -> bool:
    """Whether all of it is shown as it is."""
    return "  " not in text and not _ODD.search(text)


def harmless(text: str) -> bool:
    """Whether it may stand on a line, in HTML too, as it is."""
    return text[:1] != " " and text[-1:] != " " and "  " not in text and not _EVENTFUL.search(text)


def kept(text: str) -> Iterator[tuple[int, str]]:
    """The characters that are shown, each with the index it came from.

    White space of any kind is one space; controls, marks that turn the text, and half surrogates are left out.
    """
    if plain(text):
        yield from enumerate(text)
        return
    before, stacked = "", 0
    for at, char in enumerate(text):
        shown = " " if char.isspace() or char in BLANK else char
        category = unicodedata.category(shown)
        if shown in TURNING or category in {"Cc", "Cs", "Co"} or (shown == " " == before):
            continue
        stacked = stacked + 1 if category in {"Mn", "Me"} else 0
        if stacked > STACKED:
            continue
        before = shown
        yield at, shown


def neutral(text: str) -> str:
    """The text on one line, with nothing in it that acts on its surroundings."""
    return (text if plain(text) else "".join(char for _, char in kept(text))).strip()


def armed(text: str) -> tuple[int, ...]:
    """Where a joiner must stand so that nothing in the text becomes a link, a mention or a command."""
    return tuple([match.end() for match in ARMED.finditer(text)])


def disarmed(text: str) -> str:
    """The text with a joiner at each such place."""
    return ARMED.sub(rf"\g<0>{JOINER}", text)


def turns(text: str) -> bool:
    """Whether some of it is written from right to left."""
    if text.isascii() or not _MAY_TURN.search(text):
        return False
    return any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text)


def isolated(text: str) -> str:
    """The text in an isolate where its direction could reach beyond it."""
    return f"{ISOLATE}{text}{POP}" if turns(text) else text
