"""Jobs claimed from one database by several processes: how many a second, none twice, none left.

    python benchmarks/jobs_speed.py --jobs 8000 --claimers 4

A server of PostgreSQL of our own (made in a temporary folder, on 127.0.0.1; with `--fsync` it writes through to the
disk as one in use does). Rows of `deliveries` are claimed by so many processes at once, each claim a transaction as
digests and watches make it (corpus.claiming), and each job is done by a second one. The rival is the same work with
rows that are waited for instead of passed over (FOR UPDATE without SKIP LOCKED).

On a machine that does other things as well the rate says little: beside it stands what a job costs, in processor's
time of the claimers and of the server together.
"""

import argparse
import multiprocessing
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402 - the path comes first

from bot.chatsdb import DELIVERIES, open_chats  # noqa: E402
from bot.deliveries import _KEY  # noqa: E402
from bot.engines import engine_at, reading  # noqa: E402
from corpus.claiming import claiming  # noqa: E402
from corpus.servers import address_of  # noqa: E402
from tests import postgres  # noqa: E402

ASKED = 2_000  # jobs a second; the figure of the prototype was 2,416
DONE = 2**62


def fill(engine: sa.Engine, jobs: int) -> None:
    """So many jobs, each due in its own second."""
    row = {"topic": 0, "what": "digest", "kind": "private", "since": 0, "claimed": 0, "tries": 0, "holder": ""}
    with engine.begin() as connection:
        connection.execute(sa.delete(DELIVERIES))
        for first in range(0, jobs, 1_000):
            connection.execute(
                sa.insert(DELIVERIES), [row | {"chat": n, "due": n} for n in range(first, min(first + 1_000, jobs))]
            )


def claims(most: int, *, ours: bool) -> sa.Executable:
    """Ours, as digests claim; or the rival's, who waits for rows that somebody else is taking."""
    free = sa.and_(DELIVERIES.c.due < DONE, DELIVERIES.c.claimed == 0)
    if ours:
        return claiming(_KEY, free, {"claimed": 1}, most, DELIVERIES.c.due)
    few = sa.select(*_KEY).where(free).order_by(DELIVERIES.c.due).limit(most).with_for_update().cte("few")
    mine = sa.and_(*(column == few.c[column.name] for column in _KEY), DELIVERIES.c.claimed == 0)
    return sa.update(DELIVERIES).where(mine).values(claimed=1).returning(*DELIVERIES.c)


def claimer(url: str, ours: bool, most: int, start: object, found: object) -> None:  # noqa: FBT001 - one of two ways
    """A process that claims and does jobs until none is left."""
    engine = engine_at(address_of(url))
    quick = reading(engine)
    claim, mine = claims(most, ours=ours), []
    done = sa.update(DELIVERIES).where(DELIVERIES.c.chat.in_(sa.bindparam("some", expanding=True))).values(due=DONE)
    with engine.connect():
        pass
    start.wait()
    began, used = time.perf_counter(), time.process_time()
    while True:
        with quick.connect() as connection:
            some = [row.chat for row in connection.execute(claim)]
        if not some:
            with quick.connect() as connection:
                left = connection.scalar(sa.select(sa.func.count()).where(DELIVERIES.c.claimed == 0))
            if not left:
                break
            continue
        mine += some
        with quick.connect() as connection:
            connection.execute(done, {"some": some})
    found.put((began, time.perf_counter(), time.process_time() - used, mine))
    start.wait()  # its session stays until the server's time was read


def server_time(server: postgres.Server) -> float:
    """Seconds of the processor that the server's processes have used, the ended ones included."""
    main = int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in children]
    own = Path(f"/proc/{main}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(int(one[11]) + int(one[12]) for one in fields) + sum(int(one) for one in own[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def race(server: postgres.Server, jobs: int, claimers: int, most: int, *, ours: bool) -> tuple[float, float, int, int]:
    """Jobs a second, milliseconds of the processor a job, how many were left, how many were claimed twice."""
    url = server.url("jobs")
    spawn = multiprocessing.get_context("spawn")
    engine = open_chats(url)
    fill(engine, jobs)
    start, found = spawn.Barrier(claimers + 1), spawn.Queue()
    crowd = [spawn.Process(target=claimer, args=(url, ours, most, start, found)) for _ in range(claimers)]
    for one in crowd:
        one.start()
    start.wait()
    before = server_time(server)
    told = [found.get(timeout=300) for _ in crowd]
    used = server_time(server) - before + sum(spent for _, _, spent, _ in told)
    start.wait()
    for one in crowd:
        one.join()
    engine.dispose()
    every = [job for *_, mine in told for job in mine]
    seconds = max(end for _, end, *_ in told) - min(began for began, *_ in told)
    return jobs / seconds, 1_000 * used / jobs, jobs - len(set(every)), len(every) - len(set(every))


def main() -> None:
    """Measure, and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=8_000)
    parser.add_argument("--claimers", type=int, default=4)
    parser.add_argument("--fsync", action="store_true", help="write through to the disk")
    given = parser.parse_args()
    if postgres.missing():
        sys.exit(postgres.missing())
    settings = {"fsync": "on", "full_page_writes": "on"} if given.fsync else {}
    print(f"{given.jobs} jobs, {given.claimers} claimers{', through to the disk' if given.fsync else ''}")
    print(f"{'measure':<34}{'ours':>9}{'rival':>9}{'ratio':>7}{'asked':>8}  met")
    with postgres.server(**settings) as server:
        server.create("jobs")
        for name, most in (("jobs a second, claimed one by one", 1), ("jobs a second, eight at once", 8)):
            ours, cost, left, twice = race(server, given.jobs, given.claimers, most, ours=True)
            rival, other, _, _ = race(server, given.jobs, given.claimers, most, ours=False)
            met = ours >= ASKED and not left and not twice
            print(f"{name:<34}{ours:>9.0f}{rival:>9.0f}{ours / rival:>7.2f}{ASKED:>8}  {'yes' if met else 'NO'}")
            print(f"{'  ms of the processor a job':<34}{cost:>9.2f}{other:>9.2f}{other / cost:>7.2f}")
            print(f"{'  lost, doubled':<34}{left:>6}, {twice}")


if __name__ == "__main__":
    main()
