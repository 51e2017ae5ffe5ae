"""The readers on bytes that nobody meant: no traceback, no endless page. Needs atheris, which is no part of the locks.

    python benchmarks/fuzz.py                        every kind of file, a minute each, with atheris
    python benchmarks/fuzz.py html zip --seconds 600 some kinds, for longer

Each kind starts from small good files and keeps what opens new paths below a folder of its own; what fails is printed, with its
bytes in hexadecimal, and belongs in tests/corpus/ingest/archives/test_fuzzed.py.
"""

import argparse
import contextlib
import gzip
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SLOW = 5  # seconds of processor time that no input of 16 KiB may take
KINDS = {
    "html": "page.html", "dump": "page.txt", "markdown": "page.md", "mhtml": "page.mhtml", "lines": "a.jsonl", "objects": "a.json",
    "table": "a.csv", "warc": "a.warc", "warc.gz": "a.warc.gz", "zip": "a.zip", "tar": "a.tar", "gzip": "a.html.gz", "feed": "feed.xml",
}  # fmt: skip


def read(name: str, data: bytes) -> None:
    """Read bytes as a file of this name; anything but pages and reasons is a fault."""
    from corpus.errors import UnreadableError
    from corpus.ingest.archives import Place, pages_in
    from corpus.ingest.archives.bounds import Budget
    from corpus.ingest.read import read_all

    start = time.process_time()
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[type-var]
    for page in pages_in(Place(name, name, Budget(len(data))), stream):
        for found in () if isinstance(page, UnreadableError) else read_all(page):
            if not isinstance(found, UnreadableError):
                body = found.article.body
                assert all(0 <= quote.span.start <= quote.span.stop <= len(body) for quote in found.article.quotes)
    taken = time.process_time() - start
    if taken > SLOW:
        raise TimeoutError(f"{name}: {taken:.1f} s for {len(data)} bytes")


def feed(data: bytes) -> None:
    """Read bytes as a feed."""
    from corpus.errors import UnreadableError
    from corpus.ingest.feeds.parse import read_feed

    with contextlib.suppress(UnreadableError):
        read_feed(data, "https://example.org/feed")


def seeds() -> dict[str, bytes]:
    """A small good file of each kind."""
    from tests.corpus.ingest.archives import packing as make

    text = make.STORY.encode()
    return {
        "html": make.html(), "dump": b"Ferry stays\n\n30 Dec 2021\n\n" + text + b"\n\n" + text, "markdown": b"---\ntitle: Ferry\n---\n" + text,
        "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n" + make.html() + b"\n--b--",
        "lines": b'{"id":"1","text":"Lind said so."}\n{"id":"2","html":"<p>Okoro did not.</p>"}\n',
        "objects": b'{"articles":[{"url":"https://example.org","title":"Ferry","text":"Lind said so."}]}',
        "table": b'id,title,text,date\n1,"Ferry, old","Lind said ""so"".",2021-12-30\n', "warc": make.record("https://example.org", make.html()),
        "warc.gz": make.packed(make.record("https://example.org", make.html())), "zip": make.zipped([("a.html", make.html()), ("b.txt", text)]),
        "tar": make.tarred([("a.html", make.html())], "w"), "gzip": gzip.compress(make.html()),
        "feed": b"<rss><channel><item><title>Ferry</title><link>https://example.org</link><description>x</description></item></channel></rss>",
    }  # fmt: skip


def fuzz(kind: str, seconds: int, folder: Path) -> None:
    """One kind, until something fails or the time is up."""
    import atheris

    with atheris.instrument_imports(include=["corpus"]):
        import corpus.ingest.archives.opened
        import corpus.ingest.read  # noqa: F401
    start = folder / kind
    start.mkdir(parents=True, exist_ok=True)
    (start / "good").write_bytes(seeds()[kind])
    name = KINDS[kind]
    one = feed if kind == "feed" else lambda data: read(name, data)
    one(seeds()[kind])
    flags = [
        f"-max_total_time={seconds}",
        "-max_len=16384",
        "-timeout=60",
        "-rss_limit_mb=1500",
        f"-artifact_prefix={folder}/{kind}-",
    ]
    atheris.Setup([sys.argv[0], *flags, str(start)], one)
    atheris.Fuzz()


def main() -> None:
    """Each kind in a process of its own: atheris ends the one it runs in."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dateline-fuzz")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.here:
        fuzz(given.kinds[0], given.seconds, given.folder)
    for kind in given.kinds or KINDS:
        command = [
            sys.executable,
            __file__,
            kind,
            "--here",
            "--seconds",
            str(given.seconds),
            "--folder",
            str(given.folder),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        lines = (done.stderr + done.stdout).strip().splitlines()
        print(
            f"{kind:10} {'found nothing' if done.returncode == 0 else 'FAILED'}: {lines[-1] if lines else ''}",
            flush=True,
        )
        if done.returncode:
            print("\n".join(lines[-25:]), flush=True)


if __name__ == "__main__":
    main()
