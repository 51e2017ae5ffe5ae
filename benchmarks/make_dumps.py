"""Saved pages as text browsers would dump them, and how much of their articles is found again.

    python benchmarks/make_dumps.py                        the development pages below ../shared, the half for tuning
    python benchmarks/make_dumps.py --half held            the other half, to be looked at last
    python benchmarks/make_dumps.py --style lynx --worst 9 one style, and its nine worst pages
    python benchmarks/make_dumps.py --out FOLDER           keep the dumps, with a gold.jsonl for scorers/pages.py

The styles are those of lynx (wrapped, indented, numbered links and their list), w3m (wrapped, dots), links (wrapped, stars),
html2text (Markdown) and of a browser's own "as text" (a line a block). As text browsers do, they know no style sheet: what a page
hides, they print. The score is the F1 over runs of four words of pages.py, averaged over pages.
"""

import argparse
import gzip
import hashlib
import json
import os
import re
import statistics
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
sys.path.insert(0, str(ROOT))

from lxml import html as lxml_html  # noqa: E402 # the root has to be on the path first

from corpus.ingest.dates import publication_date  # noqa: E402
from corpus.ingest.textdump import read_dump  # noqa: E402
from corpus.ingest.web.tree import markup  # noqa: E402

SILENT = {"script", "style", "head", "title", "template", "svg", "math", "object", "embed", "canvas", "audio", "video", "select", "textarea", "datalist", "iframe"}  # fmt: skip
INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br", "picture", "source", "button", "input", "td", "th", "noscript", "amp-img"}  # fmt: skip
SPACED = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
    "dl",
    "hr",
    "form",
    "figure",
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}


@dataclass(frozen=True)
class Style:
    """How a text browser prints a page."""

    width: int = 0  # columns at which it wraps, 0 for none
    indent: str = ""
    bullets: tuple[str, ...] = ("",)  # by depth
    numbers: bool = False  # [12] before links, and a list of them at the end
    markdown: bool = False
    alts: str = ""  # how a picture is shown
    tight: bool = False  # no blank lines at all


STYLES = {
    "lynx": Style(79, "   ", ("* ", "+ ", "o "), numbers=True, alts="[{}]"),
    "w3m": Style(80, "", ("• ", "□ ", "☆ "), alts="[{}]"),
    "links": Style(80, "   ", ("* ", "* ", "* "), alts="[{}]"),
    "html2text": Style(78, "", ("  * ", "    * ", "      * "), markdown=True),
    "browser": Style(),
    "crawl": Style(tight=True),
}


@dataclass
class Printer:
    """A page's lines as they grow."""

    style: Style
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    lists: int = 0
    mark: str = ""
    heading: int = 0

    def text(self, words: str | None) -> None:
        if words:
            self.words.append(re.sub(r"\s+", " ", words))

    def end(self, *, gap: bool) -> None:
        for piece in "".join(self.words).strip(" \n").split("\n"):
            text = re.sub(r"[ \t]+", " ", piece).strip()
            if text:
                self._print(text)
            elif self.lines and self.lines[-1] and "".join(self.words).strip() and not self.style.tight:
                self.lines.append("")  # two line breaks in a row
        self.words.clear()
        if gap and self.lines and self.lines[-1] and not self.style.tight:
            self.lines.append("")

    def _print(self, text: str) -> None:
        style = self.style
        first = "" if self.heading and style.indent else style.indent
        if self.heading and style.markdown:
            first = "#" * self.heading + " "
        if self.mark:
            first += self.mark
            self.mark = ""
        rest = style.indent + " " * (len(first) - len(style.indent)) if not style.markdown else ""
        if not style.width:
            self.lines.append(first + text)
            return
        wrapped = textwrap.wrap(
            text,
            style.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.lines.extend(wrapped)


def dumped(root: Any, style: Style) -> str:
    """The page of a tree as text."""
    printer = Printer(style)
    body = root.find("body")
    walk(root if body is None else body, printer)
    printer.end(gap=False)
    if style.numbers:
        printer.lines += ["", "References", "", *(f"  {at:2}. {link}" for at, link in enumerate(printer.links, 1))]
    return "\n".join(printer.lines) + "\n"


def walk(root: Any, printer: Printer) -> None:
    stack = [(root, False)]
    while stack:
        element, done = stack.pop()
        if not isinstance(element.tag, str) or element.tag in SILENT:
            if element is not root:
                printer.text(element.tail)
            continue
        if done:
            leave(element, printer)
            if element is not root:
                printer.text(element.tail)
            continue
        enter(element, printer)
        printer.text(element.text)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def enter(element: Any, printer: Printer) -> None:  # noqa: C901 # a case a tag
    style, tag = printer.style, element.tag
    if tag == "br":
        printer.words.append("\n")
    elif tag == "img" and (alt := (element.get("alt") or "").strip()) and style.alts:
        printer.text(style.alts.format(alt))
    elif tag == "a" and element.get("href"):
        printer.links.append(element.get("href"))
        if style.numbers:
            printer.text(f"[{len(printer.links)}]")
        elif style.markdown:
            printer.text("[")
    elif tag in {"b", "strong"} and style.markdown:
        printer.text("**")
    elif tag in {"i", "em"} and style.markdown:
        printer.text("_")
    elif tag in {"td", "th"}:
        printer.text(" ")
    if tag not in INLINE:
        printer.end(gap=tag in SPACED)
        printer.lists += tag in {"ul", "ol"}
        if tag in HEADINGS:
            printer.heading = HEADINGS[tag]
        if tag == "li" and printer.lists:
            printer.mark = style.bullets[min(printer.lists, len(style.bullets)) - 1]


def leave(element: Any, printer: Printer) -> None:
    style, tag = printer.style, element.tag
    if style.markdown:
        if tag == "a" and element.get("href"):
            printer.text(f"]({element.get('href')})")
        elif tag in {"b", "strong"}:
            printer.text("**")
        elif tag in {"i", "em"}:
            printer.text("_")
    if tag not in INLINE:
        printer.end(gap=tag in SPACED)
        printer.lists -= tag in {"ul", "ol"}
        printer.heading = 0
        printer.mark = ""


# --- scoring


def shingles(text: str, n: int = 4) -> Counter:
    words = re.findall(r"\w+", text or "")
    return Counter(s for s in (tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1))) if s)


def score(gold: str, found: str) -> tuple[float, float]:
    a, b = shingles(gold), shingles(found)
    same = sum((a & b).values())
    return same / max(1, sum(b.values())), same / max(1, sum(a.values()))


def pages(half: str) -> Iterator[tuple[str, dict, object]]:
    """The name, gold row and tree of every page of a half; sets and halves are split by a hash of the name."""
    for name in ("scrapinghub", "wcxb_article"):
        folder = SHARED / "data/html" / name
        if not folder.is_dir():
            continue
        for line in (folder / "gold.jsonl").read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            held = hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 1
            if half in {"all", "held" if held else "tuning"}:
                source = markup(gzip.decompress((folder / row["html_path"]).read_bytes()))
                yield (
                    f"{name}-{row['id'][:16]}",
                    row,
                    lxml_html.document_fromstring(source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")),
                )


def main() -> None:
    """Make, read and score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=["tuning", "held", "all"], default="tuning")
    options.add_argument("--style", choices=[*STYLES], action="append")
    options.add_argument("--worst", type=int, default=0)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    found = [*pages(given.half)]
    for style in given.style or STYLES:
        rows = []
        for name, row, tree in found:
            text = dumped(tree, STYLES[style])
            if given.out:
                keep(given.out / style, name, row, text)
            dump = read_dump(text, publication_date)
            precision, recall = score(row["body"], dump.body if dump else "")
            rows.append(
                (2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall, name)
            )
        p, r = statistics.mean(row[1] for row in rows), statistics.mean(row[2] for row in rows)
        perfect = sum(row[0] > 0.985 for row in rows)
        print(f"{style:10} pages {len(rows)}  P {p:.4f}  R {r:.4f}  F1 {2 * p * r / (p + r):.4f}  over .985: {perfect}")
        for f1, precision, recall, name in sorted(rows)[: given.worst]:
            print(f"    {name:32} F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}")


def keep(folder: Path, name: str, row: dict, text: str) -> None:
    """Write a dump, and its row of gold."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf8")
    with (folder / "gold.jsonl").open("a", encoding="utf8") as gold:
        gold.write(json.dumps(row | {"html_path": f"{name}.txt"}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
