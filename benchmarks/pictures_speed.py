"""How long does a picture take, and how much memory? The three kinds over a corpus: the starter corpus, or --corpus URL.

    python benchmarks/pictures_speed.py [--corpus URL] [--to FOLDER]

Milliseconds are of processor time, the median of RUNS after a first one; memory is the most that the process held beyond
what it had before the first picture, fonts and Pillow counted. `--to` keeps the pictures, to be looked at.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.desk import terminal_desk
from corpus.library import open_library
from handlers import answer
from handlers.parser import parse

ROOT = Path(__file__).resolve().parent.parent
LINES = ("/timeline", "/compare", "/people")
RUNS = 20
MOST_MS, MOST_MB = 50, 30


def starter(folder: str) -> str:
    """The starter corpus's address."""
    url = f"sqlite:///{folder}/starter.db"
    command = [sys.executable, "-m", "bot", "corpus", "build", "seeds", "--to", url]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return url


def held() -> float:
    """The most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(url: str, folder: Path | None) -> bool:
    """Print a line a picture; whether all were fast and small enough."""
    desk = terminal_desk(open_library(url))
    found = {
        f"{line} {style}": answer(parse(f"/picture {style} {line}"), desk)
        for line in LINES
        for style in ("light", "dark")
    }
    before = held()
    from bot.pictures import draw

    fine = True
    print(f"{'picture':<20}{'first ms':>10}{'ms':>8}{'KB':>8}")
    for name, shown in found.items():
        if not shown.pictures:
            continue
        picture = shown.pictures[0]
        times = []
        for _ in range(RUNS + 1):
            began = time.process_time()
            content = draw(picture)
            times.append((time.process_time() - began) * 1000)
        usual = statistics.median(times[1:])
        fine = fine and usual < MOST_MS
        print(f"{name:<20}{times[0]:>10.1f}{usual:>8.1f}{len(content) / 1024:>8.0f}")
        if folder:
            (folder / f"{picture.name}.png").write_bytes(content)
    more = held() - before
    print(f"memory: {more:.1f} MB more")
    return fine and more < MOST_MB


def main() -> int:
    """0 when every picture stays under its limits."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus")
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measured(options.corpus or starter(folder), options.to) else 1


if __name__ == "__main__":
    sys.exit(main())
