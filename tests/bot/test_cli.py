"""The `dateline` command as a user runs it: output, diagnostics and exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

ROOT = Path(__file__).parents[2]
STORY = """Harbour talks end

5 March 2022

“We will open the harbour on Monday,” Ana Lopes, the mayor of the city, said on Friday after the talks with the dockers.

The talks on the harbour lasted 40 minutes, and the mayor called them useful for both sides. Dockers said little.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    story = {
        "id": "h1",
        "text": STORY.split("2022\n\n")[1],
        "title": "Harbour talks end",
        "outlet": "Harbour Times",
        "published": "2022-03-05",
    }
    (folder / "story.jsonl").write_text(json.dumps(story) + "\n")
    url = f"sqlite:///{folder}/corpus.db"
    assert CliRunner().invoke(app, ["corpus", "build", str(folder / "story.jsonl"), "--to", url]).exit_code == 0
    return url


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for key in [key for key in os.environ if key.startswith("DATELINE_") and key != "DATELINE_PAGES"]:
        monkeypatch.delenv(key)


def run(*args, stdin=""):
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def test_say_prints_an_answer(corpus):
    done = run("say", "/quote lopes", "--corpus", corpus)
    assert done.exit_code == 0
    assert done.stdout.startswith("Ana Lopes")
    assert "“We will open the harbour on Monday,”" in done.stdout


def test_say_json_answers_a_line_each(corpus):
    lines = ["/quote Ana Lopes", "How long did the talks last?", "", "/nothing"]
    done = run("say", "--json", "-", "--corpus", corpus, stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert answers[0]["sections"][0]["excerpts"][0]["outlet"] == "Harbour Times"


def test_chat_reads_a_pipe(corpus):
    done = run("chat", "--corpus", corpus, stdin="/people\n/sources\n")
    assert done.exit_code == 0
    assert "Harbour Times (given)" in done.stdout or "Harbour Times" in done.stdout


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["say", "/people"], 1, "no corpus here"),
        (["say", "/people", "--corpus", "nonsense"], 1, "is not a database URL"),
        (["chat", "--corpus", "sqlite:///nowhere.db"], 1, "dateline corpus build"),
        (["corpus", "check"], 1, "no corpus here"),
        (["corpus", "stats"], 1, "no corpus here"),
        (["corpus", "build", "nowhere.txt"], 1, "nowhere.txt: no such file"),
        (["corpus", "extract", "nowhere.txt"], 1, "nowhere.txt: no such file"),
        (["corpus", "resolve", "--people", "nowhere.jsonl"], 1, "nowhere.jsonl: no such file"),
        (["corpus", "build"], 2, "Missing argument"),
        (["say"], 2, "Missing argument"),
        (["frobnicate"], 2, "No such command"),
        (["run"], 2, "DATELINE_TOKEN"),
    ],
)
def test_failures_are_one_clear_line(args, code, told):
    done = run(*args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_is_named(monkeypatch):
    monkeypatch.setenv("DATELINE_ZONE", "Nowhere")
    done = run("say", "/people")
    assert done.exit_code == 2
    assert "DATELINE_ZONE" in done.stderr


def test_a_build_names_what_failed_and_builds_the_rest(tmp_path):
    (tmp_path / "good.jsonl").write_text(json.dumps({"id": "a", "text": STORY}) + "\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    url = f"sqlite:///{tmp_path}/c.db"
    done = run("corpus", "build", tmp_path, "--to", url)
    assert done.exit_code == 1
    assert "empty.txt: empty" in done.stderr
    assert "binary.txt: " in done.stderr
    assert "1 articles" in done.stderr or "1 article" in done.stderr
    assert json.loads(run("corpus", "stats", "--json", "--corpus", url).stdout)["articles"] == 1


def test_a_build_makes_the_directory_of_its_corpus(tmp_path):
    (tmp_path / "good.jsonl").write_text(json.dumps({"id": "a", "text": STORY}) + "\n")
    assert run("corpus", "build", tmp_path / "good.jsonl", "--to", f"sqlite:///{tmp_path}/new/er/c.db").exit_code == 0


def test_a_corpus_is_checked_and_an_article_removed_for_good(tmp_path):
    page = tmp_path / "a.jsonl"
    page.write_text(json.dumps({"id": "a", "text": STORY}) + "\n" + json.dumps({"id": "b", "text": STORY * 2}) + "\n")
    url = f"sqlite:///{tmp_path}/c.db"
    assert run("corpus", "build", page, "--to", url).exit_code == 0
    assert "sound" in run("corpus", "check", "--corpus", url).stderr
    assert run("corpus", "remove", "a", "--corpus", url).exit_code == 0
    assert run("corpus", "remove", "a", "--corpus", url).exit_code == 1
    assert "a: stays out" in run("corpus", "build", page, "--to", url).stderr
    assert run("say", "/article a", "--corpus", url).stdout.startswith("No article “a”")


@pytest.mark.parametrize(
    ("args", "given", "keys"),
    [
        (["annotate"], {"id": "x", "text": STORY, "published": "2022-03-05"}, {"id", "quotes", "statements", "dates", "figures"}),
        (["same"], {"a": "The talks lasted 40 minutes.", "b": "Talks took 40 minutes."}, {"score", "same"}),
        (["keydates"], {"id": "x", "articles": [{"published": "2022-03-05", "text": STORY}], "days": 1, "from": "2022-03-01", "to": "2022-03-31"}, {"id", "days"}),
    ],
)  # fmt: skip
def test_parts_run_alone_over_lines(args, given, keys):
    done = run("corpus", *args, stdin=json.dumps(given) + "\n\n")
    assert done.exit_code == 0, done.stderr
    assert keys <= set(json.loads(done.stdout))


def test_sentences_are_judged_with_their_articles_at_hand(corpus):
    one, other = (
        "The talks on the harbour lasted 40 minutes, and the mayor called them useful for both sides.",
        "Dockers said little.",
    )
    rows = [{"a": one, "b": other, "file_a": "story.jsonl", "file_b": "story.jsonl"}, {"a": one, "b": one}]
    done = run("corpus", "same", "--corpus", corpus, stdin="".join(json.dumps(row) + "\n" for row in rows))
    assert [json.loads(line)["same"] for line in done.stdout.splitlines()] == [False, True]
    assert run("corpus", "same", "--corpus", "sqlite:///nowhere.db", stdin=json.dumps(rows[0])).exit_code == 1
    assert run("corpus", "same", stdin=json.dumps(rows[0])).exit_code == 0


def test_names_are_resolved_over_lines(tmp_path):
    people = tmp_path / "people.jsonl"
    people.write_text(json.dumps({"canonical": "Ana Lopes", "kind": "person", "mentions": 9, "aliases": []}) + "\n")
    done = run("corpus", "resolve", "--people", people, stdin='{"query": "ana lopez"}\n')
    assert json.loads(done.stdout)["person"] == "Ana Lopes"


def test_a_line_that_is_no_json_is_named_and_the_rest_answered():
    done = run("corpus", "same", stdin='nonsense\n[1]\n{"a": "x", "b": "x"}\n')
    assert done.exit_code == 1
    assert "line 1: not JSON" in done.stderr
    assert "line 2: not a JSON object" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_extract_prints_articles_and_what_was_dropped(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(STORY + "\nShare this\n\nLeave a comment\n")
    article = json.loads(run("corpus", "extract", page, "--dropped").stdout)
    assert article["file"] == str(page)
    assert all(set(line) >= {"text", "reason"} for line in article["dropped"])


def test_a_reader_that_leaves_is_no_error(corpus):
    code = f"{sys.executable} -m bot say --json - --corpus {corpus} | head -n 1"
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run(
        ["sh", "-c", code], input="/people\n" * 2000, capture_output=True, text=True, env=env, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["say"],
        ["chat"],
        ["run"],
        ["corpus"],
        *(
            ["corpus", name]
            for name in [
                "build",
                "add",
                "remove",
                "check",
                "stats",
                "extract",
                "annotate",
                "resolve",
                "same",
                "keydates",
            ]
        ),
    ],
)
def test_each_command_has_help_with_an_example(args):
    done = run(*args, "--help")
    assert done.exit_code == 0
    assert not args or args == ["corpus"] or "Example: " in done.stdout
