"""Pages are found in the order of their names; what cannot be read is named, and the rest goes on."""

import os
import socket

import pytest

from corpus.errors import UnreadableError
from corpus.ingest.archives import kinds
from corpus.ingest.files import find_pages


def found(*paths):
    return [
        (each.source, each.reason) if isinstance(each, UnreadableError) else (each.source, each.media_type)
        for each in find_pages(paths)
    ]


def test_a_directory_is_walked_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a.md", "c/d.jsonl", ".hidden", ".git/x.txt", "outlets.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert found(tmp_path) == [
        (str(tmp_path / "a.md"), "text/markdown"),
        (str(tmp_path / "b.txt"), "text/plain"),
        (str(tmp_path / "c/d.jsonl"), "application/jsonl"),
    ]


def test_failures_are_named_and_the_rest_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "PAGE_LIMIT", 1024)
    (tmp_path / "none").mkdir()
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "huge.txt").write_bytes(b"a" * 2048)
    (tmp_path / "list.json").write_text("{}")
    (tmp_path / "good.txt").write_text("text")
    names = ("missing.txt", "none", "empty.txt", "huge.txt", "list.json", "good.txt")
    reasons = [reason for _, reason in found(*(tmp_path / name for name in names))]
    assert reasons[:3] == ["no such file", "a directory with no files in it", "empty"]
    assert reasons[3].startswith("too large")
    assert reasons[4].startswith("JSON")
    assert reasons[5] == "text/plain"


def test_a_path_that_no_system_takes(tmp_path):
    assert [type(each) for each in find_pages([f"{tmp_path}/a\0b", tmp_path / ("x" * 400)])] == [UnreadableError] * 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path / "pipe") == [(str(tmp_path / "pipe"), "a pipe, no file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_lies_in_a_directory_and_is_no_file_is_named(tmp_path):
    (tmp_path / "good.txt").write_text("text")
    os.mkfifo(tmp_path / "pipe.html")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "s"))
    links = {
        "circle.txt": "circle.txt",
        "device": "/dev/null",
        "gone.txt": "not there",
        "up": ".",
        "link.txt": "good.txt",
    }
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    reasons = {os.path.basename(source): reason for source, reason in found(tmp_path)}  # noqa: PTH119 - of a text
    listening.close()
    assert reasons == {
        "circle.txt": "a link that leads in a circle",
        "device": "a device, no file",
        "gone.txt": "a link that leads nowhere",
        "good.txt": "text/plain",
        "link.txt": "text/plain",
        "pipe.html": "a pipe, no file",
        "s": "a socket, no file",
        "up": "a link to a directory: name the directory itself",
    }
