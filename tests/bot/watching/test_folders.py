"""Folders: what appears or changes goes in."""

import os

from corpus.watched.history import versions
from tests.bot.stories import page, story
from tests.bot.watch import NOON, ended, watching


def _put(path, text, *, at=NOON - 60):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (at, at))


def test_files_that_appear_and_change_go_in(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()

    async def run():
        async with watching(tmp_path, folders=[folder]) as watch:
            first = await watch.once()
            _put(folder / "a.html", page(story()))
            _put(folder / ".hidden.html", page(story("mole"), "Hidden"))
            _put(folder / "a_files" / "frame.html", page(story("mole"), "Beside"))
            second = await watch.once(later=20)
            same = await watch.once(later=20)
            _put(folder / "a.html", page(story(but="It was all quite different.")), at=NOON)
            changed = await watch.once(later=20)
            _put(folder / "a.html", page(story(but="It was all quite different.")), at=NOON + 10)  # touched alone
            touched = await watch.once(later=20)
            tooks = [one.took for one in (first, second, same, changed, touched)]
            (one,) = watch.articles().values()
            return [(len(t.new), len(t.changed), t.same) for t in tooks], one, versions(watch.url, one.id)

    tooks, one, known = ended(run())
    assert tooks == [(0, 0, 0), (1, 0, 0), (0, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert "quite different" in one.body
    assert len(known) == 2


def test_a_file_that_is_being_written_waits(tmp_path):
    folder = tmp_path / "incoming"

    async def run():
        _put(folder / "a.html", page(story()), at=NOON - 1)
        async with watching(tmp_path, folders=[folder]) as watch:
            early = await watch.once()
            late = await watch.once(later=10)
            return len(early.took.new), len(late.took.new)

    assert ended(run()) == (0, 1)


def test_another_text_under_the_same_name_is_another_article(tmp_path):
    folder = tmp_path / "incoming"
    other = "<p>" + "</p><p>".join(f"Word{n} of quite another matter stands here for once." for n in range(20)) + "</p>"

    async def run():
        _put(folder / "latest.html", page(story()))
        async with watching(tmp_path, folders=[folder]) as watch:
            await watch.once()
            _put(folder / "latest.html", page(other, "Quite another matter"), at=NOON)
            outcome = await watch.once(later=20)
            return len(outcome.took.new), sorted(watch.articles())

    assert ended(run()) == (1, ["Old pier to reopen", "Quite another matter"])


def test_the_same_article_in_two_files_is_one(tmp_path):
    folder = tmp_path / "incoming"

    async def run():
        _put(folder / "a.html", page(story()))
        _put(folder / "b" / "copy.html", page(story()))
        async with watching(tmp_path, folders=[folder]) as watch:
            return (await watch.once()).took, len(watch.articles())

    took, held = ended(run())
    assert (len(took.new), took.same, held) == (1, 1, 1)


def test_lines_of_json_keep_their_ids(tmp_path):
    folder = tmp_path / "incoming"
    text = " ".join(story().replace("<p>", "").replace("</p>", "\\n\\n").split())

    async def run():
        _put(folder / "many.jsonl", "".join(f'{{"id": "n{n}", "text": "{n} {text}"}}\n' for n in range(5)) + "{bad\n")
        async with watching(tmp_path, folders=[folder]) as watch:
            outcome = await watch.once()
            return outcome, watch.warned

    outcome, warned = ended(run())
    assert sorted(outcome.took.new) == ["n0", "n1", "n2", "n3", "n4"]
    assert (outcome.failed, len(outcome.took.failed)) == (0, 1)
    assert "line 6" in warned[0]


def test_a_folder_that_is_gone_is_named_and_stops_nothing(tmp_path):
    folder = tmp_path / "incoming"

    async def run():
        async with watching(tmp_path, folders=[folder]) as watch:
            return await watch.once(), watch.warned

    outcome, warned = ended(run())
    assert outcome.failed == 1
    assert "no such folder" in warned[0]


def test_what_is_no_file_is_named_once_and_never_opened(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    os.mkfifo(folder / "pipe.html")
    (folder / "up").symlink_to(folder)

    async def run():
        async with watching(tmp_path, folders=[folder]) as watch:
            first = await watch.once(later=20)
            again = await watch.once(later=20)
            return first.took.failed, again.took.failed

    first, again = ended(run())
    assert {path.rpartition("/")[2]: reason for path, reason in first} == {
        "pipe.html": "a pipe, no file",
        "up": "a link to a directory: name the directory itself",
    }
    assert again == ()
