"""The errors of the corpus: one base, each with what failed as attributes."""


class CorpusError(Exception):
    """Anything that the corpus could not do; the message says what and how to mend it."""


class UnreadableError(CorpusError):
    """A page that cannot become an article: `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str]]:
        """By its parts: it travels between processes."""
        return type(self), (self.source, self.reason)


class StoreError(CorpusError):
    """A corpus that cannot be opened: `path` names it, `mend` is the command that helps."""

    def __init__(self, path: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f"; {mend}" if mend else ""))
        self.path = path
        self.reason = reason
        self.mend = mend
