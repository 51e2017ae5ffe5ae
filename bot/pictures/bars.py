"""Who is quoted most: a bar each, as long as their quotes are many."""

from bot.pictures.fitting import width
from bot.pictures.fonts import font
from bot.pictures.palette import Palette
from bot.pictures.sheet import INNER, MARGIN, Sheet, leading
from bot.words import number, say
from handlers.messages import msg
from handlers.pictured import Bar, Bars

NAME, NOTE = 36, 28  # pixels of letters
HIGH = 22  # of a bar
NUMBER = 32  # letters of the number at its end
GAP = 14
ROLE = 160  # pixels that a role needs beside a name, which is never cut for it


def draw_bars(found: Bars, palette: Palette, language: str) -> bytes:
    """A PNG file."""
    sheet = Sheet(palette)
    sheet.heading(say(found.title, language))
    most = max(1, *(bar.quotes for bar in found.bars), 1)
    room = INNER - GAP - width(number(most, language), font(NUMBER, bold=True))
    for bar in found.bars:
        _bar(sheet, bar, max(HIGH, room * bar.quotes // most), language)
    if found.more:
        sheet.footer(say(msg("picture.more", what=msg("people", n=found.more)), language))
    return sheet.png()


def _bar(sheet: Sheet, bar: Bar, long: int, language: str) -> None:
    palette = sheet.palette
    taken = sheet.text(MARGIN, sheet.y, bar.name, NAME, palette.ink, INNER, bold=True)
    x = MARGIN + taken + 20
    if bar.role and MARGIN + INNER - x >= ROLE:
        sheet.text(x, sheet.y + NAME - NOTE, bar.role, NOTE, palette.dim, MARGIN + INNER - x)
    sheet.y += leading(NAME) + 6
    sheet.box(MARGIN, sheet.y, long, HIGH, palette.accent, HIGH // 2)
    sheet.text(MARGIN + long + GAP, sheet.y - 9, number(bar.quotes, language), NUMBER, palette.ink, bold=True)
    sheet.y += HIGH + 8
    counts = (msg("quotes", n=bar.quotes), msg("articles", n=bar.articles), msg("outlets", n=bar.outlets))
    sheet.text(MARGIN, sheet.y, say(msg("dots", parts=counts), language), NOTE, palette.dim)
    sheet.y += leading(NOTE) + 22
