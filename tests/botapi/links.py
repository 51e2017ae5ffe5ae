"""The entities that Telegram finds by itself in any text: @names, /commands, addresses, #tags.

Not looked for inside code, preformatted text and links. Where Telegram's own rules are not public, these find more
rather than less, so that what passes here does not ping or link there.
"""

import re
from typing import Any

from tests.botapi.units import units

_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge "
    "gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh "
    "ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw "
    "mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb "
    "sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug "
    "uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_DOMAINS = "com org net info biz gov edu mil int app dev news press media online site xyz рф укр бел"
TLDS = frozenset(f"{_COUNTRIES} {_DOMAINS}".split())

_URL = r"(?P<url>(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]{0,20})://)?(?P<host>(?:[\w-]{1,63}\.){1,10}(?P<tld>[^\W\d_]{2,20}))(?![\w@])(?::\d{1,5})?(?:[/?#][^\s<>\"'“”]{0,2048})?)"
_EMAIL = r"(?P<email>[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,20})"
_MENTION = r"(?P<mention>(?<![\w@])@[a-zA-Z0-9_]{2,32}(?![\w]))"
_COMMAND = r"(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>]))"
_HASHTAG = r"(?P<hashtag>(?<!\w)#\w{0,100}[^\W\d]\w{0,100})"
_CASHTAG = r"(?P<cashtag>(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$]))"
_PHONE = r"(?P<phone_number>(?<!\w)\+\d{9,15}(?!\w))"
_ANY = re.compile(
    "|".join((rf"(?<![\w.@-]){_EMAIL}", _MENTION, rf"(?<![\w.@-]){_URL}", _COMMAND, _HASHTAG, _CASHTAG, _PHONE))
)
_COVERED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
_SCHEMES = {"http", "https", "ftp", "tg", "ton", "tonsite"}


def automatic(text: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities found in a text, but for what the given ones cover; offsets in UTF-16 units."""
    covered = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in _COVERED]
    found = []
    for match in _ANY.finditer(text):
        kind = next(name for name in _KINDS if match.groupdict().get(name))
        if kind == "url" and not _is_address(match):
            continue
        offset = units(text[: match.start()])
        length = units(match[0])
        if not any(first < offset + length and offset < last for first, last in covered):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


_KINDS = ("email", "mention", "url", "bot_command", "hashtag", "cashtag", "phone_number")


def _is_address(match: re.Match[str]) -> bool:
    scheme = match["scheme"]
    return scheme.lower() in _SCHEMES if scheme else match["tld"].lower() in TLDS
