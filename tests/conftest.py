"""What every test may ask for: the real pages, where they are at hand."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test is a stopwatch: a busy machine fails nothing.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

pytest_plugins = ["tests.postgres", "tests.secrecy"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak-seconds", type=float, default=1800.0, help="how long the soak of mixed load lasts")
    parser.addoption("--soak-rate", type=float, default=200.0, help="updates a second in it")
    parser.addoption("--soak-lives", type=int, default=500, help="how often the program is ended at a random instant")


def _pages_folder() -> Path | None:
    named = os.environ.get("DATELINE_PAGES", "")
    folder = Path(named)
    return folder if named and any(folder.glob("*.txt")) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if _pages_folder() is not None:
        return
    skip = pytest.mark.skip(reason="DATELINE_PAGES names no folder with the real pages")
    for item in items:
        if item.get_closest_marker("pages"):
            item.add_marker(skip)


def pytest_configure(config: pytest.Config) -> None:
    """Leave the soaks out unless they are asked for."""
    if not config.option.markexpr:
        config.option.markexpr = "not soak"


@pytest.fixture(scope="session")
def pages_folder() -> Path:
    folder = _pages_folder()
    assert folder is not None
    return folder
