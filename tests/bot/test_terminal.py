import io
import subprocess
import sys

import pytest

from bot.render import PLAIN
from bot.terminal import Conversation, chat
from corpus.errors import StoreError
from tests.handlers.fake import FakeLibrary, desk


def test_a_follow_up_is_picked_by_its_number():
    talk = Conversation(desk())
    first = talk.reply("/quote lopes", PLAIN)
    assert "[1] Ana Lopes: 3  [2] Rui Lopes: 0" in first
    assert talk.reply("1", PLAIN).startswith("Ana Lopes, mayor")


@pytest.mark.parametrize("line", ["9", "0", "99999999999", "٣"])
def test_a_number_without_a_follow_up_is_told(line):
    talk = Conversation(desk())
    assert talk.reply(line, PLAIN).startswith("There is no follow-up")


def test_a_pipe_gets_an_answer_a_line_and_no_prompt(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/quote lopes\n\n2\n/quit\n/people\n"))
    chat(desk())
    out = capsys.readouterr().out
    assert out.startswith("“lopes” may mean several.")
    assert "> " not in out
    assert "are quoted in" not in out


def test_a_corpus_that_breaks_is_one_line(monkeypatch, capsys):
    class Broken(FakeLibrary):
        def ask(self, question):
            raise StoreError("corpus.db", "is damaged", "build it again")

    monkeypatch.setattr(sys, "stdin", io.StringIO("who?\n/people\n"))
    chat(desk(Broken()))
    out = capsys.readouterr().out
    assert out.startswith("dateline: corpus.db: is damaged; build it again\n")
    assert "listed as quoted in" in out


def test_neither_say_nor_chat_imports_telegram():
    code = "import sys, bot.__main__, bot.terminal, bot.prompt, bot.machine, bot.settings, bot.desk; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("typed", "completions"),
    [
        ("/qu", ["quote "]),
        ("/quote lop", ["Ana Lopes", "Rui Lopes"]),
        ("/quote ana via r", ["Rui Lopes"]),
        ("/sources harb", ["Harbour Times"]),
        ("/sources Harbour Times vs f", ["Ferry Post"]),
        ("what", []),
        ("/why", []),
    ],
)
def test_commands_and_names_are_completed(typed, completions):
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from bot.prompt import Names

    names = Names(["Ana Lopes", "Rui Lopes"], ["Harbour Times", "Ferry Post"])
    assert [c.text for c in names.get_completions(Document(typed), CompleteEvent())] == completions
