"""A plugin that looks through every log line, all that is printed, and all that the bot sends in the whole suite.

A test in which a secret came out fails, whatever else it says. Our own loggers are heard down to DEBUG.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.arriving import secret_of
from tests.botapi.core import TOKEN, Core

OWN = ("bot", "handlers", "corpus")
SECRET = re.compile(r"(?<!\d)\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,64}|" + re.escape(secret_of(TOKEN)))
_SENT_ON_PURPOSE = frozenset({"secret_token"})  # of setWebhook


@dataclass
class Watch(logging.Handler):
    """Looks through what it is given; `found` are the places where a secret stood, without it."""

    found: list[str] = field(default_factory=list)
    lines: int = 0
    calls: int = 0

    def __post_init__(self) -> None:
        logging.Handler.__init__(self)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += 1
        text = logging.Formatter().format(logging.makeLogRecord(record.__dict__))
        self.look(text, f"a line of {record.name} at {record.filename}:{record.lineno}")

    def look(self, text: str, where: str) -> None:
        if SECRET.search(text):
            self.found.append(where)

    def sent(self, method: str, params: dict) -> None:
        self.calls += 1
        for name, value in params.items():
            if name not in _SENT_ON_PURPOSE and isinstance(value, str):
                self.look(value, f"{name} of {method}")

    def taken(self) -> list[str]:
        """What was found since the last time."""
        found, self.found = self.found, []
        return found


WATCH = Watch()


def pytest_configure(config: pytest.Config) -> None:
    logging.getLogger().addHandler(WATCH)
    for name in OWN:
        logging.getLogger(name).setLevel(logging.DEBUG)
    whole = Core.call

    async def call(self, token, method, params, files=None):
        WATCH.sent(method, params)
        return await whole(self, token, method, params, files)

    Core.call = call
    config.add_cleanup(lambda: setattr(Core, "call", whole))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """A phase of a test in which a secret came out has failed."""
    report = yield
    for title, text in report.sections:
        if "log" not in title.lower():  # those were seen as they were written
            WATCH.look(text, title)
    if found := WATCH.taken():
        report.outcome = "failed"
        report.longrepr = f"A secret stood in {'; '.join(dict.fromkeys(found))}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["secrecy"] = [WATCH.lines, WATCH.calls]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """A worker of several has ended."""
    lines, calls = getattr(node, "workeroutput", {}).get("secrecy", (0, 0))
    WATCH.lines += lines
    WATCH.calls += calls


def pytest_terminal_summary(terminalreporter) -> None:
    terminalreporter.write_line(
        f"Looked through for secrets: {WATCH.lines:,} lines of the log and {WATCH.calls:,} calls of the Bot API."
    )
