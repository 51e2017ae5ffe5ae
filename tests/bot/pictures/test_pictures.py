"""Pictures: as wide as they should be, not blank, light and dark, with every text inside its room."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import draw, key
from bot.pictures.fitting import clipped, lines, width
from bot.pictures.fonts import FOLDER, drawable, font
from bot.pictures.letters import legible, ordered
from bot.pictures.palette import DARK, LIGHT
from corpus.models import Article, Basis, Excerpt, Hop, Interval, Provenance, Role, Span
from handlers.messages import msg
from handlers.pictured import Bar, Bars, Days, Grid, Happening, Picture, Point, Tick

BODY = "The harbour opens on Monday, and the ferries sail again after a winter in which none of them had."
ARTICLE = Article(
    id="a1", body=BODY, published="2022-03-08", provenance=Provenance((Hop("Harbour Post", Role.AUTHOR, Basis.GIVEN),))
)
ODD = [
    "",
    "Ευρώπη και Юрій Їжак",
    "שלום עולם 12",
    "مرحبا بالعالم",
    "🚢🏴‍☠️👩‍👩‍👧",
    "新华社",
    "x" * 3000,
    "a\u202eb\x00c\ud800",
    "ﷺ" * 30,
]


def march(day):
    return Interval.day(dt.date(2022, 3, day))


def timeline(words="ferry, harbour", many=3):
    shown = Excerpt(ARTICLE, Span(0, len(BODY)))
    differs = (msg("action.name", name=words),)
    happenings = tuple(
        Happening(march(n + 1), (words,), shown, n + 1, differs if n % 2 else (), planned=n > 1) for n in range(many)
    )
    ticks = tuple(Tick(one.when, one.outlets, bool(one.differs)) for one in happenings)
    return Days(msg("action.name", name=words), (*ticks, Tick(Interval.year(1962), 1)), happenings, 4)


def grid(words="40 minutes", columns=3):
    cells = (words, None, "")[:columns]
    points = tuple(Point(msg("action.name", name=words), kind, cells) for kind in ("differ", "agree", "only"))
    return Grid(msg("action.name", name=words), (words,) * columns, points, 2, 1)


def bars(words="Ana Lopes"):
    return Bars(msg("action.name", name=words), (Bar(words, words, 9, 3, 2), Bar(words, "", 0, 1, 1)), 5)


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image.convert("RGB")


@pytest.mark.parametrize("drawn", [timeline(), grid(), bars()], ids=["days", "grid", "bars"])
def test_light_and_dark_show_the_same_otherwise(drawn):
    light, dark = (opened(draw(Picture(drawn, dark=dark))) for dark in (False, True))
    assert light.width == dark.width == 1280
    assert light.height == dark.height > 300
    assert (light.getpixel((0, 0)), dark.getpixel((0, 0))) == (LIGHT.ground, DARK.ground)
    for image in (light, dark):
        assert len(image.getcolors(maxcolors=256)) > 20


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("make", [timeline, grid, bars])
def test_no_text_breaks_a_picture(make, words):
    image = opened(draw(Picture(make(words))))
    assert image.width == 1280
    edge = image.crop((1280 - 8, 0, 1280, image.height))
    assert edge.getcolors() == [(8 * image.height, LIGHT.ground)]


@pytest.mark.parametrize(
    "drawn", [timeline("x" * 900, 8), grid("word " * 90), Grid(msg("slot.other"), (), ()), Bars(msg("slot.other"), ())]
)
def test_the_largest_and_the_emptiest_are_what_telegram_takes(drawn):
    image = opened(draw(Picture(drawn)))
    assert image.width + image.height <= 10_000
    assert image.height * 20 >= image.width


def test_a_stretch_of_one_day_and_one_event_has_no_axis():
    assert opened(draw(Picture(timeline(many=1)))).height < opened(draw(Picture(timeline(many=2)))).height


def test_the_same_has_the_same_key_and_another_style_another():
    assert key(Picture(bars())) == key(Picture(bars(), name="else"))
    assert (
        len(
            {
                key(Picture(bars())),
                key(Picture(bars(), dark=True)),
                key(Picture(bars("Rui"))),
                key(Picture(bars()), "uk"),
            }
        )
        == 4
    )


def luminance(colour):
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "behind"),
    [
        ("ink", "ground"),
        ("dim", "ground"),
        ("accent", "ground"),
        ("alert", "ground"),
        ("ink", "soft"),
        ("ink", "alarmed"),
        ("alert", "alarmed"),
    ],
)
def test_text_stands_out(palette, words, behind):
    high, low = sorted((luminance(getattr(palette, words)), luminance(getattr(palette, behind))), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.integers(40, 600), st.integers(1, 4))
def test_every_line_fits_its_room(text, room, most):
    face = font(28)
    found = lines(text, face, room, most, "”")
    assert len(found) <= most
    assert all(width(ordered(line), face) <= room + 2 for line in (*found, clipped(text, face, room)))


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Ana Lopes", 400, "Ana Lopes"),
        ("Maximiliana von Habsburg-Lothringen", 200, "Maximiliana…"),
        ("Ω" * 40, 120, "ΩΩΩΩ…"),
    ],
)
def test_long_names_end_in_an_ellipsis(text, room, shown):
    assert clipped(text, font(28), room) == shown


def test_a_paragraph_breaks_between_words_and_closes_its_marks():
    assert lines("“The harbour opens on Monday at nine o'clock”", font(28), 300, 2, "”") == [
        "“The harbour opens",
        "on Monday at…”",
    ]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Юрій Ґонта", "Юрій Ґонта"),
        ("Γιώργος", "Γιώργος"),
        ("ferry 🚢 sails", "ferry sails"),
        ("新华社", "XinHuaShe"),
        ("one\n\ttwo", "one two"),
        ("a\u202eb", "ab"),
    ],
)
def test_letters_that_the_font_lacks_are_put_into_others(text, drawn):
    assert legible(text) == drawn
    assert all(drawable(char) for char in drawn)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("abc", "abc"),
        ("שלום", "םולש"),
        ("by שלום here", "by םולש here"),
        ("שנת 2021 טובה", "הבוט 2021 תנש"),
        ("با", "\ufe8e\ufe91"),  # beh at the beginning, alef at the end of a word
    ],
)
def test_runs_from_right_to_left_are_turned(text, drawn):
    assert ordered(text) == drawn


def test_the_fonts_come_with_their_licence():
    assert {path.name for path in FOLDER.iterdir()} == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE"}
    assert "Bitstream" in (FOLDER / "LICENSE").read_text(encoding="utf8")


def test_an_unquoted_excerpt_is_no_longer_than_it_may_be():
    long = replace(ARTICLE, body="word " * 400)
    event = Happening(march(1), (), Excerpt(long, Span(0, 1999)), 1)
    shown = Days(msg("slot.other"), (Tick(march(1), 1),), (event,))
    assert opened(draw(Picture(shown))).height < 600
