"""Which language does somebody get? The one of their tag that there are texts in, else the nearest, else English."""

import functools
from importlib import resources

FALLBACK = "en"
NAMES = {"en": "English", "ru": "Русский", "uk": "Українська"}
# Whose own language has no texts here yet, but who mostly read another that has.
NEAREST = {"be": "ru", "kk": "ru", "ky": "ru", "tg": "ru", "tt": "ru"}


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that there are texts in, English first."""
    files = (file.name for file in resources.files("bot.words").iterdir())
    return (FALLBACK, *sorted(name.removesuffix(".po") for name in files if name.endswith(".po")))


def nearest(tag: str) -> str:
    """The language of an IETF tag, or of a locale's name: `uk-UA` and `uk_UA.UTF-8` are `uk`."""
    code = tag.replace("_", "-").partition("-")[0].partition(".")[0].lower()
    code = NEAREST.get(code, code)
    return code if code in languages() else FALLBACK
