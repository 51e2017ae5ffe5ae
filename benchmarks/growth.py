"""Draw how answers grow with the corpus: docs/growth.png, of the figures that a run of the benchmark kept.

python benchmarks/speed.py 1000 10000 --keep figures.json && python benchmarks/growth.py figures.json
"""

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.pictures.palette import LIGHT  # noqa: E402  # the project stands above this folder
from bot.pictures.sheet import INNER, MARGIN, Sheet, leading  # noqa: E402

NAME, NOTE, HIGH, GAP = 34, 26, 20, 14  # pixels
ROOM = 170  # for the figure at the end of a bar
ROW = re.compile(r"(?P<what>/\w+), (?P<size>[\d,]+) articles")


def bars(sheet: Sheet, what: str, rows: list[tuple[str, float, float]]) -> None:
    """One command: a bar for each size, and a mark where its limit lies."""
    palette, limit = sheet.palette, rows[0][2]
    most = max(limit, *(ours for _, ours, _ in rows))
    wide = INNER - ROOM
    sheet.text(MARGIN, sheet.y, what, NAME, palette.ink, bold=True)
    sheet.text(MARGIN + 260, sheet.y + NAME - NOTE, f"limit {limit:g} ms", NOTE, palette.dim)
    sheet.y += leading(NAME) + 6
    for size, ours, _ in rows:
        long = max(HIGH, round(wide * ours / most))
        sheet.box(MARGIN, sheet.y, long, HIGH, palette.accent if ours <= limit else palette.alert, HIGH // 2)
        sheet.text(MARGIN + long + GAP, sheet.y - 6, f"{ours:.2f} ms", NOTE, palette.ink, bold=True)
        sheet.y += HIGH + 4
        sheet.text(MARGIN, sheet.y, f"{size} articles", NOTE, palette.dim)
        sheet.y += leading(NOTE) + 6
    sheet.box(
        MARGIN + round(wide * limit / most), sheet.y - 6 - len(rows) * (HIGH + leading(NOTE) + 10), 3, HIGH, palette.ink
    )
    sheet.y += 18


def main() -> None:
    """Read, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, help="what benchmarks/speed.py --keep wrote")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "growth.png")
    words = parser.parse_args()
    found: dict[str, list[tuple[str, float, float]]] = {}
    for row in json.loads(words.figures.read_text(encoding="utf-8")):
        if named := ROW.fullmatch(row["name"]):
            found.setdefault(named["what"], []).append((named["size"], row["ours"], row["asked"]))
    sheet = Sheet(LIGHT)
    sheet.heading("An answer's cost as the corpus grows", "median milliseconds of CPU, whole handlers, warm")
    for what, rows in found.items():
        bars(sheet, what, rows)
    words.to.write_bytes(sheet.png())


if __name__ == "__main__":
    main()
