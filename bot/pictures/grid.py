"""A comparison: a column an outlet, a row a point; in each cell what the outlet states, or a dot where it tells it."""

from bot.pictures.fitting import lines
from bot.pictures.fonts import font
from bot.pictures.palette import Colour, Palette
from bot.pictures.sheet import INNER, MARGIN, Sheet, leading
from bot.words import say
from handlers.messages import msg
from handlers.pictured import Grid, Point

HEAD, TITLE, CELL = 27, 32, 28  # pixels of letters
PAD = 14
HEADLINES, VALUELINES = 3, 4
DOT = 13


def draw_grid(found: Grid, palette: Palette, language: str) -> bytes:
    """A PNG file."""
    sheet = Sheet(palette)
    sheet.heading(say(found.title, language))
    wide = INNER // max(1, len(found.outlets))
    _legend(sheet, language)
    _outlets(sheet, [one if isinstance(one, str) else say(one, language) for one in found.outlets], wide)
    for point in found.points:
        _point(sheet, point, wide, language)
    more = [msg("points", n=found.more)] if found.more else []
    more += [msg("outlets", n=found.others)] if found.others else []
    if more:
        sheet.footer(say(msg("picture.more", what=tuple(more)), language))
    return sheet.png()


def _legend(sheet: Sheet, language: str) -> None:
    x = MARGIN
    shown = (("picture.differ", sheet.palette.alert), ("picture.agree", sheet.palette.accent))
    for name, colour in (*shown, ("picture.only", sheet.palette.dim)):
        sheet.dot(x + DOT, sheet.y + 18, DOT, colour)
        x += 2 * DOT + 12
        x += sheet.text(x, sheet.y, say(msg(name), language), CELL, sheet.palette.dim) + 40
    sheet.y += leading(CELL) + 20


def _outlets(sheet: Sheet, outlets: list[str], wide: int) -> None:
    face = font(HEAD, bold=True)
    shown = [lines(outlet, face, wide - 2 * PAD, HEADLINES) for outlet in outlets]
    high = max((len(one) for one in shown), default=1) * leading(HEAD) + 2 * PAD
    sheet.box(MARGIN, sheet.y, INNER, high, sheet.palette.soft, 10)
    for number, outlet in enumerate(outlets):
        x = MARGIN + number * wide + PAD
        sheet.paragraph(
            x,
            sheet.y + PAD,
            outlet,
            HEAD,
            sheet.palette.ink,
            wide - 2 * PAD,
            HEADLINES,
            bold=True,
            ground=sheet.palette.soft,
        )
    sheet.y += high + 18


def _point(sheet: Sheet, point: Point, wide: int, language: str) -> None:
    colour = _colour(sheet.palette, point)
    sheet.y += sheet.paragraph(MARGIN, sheet.y, say(point.title, language), TITLE, colour, INNER, 2, bold=True) + 6
    high = max((_height(cell, wide) for cell in point.cells), default=0)
    for number, cell in enumerate(point.cells):
        if cell is not None:
            _cell(sheet, cell, MARGIN + number * wide, wide, high, colour, point.relation == "differ")
    sheet.y += high + 20
    sheet.rule()
    sheet.y += 20


def _cell(  # noqa: PLR0917 - where, what and how
    sheet: Sheet,
    cell: str,
    x: int,
    wide: int,
    high: int,
    colour: Colour,
    differs: bool,  # noqa: FBT001
) -> None:
    if differs:
        sheet.box(x + 4, sheet.y, wide - 8, high, sheet.palette.alarmed, 10)
    if cell:
        sheet.paragraph(
            x + PAD,
            sheet.y + PAD,
            cell,
            CELL,
            sheet.palette.ink,
            wide - 2 * PAD,
            VALUELINES,
            ground=sheet.palette.alarmed if differs else None,
        )
    else:
        sheet.dot(x + PAD + DOT, sheet.y + high // 2, DOT, colour, sheet.palette.alarmed if differs else None)


def _height(cell: str | None, wide: int) -> int:
    if not cell:
        return 2 * DOT + 2 * PAD
    return len(lines(cell, font(CELL), wide - 2 * PAD, VALUELINES)) * leading(CELL) + 2 * PAD


def _colour(palette: Palette, point: Point) -> Colour:
    return {"differ": palette.alert, "agree": palette.accent}.get(point.relation, palette.dim)
