"""How fast is a corpus built, and in how much memory? `build_speed.py LOAD.jsonl [--to FILE] [--workers N]`.

Runs `dateline corpus build` on a file of JSONL and watches its processes: CPU seconds an article, and the greatest sum of
their memory at one time, each shared page counted once (PSS; RSS, which counts them anew for each process, stands beside
it). Sampled once a second; Linux only.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

MIB = 1024 * 1024
ASKED_MINUTES = 25 / 100_000  # an article, on two cores
ASKED_MEMORY = 600


def tree(top: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [top]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def memory(process: int) -> tuple[int, int]:
    """PSS and RSS in KiB."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:] if line.split()[1:2]}
    return sizes.get("Pss", 0), sizes.get("Rss", 0)


class Watch(threading.Thread):
    """Samples the memory of a tree of processes until told to stop."""

    def __init__(self, top: int) -> None:
        super().__init__(daemon=True)
        self.top, self.pss, self.rss, self.done = top, 0, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(1):
            sizes = [memory(process) for process in tree(self.top)]
            self.pss = max(self.pss, sum(pss for pss, _ in sizes))
            self.rss = max(self.rss, sum(rss for _, rss in sizes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("load", type=Path, help="of scorers/make_load.py")
    parser.add_argument("--to", type=Path, help="keep the corpus here")
    parser.add_argument("--workers", default="")
    given = parser.parse_args()
    with given.load.open("rb") as file:
        articles = sum(1 for _ in file)
    with tempfile.TemporaryDirectory() as folder:
        target = given.to or Path(folder) / "corpus.db"
        command = [sys.executable, "-m", "bot", "corpus", "build", str(given.load), "--to", f"sqlite:///{target}"]
        command += ["--workers", given.workers] if given.workers else []
        began = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
            watch = Watch(run.pid)
            watch.start()
            told = run.communicate()[1]
            watch.done.set()
            watch.join()
        seconds = time.perf_counter() - began
        if run.returncode:
            sys.exit(told)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        generation = target.with_name(target.read_text().split(": ")[1].strip())
        size = generation.stat().st_size
    cpu = used.ru_utime + used.ru_stime
    found = {
        "articles": articles,
        "minutes": round(seconds / 60, 2),
        "asked minutes": round(ASKED_MINUTES * articles, 2),
        "CPU ms an article": round(1000 * cpu / articles, 2),
        "PSS MiB": watch.pss // 1024,
        "RSS MiB": watch.rss // 1024,
        "asked MiB": ASKED_MEMORY,
        "corpus bytes an article": size // articles,
        "load average": os.getloadavg()[0],
        "met": seconds / 60 <= ASKED_MINUTES * articles and watch.pss / 1024 <= ASKED_MEMORY,
    }
    print(told.strip())
    print(json.dumps(found))


if __name__ == "__main__":
    main()
