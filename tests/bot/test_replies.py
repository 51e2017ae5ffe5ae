"""A command in reply to a message asks about that message; an article is held against the corpus and not kept."""

import pytest

from handlers import answer
from tests.bot.stage import on_stage
from tests.handlers.fake import FakeLibrary

ARTICLE = (
    "The harbour talks took two hours, the council said. Nobody expected them to end before the evening, and few had "
    "come to see it.\n\nMayor Ana Lopes left without a word. A second round is planned for next week, when the dockers "
    "will have voted on what was offered to them."
)


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        stage.ann, stage.bob = stage.api.user("Ann"), stage.api.user("Bob")
        yield stage


@pytest.mark.parametrize(
    ("said", "command", "told"),
    [
        ("What about the strike?", "/ask", "One excerpt answers"),
        ("Vera Brandt", "/quote", "Vera Brandt"),
        ("I wonder what Mayor Vera Brandt would say to all that, since she promised so much last year in the old town hall.", "/quote", "Vera Brandt"),
        ("harbour", "/compare", "Compared: harbour"),
        (ARTICLE, "/compare", "Held against the corpus, and not kept"),
        ("Nothing of that kind is in here, " * 10, "/compare", "None of 4 articles"),
    ],
)  # fmt: skip
async def test_it_asks_about_the_message_replied_to(stage, said, command, told):
    forum = stage.api.group("Forum", stage.ann, stage.bob, forum=True)
    topic = forum.topic("Boats")
    message = stage.bob.says(said, forum, topic=topic)
    stage.ann.says(command, forum, reply_to=message, topic=topic)
    mine = stage.ann.says(said)
    await stage.settled()
    stage.ann.says(command, reply_to=mine)
    await stage.settled()
    assert forum.last.plain.startswith(told)
    assert forum.last.thread == topic
    assert stage.ann.private.last.plain.startswith(told)


async def test_words_of_ones_own_count_more(stage):
    message = stage.ann.says("Vera Brandt")
    stage.ann.says("/quote Ana Lopes", reply_to=message)
    await stage.settled()
    assert stage.ann.private.last.plain.startswith("Ana Lopes")


async def test_its_pages_turn_in_place(stage):
    message = stage.ann.says("Ana Lopes")
    await stage.settled()
    count = len(stage.ann.private.answers)
    stage.ann.says("/quote", reply_to=message)
    await stage.settled()
    assert len(stage.ann.private.answers) == count + 1
    assert stage.ann.private.last.button("Why")


@pytest.mark.parametrize("how", ["replied", "pasted", "forwarded"])
async def test_nothing_of_an_article_is_kept(stage, tmp_path, how):
    if how == "replied":
        stage.ann.says("/compare", reply_to=stage.ann.says(ARTICLE))
    elif how == "pasted":
        stage.ann.says(f"/compare {ARTICLE}")
    else:
        origin = {"type": "hidden_user", "sender_user_name": "Zoe Secret", "date": 1}
        stage.ann.says(ARTICLE, forward_origin=origin)
    await stage.settled()
    shown = stage.ann.private.last
    assert shown.plain.startswith("Held against the corpus, and not kept")
    assert not {"Share", "Report", "Why?"} & {button.text for button in shown.buttons}
    stage.chats.close()
    held = b"".join(path.read_bytes() for path in tmp_path.glob("chats.db*"))
    if how != "replied":  # there, the message itself was a question, with buttons of its own
        assert b"Nobody expected them" not in held
    assert b"Zoe Secret" not in held
