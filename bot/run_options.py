"""What `dateline corpus build` and `add` are told, and what they tell: workers, report, dry run, a summary."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.failing import FAILED, tell

if TYPE_CHECKING:
    from corpus.building import Options, Ran

_MOST = 50  # failures that are named one by one; the report names all

Workers = Annotated[
    str,
    typer.Option(
        "--workers",
        metavar="N|tcp://…",
        help="How many processes read pages, or the address of a Dask scheduler; all cores when left out.",
        show_default=False,
    ),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what an earlier run that was stopped has read.")]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE.jsonl", help="Write what became of each input, a line each.", show_default=False
    ),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Tell what would be taken in and what not; write nothing.")]
Mapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="FILE.toml", help="What the columns of tables hold (see docs).", show_default=False
    ),
]


def options(workers: str, report: Path | None, mapping: Path | None, *, fresh: bool) -> "Options":
    """As a run takes them."""
    from corpus.building import Options
    from corpus.ingest.archives.mapping import load_mapping

    return Options(workers, fresh, report, load_mapping(mapping) if mapping else None)


def summary(ran: "Ran", url: str, *, dry: bool = False) -> None:
    """Name what failed, count what was done, and end with the exit code that says whether anything failed."""
    for line in ran.failures[:_MOST]:
        tell(f"{line.file}: {line.reason}")
    if len(ran.failures) > _MOST:
        tell(f"… and {len(ran.failures) - _MOST} more failed: --report FILE.jsonl names them all")
    for gone in ran.removed[:_MOST]:
        tell(f"{gone}: stays out, it was removed")
    if ran.carried:
        tell(f"{ran.carried} articles that came in while this ran were kept")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(ran.outcomes.items()) if count)
    if dry:
        tell(f"would take in {ran.articles} articles, {ran.quotes} quotes ({counts or 'nothing'}); nothing was written")
    else:
        tell(f"{ran.articles} articles, {ran.quotes} quotes in {ran.seconds:.1f} s ({counts or 'nothing'}): {url}")
    if ran.failures:
        raise typer.Exit(FAILED)
