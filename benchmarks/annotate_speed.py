"""What does finding cost? CPU of all annotations, of their costliest parts, and of a whole draft, on one core.

    python benchmarks/annotate_speed.py                     this state of the code
    python benchmarks/annotate_speed.py --against ../before  and another one, in turn with it, text by text the same
    python benchmarks/annotate_speed.py --profile           where annotate's time goes

Words of a text are cut once for dates and figures: `places_figures` is both, as annotate asks for them. Articles come
from make_load.py (about 1,650 characters each), texts of 5,000 from the quotes in ../shared/data, or where
DATELINE_SHARED says. A draft is all that a build does with a page before it is written: read, annotate, and work out
what the corpus keeps. Each figure is the least of the rounds, for others share the machine; with --against both states
run in processes of their own, a round each in turn, and what they find is compared by a hash.
"""

import argparse
import cProfile
import datetime as dt
import gzip
import hashlib
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
LENGTH = 5_000  # characters of a long text
ASKED = 30.0  # long texts a second
PARTS = ("annotate", "date_places", "find_figures", "places_figures", "tokens")
Row = tuple[str, float, str, float | None, bool]  # measure, ours, unit, asked, whether more is better


def load(number: int) -> list[dict[str, str]]:
    """Articles of make_load.py: rows with `text` and `published`."""
    made = subprocess.run(
        [sys.executable, str(SHARED / "scorers" / "make_load.py"), str(number)], capture_output=True, check=True
    )
    return [json.loads(line) for line in made.stdout.splitlines()]


def long_texts(number: int) -> list[str]:
    """Articles as text files, each cut between paragraphs at about 5,000 characters; short ones are joined."""
    with gzip.open(SHARED / "data" / "quotes" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = (json.loads(line)["text"] for line in lines)
        paragraphs = (part.strip() for text in found for part in text.split("\n\n") if part.strip())
        made: list[str] = []
        held: list[str] = []
        for part in paragraphs:
            held.append(part)
            if sum(map(len, held)) + 2 * len(held) >= LENGTH:
                made.append(f"A headline of text number {len(made)}\n\n6 May 2024\n\n" + "\n\n".join(held))
                held = []
                if len(made) == number:
                    break
    return made


def works() -> dict[str, Callable[[dict[str, str]], object]]:
    """What is measured, by its name: each takes a row, and what it gives back can be compared."""
    from corpus.building.reading import read_batch
    from corpus.ingest.annotate import annotate
    from corpus.ingest.dates import date_places
    from corpus.ingest.figures import find_figures
    from corpus.ingest.quotes.marks import marked
    from corpus.ingest.quotes.tokens import tokens
    from corpus.models import Page

    def draft(row: dict[str, str]) -> object:
        page = Page("one.txt", row["text"].encode(), "text/plain")
        return [(one.draft.id, one.draft.packed) if hasattr(one, "draft") else one for one in read_batch([page])[0]]

    def places(row: dict[str, str]) -> object:
        found = date_places(row["text"])
        return [word.span() for word in found.words], found.stated

    return {
        "annotate": lambda row: annotate(row["text"], published=dt.date.fromisoformat(row["published"][:10])),
        "date_places": places,
        "find_figures": lambda row: find_figures(row["text"]),
        "places_figures": lambda row: (date_places(row["text"]).stated, find_figures(row["text"])),
        "tokens": lambda row: tokens(row["text"], marked(row["text"])),
        "draft": draft,
    }


def serve(file: Path) -> None:
    """Do what comes as lines, over the rows of a file; each is answered by milliseconds a row and a hash."""
    given = json.loads(file.read_text(encoding="utf-8"))
    known = works()
    for line in sys.stdin:
        name, _, kind = line.strip().partition(" ")
        work = known[name]
        began = time.process_time()
        found = [work(row) for row in given[kind]]
        spent = 1000 * (time.process_time() - began) / len(given[kind])
        told = hashlib.blake2b(repr(found).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        print(spent, told, flush=True)


class State:
    """A state of the code, in a process of its own."""

    def __init__(self, root: Path, file: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--serve", str(file)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
            env=os.environ | {"PYTHONPATH": str(root)},
        )  # fmt: skip

    def do(self, name: str, kind: str) -> tuple[float, str]:
        """Milliseconds a row, and the hash of what was found."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(name, kind, file=self._process.stdin, flush=True)
        spent, told = self._process.stdout.readline().split()
        return float(spent), told

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def compared(roots: list[Path], rounds: int, articles: int, texts: int) -> dict[str, list[tuple[float, bool]]]:
    """Milliseconds of each measure in each state, and whether the state found what the first one did."""
    given = {
        "articles": load(articles),
        "texts": [{"text": one, "published": "2024-05-06"} for one in long_texts(texts)],
    }
    measures = [
        *((name, "articles") for name in PARTS),
        ("annotate", "texts"),
        ("draft", "texts"),
        ("draft", "articles"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "given.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        states = [State(root, file) for root in roots]
        spent: dict[str, list[list[float]]] = {f"{name}, {kind}": [[] for _ in states] for name, kind in measures}
        told: dict[str, list[str]] = {}
        for turn in range(rounds + 1):
            for name, kind in measures:
                found = [state.do(name, kind) for state in (states if turn % 2 else states[::-1])]
                found = found if turn % 2 else found[::-1]
                told[f"{name}, {kind}"] = [each for _, each in found]
                for held, (one, _) in zip(spent[f"{name}, {kind}"], found, strict=True):
                    if turn:  # the first warms
                        held.append(one)
        for state in states:
            state.end()
    return {
        measure: [(min(one), hash_ == told[measure][0]) for one, hash_ in zip(each, told[measure], strict=True)]
        for measure, each in spent.items()
    }  # fmt: skip


def rows(rounds: int = 3, articles: int = 150, texts: int = 40) -> Iterator[Row]:
    """The rows of a table of benchmarks, of this state alone."""
    found = compared([ROOT], rounds, articles, texts)
    yield "annotate, articles of 1,650 characters", found["annotate, articles"][0][0], "ms CPU", None, False
    yield "annotate, texts of 5,000 characters", 1000 / found["annotate, texts"][0][0], "texts/s", None, True
    yield "whole drafts, texts of 5,000 characters", 1000 / found["draft, texts"][0][0], "texts/s", ASKED, True


def profile(articles: int) -> None:
    """Where the time of `annotate` goes."""
    work, given = works()["annotate"], load(articles)
    for row in given[:20]:
        work(row)
    with cProfile.Profile() as profiled:
        for row in given:
            work(row)
    pstats.Stats(profiled).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, help="the root of another state of the code")
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
    elif given.profile:
        profile(given.articles)
    else:
        roots = [ROOT, *([given.against.resolve()] if given.against else [])]
        found = compared(roots, given.rounds, given.articles, given.texts)
        print(f"{'CPU ms a text':26}{'ours':>9}{'against':>9}{'ratio':>7}{'a second':>10}{'asked':>7}")
        for measure, each in found.items():
            other = f"{each[1][0]:9.3f}{each[0][0] / each[1][0]:7.2f}" if len(each) > 1 else " " * 16
            asked = f"{ASKED:7.0f}" if measure == "draft, texts" else " " * 7
            told = "" if all(same for _, same in each) else "  found other things"
            print(f"{measure:26}{each[0][0]:9.3f}{other}{1000 / each[0][0]:10.1f}{asked}{told}")


if __name__ == "__main__":
    main()
