"""What is installed is pinned, hashed, needed, and free: locks, pyproject and the decision about libraries agree."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
DECISION = (ROOT / "docs/decisions/0002-libraries.md").read_text(encoding="utf8")
FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|(?:Affero )?General Public License)")
PIN = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==(?P<version>[^\s;]+)(?P<rest>.*)", re.DOTALL
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def plain(name: str) -> str:
    """As registries compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(lines: list[str]) -> set[str]:
    return {plain(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in lines}


def locked(name: str) -> dict[str, str]:
    """Each requirement of a lock with all that stands after its version."""
    text = re.sub(r"^#.*\n", "", (ROOT / name).read_text(encoding="utf8"), flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    found = [PIN.fullmatch(entry) for entry in entries]
    assert all(found), [entry[:60] for entry, hit in zip(entries, found, strict=True) if not hit]
    return {plain(hit["name"]): hit["rest"] for hit in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_requirement_is_pinned_and_hashed(lock):
    found = locked(lock)
    assert len(found) > 40
    assert [name for name, rest in found.items() if not HASH.search(rest)] == []
    assert all(set(re.findall(r"--([a-z-]+)", rest)) == {"hash"} for rest in found.values())


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock):
    text = (ROOT / lock).read_text(encoding="utf8")
    assert not re.search(r"://|index-url|trusted-host|find-links|^\s*-e|\bgit\+|@\s*file", text, re.MULTILINE)


def test_all_that_the_program_needs_is_in_its_lock():
    assert wanted(PROJECT["dependencies"]) <= locked("requirements.lock").keys()
    extras = PROJECT["optional-dependencies"]
    assert wanted(extras["dev"]) | wanted(extras["dask"]) <= locked("requirements-dev.lock").keys()


def test_the_locks_agree():
    first, second = (set(PINS.findall((ROOT / lock).read_text(encoding="utf8"))) for lock in LOCKS)
    assert first <= second


PINS = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)


def _licence(found: importlib.metadata.Distribution) -> str:
    told = found.metadata
    kinds = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return told.get("License-Expression") or "; ".join(kinds) or told.get("License") or ""


def _free(licence: str) -> bool:
    """Whether nothing forces what uses it to be under the GPL; of several licences one may be chosen."""
    return any(not FORBIDDEN.search(choice) for choice in re.split(r" OR ", licence))


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0", False),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", False),
        ("License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("MIT AND GPL-2.0-only", False),
    ],
)
def test_what_a_licence_asks_is_known(licence, free):
    assert _free(licence) is free


def test_nothing_that_runs_is_under_the_gpl():
    runs = locked("requirements.lock").keys()
    found = {plain(one.metadata["Name"]): _licence(one) for one in importlib.metadata.distributions()}
    installed = runs & found.keys()
    assert len(installed) > 40
    assert [name for name in installed if not found[name]] == []
    assert {name: found[name] for name in installed if not _free(found[name])} == {}


def test_what_is_installed_is_what_is_locked():
    pins = {
        (plain(name), version)
        for lock in LOCKS
        for name, version in PINS.findall((ROOT / lock).read_text(encoding="utf8"))
    }
    names = {name for name, _ in pins}
    found = {(plain(one.metadata["Name"]), one.version) for one in importlib.metadata.distributions()}
    both = {(name, version) for name, version in found if name in names}
    assert len(both) > 60
    assert both - pins == set()


def _rows(heading: str) -> list[list[str]]:
    """The table under a heading of the decision, its cells a row."""
    part = DECISION.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("heading", "key"), [("What runs", None), ("What develops", "dev")])
def test_every_library_has_its_reason(heading, key):
    """The decision's table holds what pyproject names, no more and no less, each with licence, size and reason."""
    rows = _rows(heading)
    named = wanted(PROJECT["optional-dependencies"][key] if key else PROJECT["dependencies"])
    assert {plain(row[0]) for row in rows} == named
    assert all(all(cell for cell in row) and len(row) == 4 for row in rows)
    assert len({row[3] for row in rows}) == len(rows)


def test_the_licences_told_are_those_of_the_libraries():
    told = {plain(row[0]): row[1] for heading in ("What runs", "What develops") for row in _rows(heading)}
    found = {plain(one.metadata["Name"]): _licence(one) for one in importlib.metadata.distributions()}
    assert {name: (told[name], found[name]) for name in told if not _kinds(told[name]) <= _kinds(found[name])} == {}
    assert all(_kinds(licence) for licence in told.values())


def _kinds(licence: str) -> set[str]:
    """The families of licences that are named."""
    found = re.findall(r"MIT|BSD|Apache|LGPL|Lesser|ISC|MPL|Mozilla|PSF", licence)
    return {{"Lesser": "LGPL", "Mozilla": "MPL"}.get(one, one) for one in found}
