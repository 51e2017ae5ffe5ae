import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TAG = re.compile(
    r"(?<!\?P)</?(?:b|i|u|s|a|em|strong|code|pre|span|blockquote|tg-\w+)(?:\s+\w+=?[^>]*)?>|parse_mode\s*=\s*[\"']|&(?:lt|gt|amp);"
)
# What pages and feeds are written in, with bits of them as examples: it is read there, and nothing of it is sent.
READ = (ROOT / "corpus/data/web.toml", ROOT / "corpus/ingest/feeds", ROOT / "corpus/ingest/web")
RENDER = ROOT / "bot/render"
FILES = [
    path
    for top in ("bot", "handlers", "corpus")
    for path in (ROOT / top).rglob("*")
    if path.suffix in {".py", ".toml"} and not {RENDER, *READ} & {path, *path.parents}
]


def test_there_are_files_to_look_at():
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_other_file_holds_markup(path):
    assert not TAG.search(path.read_text("utf-8"))
