"""The docs tell the truth: what they derive from the program is what the program says now."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

from bot.desk import terminal_desk
from corpus.library import open_library
from handlers import COMMANDS, answer
from handlers.messages import Status
from handlers.parser import parse

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")


def _writer():
    spec = importlib.util.spec_from_file_location("write", ROOT / "docs" / "write.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


write = _writer()


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    return write.starter(tmp_path_factory.mktemp("starter"))


def test_the_readme_s_transcript_is_what_the_chat_answers(starter):
    lines = write.asked(README)
    assert len(lines) >= 5
    assert write.replayed(lines, starter) in README


def test_the_list_of_commands_is_the_table_s():
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf8") == write.commands()


def test_the_pictures_show_what_the_chat_draws_now(starter):
    folder = ROOT / "docs" / "pictures"
    assert {file.stem for file in folder.iterdir()} == set(write.PICTURES)
    for name, told in write.told(starter).items():
        with Image.open(folder / f"{name}.png") as picture:
            picture.load()
            assert (picture.width, picture.text[write.TOLD]) == (1280, told), name
        assert (folder / f"{name}.png").stat().st_size < 60 * 1024


def test_pictures_of_the_docs_are_redrawn_to_the_byte(starter):
    assert write.drawn(starter) == write.drawn(starter)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_s_example_runs_over_the_starter_corpus(name, starter):
    found = answer(parse(COMMANDS[name].example), terminal_desk(open_library(starter)))
    # A terminal takes no schedule, and what only a Telegram chat has, and says so; all else must answer.
    elsewhere = COMMANDS[name].only or "daily" in COMMANDS[name].example
    assert found.status is (Status.USAGE if elsewhere else Status.OK)


def test_each_decision_has_a_number_and_a_title():
    papers = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert papers
    for number, paper in enumerate(papers, 1):
        assert paper.name.startswith(f"{number:04d}-")
        assert paper.read_text(encoding="utf8").startswith(f"# {number}. ")
