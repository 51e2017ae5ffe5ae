"""A timeline: an axis of all days, as high as outlets are many; under it the events that matter, an excerpt each."""

import datetime as dt

from bot.pictures.fitting import lines, width
from bot.pictures.fonts import font
from bot.pictures.palette import Palette
from bot.pictures.sheet import INNER, MARGIN, Sheet, leading
from bot.render.excerpts import words_of
from bot.words import say
from corpus.models import Interval
from handlers.credits import credit
from handlers.messages import msg
from handlers.pictured import Days, Happening, Tick

HIGH = 110  # of the axis's tallest bar
STEP = 18  # of a bar, an outlet
DATE, CALLED, WORDS, CREDIT = 30, 34, 29, 25  # pixels of letters
RAIL = MARGIN + 14
LEFT = MARGIN + 52
ROOM = MARGIN + INNER - LEFT
UNQUOTED = 300  # characters of an excerpt
FEW = 6  # of a hundred tellings at either end that may lie off the axis
LABELS = 4
SHORT = 4  # days that still stand as high as outlets are many; more lie flat
LONG = 45  # days that a bar of the axis may stand for


def draw_days(found: Days, palette: Palette, language: str) -> bytes:
    """A PNG file."""
    sheet = Sheet(palette)
    sheet.heading(say(found.title, language))
    _legend(sheet, language)
    near = _near([tick for tick in found.ticks if tick.when.days <= LONG])
    if len({tick.when.first for tick in near}) > 1:
        _axis(sheet, near, language)
    for happening in found.happenings:
        _happening(sheet, happening, language)
    if found.more:
        sheet.footer(say(msg("picture.more", what=msg("events", n=found.more)), language))
    return sheet.png()


def _near(ticks: list[Tick]) -> list[Tick]:
    """Those around the days of which most is told: a few far off would make the others fall together."""
    found = sorted(ticks, key=lambda tick: tick.when.first)
    edge = sum(tick.outlets for tick in found) * FEW // 100
    first, last = _inner(found, edge), _inner(found[::-1], edge)
    if first is None or last is None:
        return found
    spread = dt.timedelta(days=max((last - first).days, 7) // 2)
    return [tick for tick in found if tick.when.first - first >= -spread and tick.when.first - last <= spread]


def _inner(ticks: list[Tick], edge: int) -> dt.date | None:
    """The first day behind the outlying ones, which so many outlets tell at most."""
    told = 0
    for tick in ticks:
        told += tick.outlets
        if told > edge:
            return tick.when.first
    return None


def _legend(sheet: Sheet, language: str) -> None:
    x = MARGIN
    for name, colour in (("picture.tells", sheet.palette.accent), ("picture.differ", sheet.palette.alert)):
        sheet.dot(x + 11, sheet.y + 18, 11, colour)
        x += 34
        x += sheet.text(x, sheet.y, say(msg(name), language), 28, sheet.palette.dim) + 40
    sheet.y += leading(28) + 16


def _axis(sheet: Sheet, ticks: list[Tick], language: str) -> None:
    first, last = ticks[0].when.first, max(tick.when.last for tick in ticks)
    spread = max(1, (last - first).days + 1)
    most = max(tick.outlets for tick in ticks)
    step = min(STEP, HIGH // most)
    base = sheet.y + step * most + 10
    for tick in sorted(ticks, key=lambda tick: (-tick.when.days, -tick.outlets)):
        x = MARGIN + INNER * (tick.when.first - first).days // spread
        wide = max(8, INNER * tick.when.days // spread - 3)
        colour = sheet.palette.alert if tick.differs else sheet.palette.accent
        if tick.when.days > SHORT:
            sheet.box(x, base - 6, wide, 6, colour, 3)
        else:
            sheet.box(x, base - tick.outlets * step, wide, tick.outlets * step, colour, 4)
    sheet.box(MARGIN, base, INNER, 3, sheet.palette.line)
    _labels(sheet, base + 10, first, spread, language)
    sheet.y = base + 10 + leading(26) + 30


def _labels(sheet: Sheet, y: int, first: dt.date, spread: int, language: str) -> None:
    many = min(LABELS, spread)
    face = font(26)
    for number in range(many):
        days = number * (spread - 1) // max(1, many - 1)
        label = _said(Interval.day(first + dt.timedelta(days=days)), language)
        x = MARGIN + INNER * days // spread
        sheet.box(x, y - 10, 3, 10, sheet.palette.line)
        sheet.text(min(x, MARGIN + INNER - width(label, face)), y, label, 26, sheet.palette.dim, INNER // many)


def _happening(sheet: Sheet, one: Happening, language: str) -> None:
    top, palette = sheet.y, sheet.palette
    colour = palette.alert if one.differs else palette.accent
    taken = sheet.text(LEFT, sheet.y, _said(one.when, language), DATE, colour, ROOM // 2, bold=True)
    counts = [msg("outlets", n=one.outlets), *([msg("picture.planned")] if one.planned else [])]
    sheet.text(
        LEFT + taken + 22, sheet.y, say(msg("dots", parts=tuple(counts)), language), DATE, palette.dim, ROOM // 2
    )
    sheet.y += leading(DATE) + 2
    if one.words:
        called = ", ".join(one.words)
        sheet.y += sheet.paragraph(LEFT, sheet.y, called, CALLED, palette.ink, ROOM, 1, bold=True) + 4
    words = words_of(one.excerpt)
    if len(words.text) > UNQUOTED and not one.excerpt.quote:
        words = words.cut(0, UNQUOTED)
    told = f"{words.opening}{words.text}{words.closing}"
    sheet.y += sheet.paragraph(LEFT, sheet.y, told, WORDS, palette.ink, ROOM, 2, closing=words.closing) + 4
    sheet.y += sheet.paragraph(LEFT, sheet.y, say(credit(one.excerpt), language), CREDIT, palette.dim, ROOM, 3) + 6
    for differs in one.differs:
        _differs(sheet, say(differs, language))
    sheet.box(RAIL - 2, top + 40, 4, sheet.y - top - 24, palette.line)
    sheet.dot(RAIL, top + 20, 14, colour)
    sheet.y += 30


def _differs(sheet: Sheet, words: str) -> None:
    high = sheet.y
    sheet.y += 10
    inner = ROOM - 32
    tall = len(lines(words, font(WORDS), inner, 2)) * leading(WORDS)
    sheet.box(LEFT, high, ROOM, tall + 20, sheet.palette.alarmed, 10)
    sheet.paragraph(LEFT + 16, sheet.y, words, WORDS, sheet.palette.alert, inner, 2, ground=sheet.palette.alarmed)
    sheet.y += tall + 18


def _said(when: Interval, language: str) -> str:
    return say(msg("days", days=when), language)
