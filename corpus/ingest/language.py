"""Which language a text is in."""

import unicodedata

import pycld2

_ENOUGH = 40  # code points: less is a guess
_LETTERS = {"ru": ("ыэ", "ўіїєґ"), "uk": ("їєґ", "ыэъёў"), "be": ("ў", "їєґиъ")}  # its own, and its neighbours'
_NO_TEXT = frozenset({"Cc", "Cs", "Cn", "Co"})  # kinds of signs that no language writes
_SURE = 70  # per cent of the text in its first language


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None when it is too short, mixed or unknown."""
    unread = [sign for sign in set(text) if sign not in "\n\t" and unicodedata.category(sign) in _NO_TEXT]
    clean = text.translate(dict.fromkeys(map(ord, unread))) if unread else text
    if len(clean.strip()) < _ENOUGH:
        return None
    try:
        reliable, _, found = pycld2.detect(clean, bestEffort=False)
    except pycld2.error:  # signs that the library's own check of UTF-8 refuses
        return None
    _, code, share, _ = found[0]
    sure = reliable or _spelled(clean, str(code))
    return _base(str(code)) if sure and share >= _SURE and code != "un" else None


def _spelled(text: str, code: str) -> bool:
    """Whether the letters tell this language from its neighbours: names alone make the library unsure."""
    own, others = _LETTERS.get(code, ("", ""))
    letters = set(text.lower())
    return any(letter in letters for letter in own) and not any(letter in letters for letter in others)


def _base(code: str) -> str:
    """`zh-Hant` and `zh` are one language to a reader; Norwegian goes by its older code in some lists."""
    return {"nb": "no", "iw": "he"}.get(code.split("-", maxsplit=1)[0], code.split("-", maxsplit=1)[0])
