"""How far is it? A bar on standard error where somebody watches, nothing where nobody does."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

Progress = Callable[[int, int | None], None]
Stages = Callable[[str, int, int | None], None]


@contextmanager
def bar(title: str) -> Iterator[Progress]:
    """A function that takes (done, of); `of` is None as long as nobody knows."""
    with stages() as told:
        yield lambda done, of: told(title, done, of)


@contextmanager
def stages() -> Iterator[Stages]:
    """A function that takes (title, done, of): a bar a title, with its rate and the time left where that is known."""
    if not sys.stderr.isatty():
        yield lambda title, done, of: None  # noqa: ARG005 - nobody watches
        return
    with _bar() as shown:
        tasks: dict[str, int] = {}

        def told(title: str, done: int, of: int | None) -> None:
            if title not in tasks:
                for task in tasks.values():
                    shown.stop_task(task)  # type: ignore[arg-type]  # a number by another name
                tasks[title] = shown.add_task(title, total=of, rate="")
            task = tasks[title]
            elapsed = shown.tasks[task].elapsed or 0.0
            rate = f"{done / elapsed:,.0f}/s" if elapsed >= 1 else ""
            shown.update(task, completed=done, total=of, rate=rate)  # type: ignore[arg-type]  # see above

        yield told


def _bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=Console(stderr=True), transient=True)
