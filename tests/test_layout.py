"""The rules that hold for the whole tree: what may import what, and what may stand in a file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = [path for folder in ("bot", "handlers", "corpus") for path in sorted((ROOT / folder).rglob("*.py"))]


def _imports(path: Path) -> set[str]:
    pattern = r"^\s*(?:from|import)\s+([\w.]+)"
    return set(re.findall(pattern, path.read_text(encoding="utf8"), flags=re.MULTILINE))


def test_imports_go_one_way():
    command = [str(Path(sys.executable).parent / "lint-imports")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "home"),
    [("telegram", "bot"), ("rapidfuzz", "corpus"), ("pydantic_settings", "bot"), ("sqlite3", "corpus")],
)
def test_a_library_stays_in_its_room(module, home):
    strangers = [
        path.relative_to(ROOT)
        for path in CODE
        if path.relative_to(ROOT).parts[0] != home
        and any(name == module or name.startswith(module + ".") for name in _imports(path))
    ]
    assert not strangers


def test_only_the_settings_read_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for path in CODE
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf8"))
    ]
    assert set(readers) <= {"bot/settings.py"}


def test_the_bot_keeps_no_state_in_the_library_s_dictionaries():
    users = [
        str(path.relative_to(ROOT))
        for path in CODE
        if re.search(r"\b(?:bot|chat|user)_data\b", path.read_text(encoding="utf8"))
    ]
    assert not users


def test_locks_carry_hashes_and_no_addresses():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://", text)
