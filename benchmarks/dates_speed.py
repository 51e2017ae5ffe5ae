"""How fast dates are found: sentences a second of processor time, dates alone, on one core.

    python benchmarks/dates_speed.py [TEXTS.jsonl[.gz]] [--rounds N]

TEXTS: rows {text, published}; without them ../shared/data/dates/aquaint.jsonl.gz, or where DATELINE_SHARED says. Both
are given sentence by sentence, and ours whole articles too. dateparser is not asked for: where it is not installed its
line is left out and said so (`pip install dateparser`, then run again).
"""

import argparse
import datetime as dt
import gzip
import json
import os
import time
from collections.abc import Callable, Iterable
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path

from corpus.ingest.dates import find_dates
from corpus.sentences import sentences

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
SLOW = 400  # sentences that a slow library is given, taken evenly from all

Text = tuple[dt.date, str]


def texts(path: Path) -> list[Text]:
    """The day of publication and the text of every row that has both."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [(dt.date.fromisoformat(row["published"][:10]), row["text"]) for row in rows if row.get("published")]


def timed(work: Callable[[Text], object], items: Iterable[Text]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


def ours(item: Text) -> object:
    """The grammar of corpus.ingest.dates."""
    return find_dates(item[1], anchor=item[0])


def dateparser_search() -> Callable[[Text], object] | None:
    """The search of dateparser with the same anchor; None where it is not installed."""
    if not find_spec("dateparser"):
        return None
    search = import_module("dateparser.search").search_dates

    def work(item: Text) -> object:
        base = dt.datetime.combine(item[0], dt.time())
        return search(item[1], languages=["en"], settings={"RELATIVE_BASE": base})

    return work


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=SHARED / "data/dates/aquaint.jsonl.gz")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many (3)")
    words = parser.parse_args()
    whole = texts(words.texts)
    single = [(day, span.cut(text)) for day, text in whole for span in sentences(text)]
    ours(single[0])  # the grammar is read once
    rates = [len(single) / timed(ours, items) for items in (single, whole) for _ in range(words.rounds)]
    by_sentence, by_article = max(rates[: words.rounds]), max(rates[words.rounds :])
    print(f"{len(single)} sentences of {len(whole)} articles, {words.texts.name}")
    print(f"dateline, sentence by sentence   {by_sentence:9.0f} sentences/s")
    print(f"dateline, whole articles         {by_article:9.0f} sentences/s")
    if search := dateparser_search():
        few = single[:: max(1, len(single) // SLOW)]
        search(few[0])
        rate = len(few) / timed(search, few)
        print(
            f"dateparser {metadata.version('dateparser'):21} {rate:9.0f} sentences/s, over one in {len(single) // len(few)}"
        )
        print(f"times dateparser's rate          {by_sentence / rate:9.1f}")
    else:
        print("dateparser is not installed: no line for it")


if __name__ == "__main__":
    main()
