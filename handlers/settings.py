"""/settings [KEY VALUE]: language, length of excerpts, who may ask, quiet hours, previews, news of a chat."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.messages import Action, Answer, ChatKind, Desk, Message, Preferences, Request, Section, Status, msg
from handlers.paging import action
from handlers.spoken import setting
from handlers.standing import not_here, not_theirs
from handlers.usage import usage

LENGTHS = {"short": "length.short", "normal": "length.normal", "long": "length.long"}
ASKING = {"everyone": "asking.everyone", "admins": "asking.admins"}
LANGUAGES = {"": "language.auto", "en": "language.en", "ru": "language.ru", "uk": "language.uk"}
SWITCHES = {
    ("previews", True): "action.previews.off",
    ("previews", False): "action.previews.on",
    ("news", True): "action.news.off",
    ("news", False): "action.news.on",
}
NIGHTS = ((22 * 60, 7 * 60), (23 * 60, 8 * 60))  # offered as buttons; any other can be typed
SWITCH = {"on": True, "off": False}
HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d\d))?", re.ASCII)
AUTO = "auto"


def settings(request: Request, desk: Desk) -> Answer:
    """What is set, with a button for each other choice; or one choice made."""
    refused = not_here(request) or not_theirs(request)
    if refused:
        return refused
    chosen = desk.chats.preferences(request.chat)
    if request.args:
        key, value = _read(request.args.lower().split())
        made = KEYS[key](chosen, setting(value, "value"), desk) if key in KEYS else None
        if made is None:
            return usage(request, desk)
        desk.chats.prefer(request.chat, made)
        chosen = made
    lines = tuple(Section(title=line) for line in _lines(request, desk, chosen))
    return Answer(Status.OK, msg("settings.heading"), lines, tuple(_choices(request, desk, chosen)))


def _read(words: list[str]) -> tuple[str, str]:
    """A setting, by one word or two, and its value."""
    for length in (2, 1):
        if (key := setting(" ".join(words[:length]), "setting")) in KEYS:
            return key, " ".join(words[length:])
    return "", ""


def _language(chosen: Preferences, value: str, desk: Desk) -> Preferences | None:
    if value == AUTO:
        return replace(chosen, language="")
    return replace(chosen, language=value) if value in spoken(desk) else None


def _length(chosen: Preferences, value: str, _: Desk) -> Preferences | None:
    return replace(chosen, length=value) if value in LENGTHS else None


def _asking(chosen: Preferences, value: str, _: Desk) -> Preferences | None:
    return replace(chosen, asking=value) if value in ASKING else None


def _quiet(chosen: Preferences, value: str, _: Desk) -> Preferences | None:
    if value == "off":
        return replace(chosen, quiet=None)
    hours = HOURS.fullmatch(value)
    if hours is None:
        return None
    first, last = (int(hours[at]) * 60 + int(hours[at + 1] or 0) for at in (1, 3))
    sound = first != last and max(first, last) < 24 * 60 and all(int(hours[at] or 0) < 60 for at in (2, 4))
    return replace(chosen, quiet=(first, last)) if sound else None


def _previews(chosen: Preferences, value: str, _: Desk) -> Preferences | None:
    return replace(chosen, previews=SWITCH[value]) if value in SWITCH else None


def _news(chosen: Preferences, value: str, _: Desk) -> Preferences | None:
    return replace(chosen, news=SWITCH[value]) if value in SWITCH else None


KEYS: dict[str, Callable[[Preferences, str, Desk], Preferences | None]] = {
    "language": _language,
    "length": _length,
    "asking": _asking,
    "quiet": _quiet,
    "previews": _previews,
    "news": _news,
}


def _lines(request: Request, desk: Desk, chosen: Preferences) -> Iterator[Message]:
    yield msg("settings.language", value=msg(LANGUAGES[chosen.language]))
    yield msg("settings.length", value=msg(LENGTHS[chosen.length]))
    if request.chat.kind is ChatKind.GROUP:
        yield msg("settings.asking", value=msg(ASKING[chosen.asking]))
    zone = desk.chats.zone(request.chat)
    yield msg("settings.quiet", value=_hours(chosen.quiet), zone=zone) if chosen.quiet else msg("settings.quiet.off")
    yield msg("settings.previews", value=_on(chosen.previews))
    yield msg("settings.news", value=_on(chosen.news))


def _choices(request: Request, desk: Desk, chosen: Preferences) -> Iterator[Action]:
    """What is not chosen, a button each."""
    yield from _languages(request, desk, chosen)
    for length, name in LENGTHS.items():
        if length != chosen.length:
            yield _set(request, "length", length, msg("action.length", value=msg(name)))
    if request.chat.kind is ChatKind.GROUP:
        other = next(who for who in ASKING if who != chosen.asking)
        yield _set(request, "asking", other, msg("action.asking", value=msg(ASKING[other])))
    yield from _nights(request, chosen)
    for key, value in (("previews", chosen.previews), ("news", chosen.news)):
        yield _set(request, key, "off" if value else "on", msg(SWITCHES[key, value]))


def spoken(desk: Desk) -> tuple[str, ...]:
    """The languages that can be chosen: those with texts, and with a name here."""
    return tuple(language for language in desk.languages if language in LANGUAGES)


def _languages(request: Request, desk: Desk, chosen: Preferences) -> Iterator[Action]:
    for language in ("", *spoken(desk)) if len(spoken(desk)) > 1 else ():
        if language != chosen.language:
            yield _set(request, "language", language or AUTO, msg(LANGUAGES[language]))


def _nights(request: Request, chosen: Preferences) -> Iterator[Action]:
    for night in NIGHTS:
        if night != chosen.quiet:
            yield _set(request, "quiet", _hours(night), msg("action.quiet", value=_hours(night)))
    if chosen.quiet:
        yield _set(request, "quiet", "off", msg("action.quiet.off"))


def _set(request: Request, key: str, value: str, label: Message) -> Action:
    return action(label, request, "settings", f"{key} {value}")


def _hours(quiet: tuple[int, int]) -> str:
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in quiet)


def _on(value: bool) -> Message:  # noqa: FBT001 - it is the value that is told
    return msg("settings.on") if value else msg("settings.off")
