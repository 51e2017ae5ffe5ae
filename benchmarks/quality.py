"""Found, missed, invented: every scorer over every set at hand, through the machine interface alone.

    python benchmarks/quality.py                      all sets below ../shared
    python benchmarks/quality.py quotes names         some of them
    python benchmarks/quality.py --against HEAD       the working tree beside that commit: gains and losses
    python benchmarks/quality.py quotes --file my.jsonl.gz   another file of the same form

The sets and scorers are looked for in ../shared, or where DATELINE_SHARED names a folder. What is missing is left out
and said so.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
SCORERS = SHARED / "scorers"


class Tree:
    """A checkout of the code, run through its command line."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        self.scratch = scratch

    def dateline(self, *words: str, into: str, stdin: Path | None = None) -> Path:
        """Run a command; its standard output goes to the named file."""
        out = self.scratch / into
        command = [sys.executable, "-m", "bot", *words]
        with out.open("wb") as sink, _opened(stdin) as source:
            subprocess.run(command, cwd=self.folder, stdin=source, stdout=sink, check=False)
        return out


@contextmanager
def _opened(path: Path | None) -> Iterator[object]:
    if path is None:
        yield subprocess.DEVNULL
    elif path.suffix == ".gz":
        with tempfile.TemporaryFile() as plain:
            plain.write(gzip.decompress(path.read_bytes()))
            plain.seek(0)
            yield plain
    else:
        with path.open("rb") as plain:
            yield plain


def score(scorer: str, *words: object) -> dict[str, str]:
    """A scorer's figures by their name; empty where it failed."""
    command = [sys.executable, str(SCORERS / f"{scorer}.py"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip()[-500:], file=sys.stderr)
    rows = (line.split(None, 1) if line[28:29] != " " else (line[:28], line[29:]) for line in done.stdout.splitlines())
    return {row[0].strip(): row[1].strip() for row in rows if len(row) == 2}


def rows(path: Path) -> list[dict[str, object]]:
    """The JSON lines (or the JSON list) of a file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf8")
    return (
        json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines() if line]
    )


def _requests(tree: Tree, name: str, lines: list[str]) -> Path:
    path = tree.scratch / name
    path.write_text("".join(" ".join(line.split()) + "\n" for line in lines), encoding="utf8")
    return path


def _asked(tree: Tree, corpus: str, questions: Path, into: str) -> Path:
    lines = [f"/ask {row['question']}" for row in rows(questions)]
    requests = _requests(tree, f"{into}.in", lines)
    return tree.dateline("say", "--json", "-", "--corpus", corpus, into=into, stdin=requests)


def quotes(tree: Tree, path: Path) -> dict[str, str]:
    """Spans and speakers of quotations."""
    return score("quotes", path, tree.dateline("corpus", "annotate", into="quotes.jsonl", stdin=path))


def dates(tree: Tree, path: Path) -> dict[str, str]:
    """Date expressions and their values."""
    found = tree.dateline("corpus", "annotate", into="dates.jsonl", stdin=path)
    return score("dates", path, found)


def names(tree: Tree, path: Path) -> dict[str, str]:
    """Who is meant."""
    queries = path.parent / "queries.dev.jsonl"
    people = tree.scratch / "people.jsonl"
    people.write_bytes(gzip.decompress(path.read_bytes()))
    found = tree.dateline("corpus", "resolve", "--people", str(people), into="names.jsonl", stdin=queries)
    figures = score("names", queries, found)
    return {name: figures[name] for name in ("top_1", "wrong", "false_match", "person_and_topic") if name in figures}


def pages(tree: Tree, path: Path) -> dict[str, str]:
    """The five pages: metadata, quotes, dates, timeline, comparison."""
    gold = path.parent / "gold"
    files = [str(file) for file in sorted(path.glob("*.txt"))]
    corpus = f"sqlite:///{tree.scratch}/pages.db"
    extracted = tree.dateline("corpus", "extract", *files, into="extracted.jsonl")
    tree.dateline("corpus", "build", *files, "--to", corpus, into="build.txt")
    timeline = tree.dateline("say", "/timeline", "--json", "--corpus", corpus, into="timeline.jsonl")
    wanted = gold / "compare_requests.txt"
    compared = tree.dateline("say", "--json", "-", "--corpus", corpus, into="compare.jsonl", stdin=wanted)
    figures = score("gold", gold, extracted, timeline, compared)
    answers = _asked(tree, corpus, gold / "questions.json", "answers.jsonl")
    asked = score("answers", gold / "questions.json", answers)
    pairs = rows(gold / "same_fact_pairs.json")
    asking = _requests(tree, "pairs.in", [json.dumps(pair, ensure_ascii=False) for pair in pairs])
    judged = tree.dateline("corpus", "same", into="same.jsonl", stdin=asking)
    same = score("same", gold / "same_fact_pairs.json", judged)
    return figures | {f"ask {k}": v for k, v in asked.items()} | {f"same fact {k}": v for k, v in same.items()}


def ask(tree: Tree, path: Path) -> dict[str, str]:
    """Questions over pages that hold the answer, with typing errors, and over pages that do not."""
    corpus = f"sqlite:///{tree.scratch}/ask.db"
    plain = tree.scratch / "ask-pages.jsonl"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    tree.dateline("corpus", "build", str(plain), "--to", corpus, into="build.txt")
    figures = {}
    for name in ("questions", "questions_typos", "questions_elsewhere"):
        questions = path.parent / f"{name}.jsonl.gz"
        found = score("answers", questions, _asked(tree, corpus, questions, f"{name}.jsonl"))
        figures |= {f"{name} {figure}": value for figure, value in found.items()}
    return figures


def check(tree: Tree, path: Path) -> dict[str, str]:
    """Quotations kept, cut, changed, put under another name, and invented: what /check says of each."""
    pages, cases = tree.scratch / "check-pages.jsonl", tree.scratch / "cases.jsonl"
    maker = str(ROOT / "benchmarks" / "checking.py")
    subprocess.run([sys.executable, maker, "make", str(path), str(pages), str(cases)], check=True)
    corpus = f"sqlite:///{tree.scratch}/check.db"
    tree.dateline("corpus", "build", str(pages), "--to", corpus, into="build.txt")
    requests = _requests(tree, "check.in", [str(case["request"]) for case in rows(cases)])
    answers = tree.dateline("say", "--json", "-", "--corpus", corpus, into="checked.jsonl", stdin=requests)
    done = subprocess.run(
        [sys.executable, maker, "score", str(cases), str(answers)], capture_output=True, text=True, check=False
    )
    return dict(line.split(None, 1) for line in done.stdout.splitlines())


def timelines(tree: Tree, path: Path) -> dict[str, str]:
    """Which days matter."""
    wanted = tree.scratch / "timelines.in"
    command = [sys.executable, str(SCORERS / "timelines.py"), "make", str(path)]
    with wanted.open("wb") as sink:
        subprocess.run(command, stdout=sink, check=False)
    found = tree.dateline("corpus", "keydates", into="keydates.jsonl", stdin=wanted)
    figures = score("timelines", "score", path, found)
    return {"date_f1": figures["date_f1"]} if "date_f1" in figures else figures


def web(tree: Tree, path: Path) -> dict[str, str]:
    """Body, title and day of web pages."""
    found = tree.dateline("corpus", "extract", str(path.parent / "html"), into="web.jsonl")
    return score("pages", path, found)


Measure = tuple[Callable[[Tree, Path], dict[str, str]], str]
SETS: dict[str, Measure] = {
    "pages": (pages, "pages"),
    "quotes": (quotes, "data/quotes/dev.jsonl.gz"),
    "check": (check, "data/quotes/dev.jsonl.gz"),
    "aquaint": (dates, "data/dates/aquaint.jsonl.gz"),
    "timebank": (dates, "data/dates/timebank.jsonl.gz"),
    "names-1k": (names, "data/names/people_1k.jsonl.gz"),
    "names-20k": (names, "data/names/people_20k.jsonl.gz"),
    "names-200k": (names, "data/names/people_200k.jsonl.gz"),
    "ask": (ask, "data/ask/pages.jsonl.gz"),
    "scrapinghub": (web, "data/html/scrapinghub/gold.jsonl"),
    "wcxb": (web, "data/html/wcxb_article/gold.jsonl"),
    "htmldate": (web, "data/html/htmldate/gold.jsonl"),
    "timelines": (timelines, "data/timelines/dev.jsonl.gz"),
}


def measured(folder: Path, wanted: list[str], file: Path | None) -> dict[str, dict[str, str]]:
    """All figures of one checkout."""
    out = {}
    for name in wanted:
        measure, place = SETS[name]
        path = file or SHARED / place
        if not path.exists():
            print(f"{name}: left out, there is no {path.name} below {SHARED.name}", file=sys.stderr)
            continue
        print(f"measuring {name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory() as scratch:
            out[name] = measure(Tree(folder, Path(scratch)), path)
    return out


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """A worktree of a revision, removed at the end."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(folder), revision], cwd=ROOT, check=True)
        try:
            yield folder
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(folder)], cwd=ROOT, check=True)


def show(now: dict[str, dict[str, str]], before: dict[str, dict[str, str]] | None) -> None:
    """A row a figure; beside a revision only what changed is marked."""
    for name, figures in now.items():
        print(f"\n{name}")
        for figure, value in figures.items():
            old = (before or {}).get(name, {}).get(figure)
            print(f"  {figure:34} {value}" + (f"    before: {old}" if before is not None and old != value else ""))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], help="which sets; all when none is named")
    parser.add_argument("--against", metavar="REVISION", help="compare with this commit")
    parser.add_argument("--file", type=Path, help="another file of the same form, for one set")
    words = parser.parse_args()
    wanted = words.sets or list(SETS)
    now = measured(ROOT, wanted, words.file)
    before = None
    if words.against:
        with checkout(words.against) as folder:
            before = measured(folder, wanted, words.file)
    show(now, before)


if __name__ == "__main__":
    main()
