"""What a step raised, caught for whoever waits for it."""

from types import TracebackType


class Outcome:
    """Catches what a step raises; what ends a program or a task goes on."""

    __slots__ = ("error",)

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> None:
        """The step begins."""

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        if isinstance(error, Exception):
            self.error = RuntimeError("it ran out") if isinstance(error, StopIteration) else error
        return self.error is not None
