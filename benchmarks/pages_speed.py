"""How fast a web page is read, beside trafilatura with its metadata in the same run: processor time, no quotes, no dates.

    python benchmarks/pages_speed.py                  the development pages below ../shared
    python benchmarks/pages_speed.py FOLDER           the pages of another folder, gzipped or not

Prints pages a second of both, and the ratio of the rates; the target is .70.
"""

import gzip
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction

from corpus.ingest.web.page import read_web
from corpus.models import Page

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
WARM = 5  # pages read before the clock starts


def pages(folder: Path) -> list[Page]:
    """Every page of a folder, in memory."""
    found = []
    for path in sorted(folder.rglob("*.html*")):
        content = path.read_bytes()
        found.append(Page(path.name, gzip.decompress(content) if path.suffix == ".gz" else content, "text/html"))
    return found


def seconds(work: Callable[[Page], object], over: list[Page]) -> float:
    """Processor time."""
    start = time.process_time()
    for page in over:
        work(page)
    return time.process_time() - start


def main() -> None:
    """Measure turn by turn, so that what else the machine does falls on both."""
    folders = [Path(word) for word in sys.argv[1:]] or sorted((SHARED / "data/html").glob("*/html"))
    for folder in folders:
        found = pages(folder)
        theirs = ours = 0.0
        for page in found[:WARM]:
            read_web(page)
            bare_extraction(page.content, with_metadata=True)
        for at in range(0, len(found), WARM):
            some = found[at : at + WARM]
            theirs += seconds(lambda page: bare_extraction(page.content, with_metadata=True), some)
            ours += seconds(read_web, some)
        print(f"{folder.parent.name}: {len(found)} pages")
        print(f"  trafilatura with metadata, pages/s   {len(found) / theirs:.1f}")
        print(f"  dateline, pages/s                    {len(found) / ours:.1f}")
        print(f"  ratio                                {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
