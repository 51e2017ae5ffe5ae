import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TAG = re.compile(
    r"(?<!\?P)</?(?:b|i|u|s|a|em|strong|code|pre|span|blockquote|tg-\w+)(?:\s+\w+=?[^>]*)?>|parse_mode\s*=\s*[\"']|&(?:lt|gt|amp);"
)
WEB = (
    ROOT / "corpus/data/web.toml"
)  # what the tags of web pages are called, with bits of pages as examples: nothing is sent
FILES = [p for top in ("bot", "handlers", "corpus") for p in (ROOT / top).rglob("*") if p != WEB and p.suffix in {".py", ".toml"} and (ROOT / "bot/render") not in p.parents]  # fmt: skip


def test_there_are_files_to_look_at():
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_other_file_holds_markup(path):
    assert not TAG.search(path.read_text("utf-8"))
