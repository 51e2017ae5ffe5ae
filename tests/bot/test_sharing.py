"""What stands under every answer: share it, cite it, report it; and what a link may ask."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.links import behind, payload
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Request
from tests.bot.stage import on_stage
from tests.botapi import BotApi
from tests.botapi.markup import parse_html
from tests.handlers.fake import FakeLibrary


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary(), admins=frozenset({5_000_001})) as stage:
        yield stage


@pytest.fixture
async def offline(tmp_path):
    """A bot whose operator has not switched inline mode on."""
    api = BotApi()
    api.me["supports_inline_queries"] = False
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary(), api=api) as stage:
        yield stage


def shared(shown):
    return parse_qs(urlsplit(parse_qs(urlsplit(shown.button("Share").url).query)["url"][0]).query)["start"][0]


@pytest.mark.parametrize(
    "line", ["/quote Ana Lopes", "/people", "What about the strike?", "/compare harbour", "/sources", "/why /timeline"]
)
async def test_what_is_shared_is_the_answer_itself(stage, line):
    ann = stage.api.user("Ann")
    ann.says(line)
    await stage.settled()
    shared_ = ann.asks_inline(ann.private.last.button("Share").types)
    await stage.settled()
    whole = shared_["results"][0]
    posted, _ = parse_html(whole["input_message_content"]["message_text"])
    assert posted == ann.private.last.text
    (link,) = (button["url"] for row in whole["reply_markup"]["inline_keyboard"] for button in row)
    ann.says(f"/start {link.partition('=')[2]}")
    await stage.settled()
    assert ann.private.last.text == posted


@pytest.mark.parametrize("line", ["/digest", "/picture people", "/export people csv", "/ask " + "why not? " * 40])
async def test_what_no_query_can_post_is_shared_as_a_link(stage, line):
    ann = stage.api.user("Ann")
    ann.says(line)
    await stage.settled()
    for button in (button for button in ann.private.last.buttons if button.text == "Share"):
        assert button.url.startswith("https://t.me/share/url?url=")
    query = ann.asks_inline(line[:256])
    await stage.settled()
    assert all("whole" not in result.get("description", "") for result in query["results"])


async def test_a_shared_link_asks_the_same_of_whoever_follows_it(offline):
    stage = offline
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    ann.says("/quote Ana Lopes on ferries")
    await stage.settled()
    bob.says(f"/start {shared(ann.private.last)}")
    await stage.settled()
    assert bob.private.last.plain == ann.private.last.plain
    assert stage.asked[-1].line == "/quote Ana Lopes on ferries"


async def test_a_question_without_a_slash_is_shared_too(offline):
    stage = offline
    ann = stage.api.user("Ann")
    ann.says("Что будет с забастовкой dockers strike and when does it begin in the harbour?")
    await stage.settled()
    link = shared(ann.private.last)
    assert len(link) <= 64
    ann.says(f"/start {link}")
    await stage.settled()
    assert stage.asked[-1].command == "ask"


async def test_one_excerpt_is_copied_with_its_credit(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote Vera Brandt")
    await stage.settled()
    copied = ann.private.last.button("Copy citation").copies
    assert "Nobody asked us" in copied
    assert "Dock Wire" in copied
    ann.presses(ann.private.last.button("BibTeX"))
    await stage.settled()
    assert [kind for kind, _ in ann.private.last.entities].count("pre") == 3
    assert "@misc{a3," in ann.private.last.text


async def test_several_excerpts_are_cited_behind_a_button(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote Ana Lopes")
    await stage.settled()
    assert [button.text for button in ann.private.last.buttons[-3:]] == ["Copy citation", "Share", "Report"]
    assert not ann.private.last.button("Copy citation").copies
    ann.presses(ann.private.last.button("Copy citation"))
    await stage.settled()
    assert ann.private.last.plain.startswith("To cite: /quote Ana Lopes")


async def test_answers_without_excerpts_have_nothing_to_cite_or_report(stage):
    ann = stage.api.user("Ann")
    for line in ("/help", "/people", "/settings", "/quote Zelda"):
        ann.says(line)
    await stage.settled()
    for shown in ann.private.answers:
        assert not {"Report", "Markdown, BibTeX", "Copy citation"} & {button.text for button in shown.buttons}


async def test_under_a_channels_post_they_are_links(offline):
    stage = offline
    ann = stage.api.user("Ann")
    channel = stage.api.channel("News")
    channel.posts("/quote Vera Brandt")
    await stage.settled()
    assert channel.last.button("Copy citation").copies
    ann.says(f"/start {channel.last.button('Report').url.partition('=')[2]}")
    await stage.settled()
    assert ann.private.last.plain.startswith("What is wrong?")
    ann.says(f"/start {shared(channel.last)}")
    await stage.settled()
    assert ann.private.last.plain.startswith("Vera Brandt")


def written(line):
    return "r" + base64.urlsafe_b64encode(line.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "forged",
    [
        written("/settings length short"),
        written("/digest off"),
        written("/digest daily 08:30"),
        written("/forgetme"),
        written("/remove a1"),
        written("/announce hello"),
        written("/report a1 0-9 remove"),
        written("no command"),
        "r***",
        "r",
        "l0123456789abcdef",
        "lnonsense",
        "x" * 64,
        "AAAAAAAAAAAAAAAA-0",
    ],
)
async def test_a_link_that_asks_for_more_than_reading_is_a_plain_start(stage, forged):
    request = Request("start", forged, chat=ChatRef(5, ChatKind.PRIVATE), asker=5)
    assert behind(forged, request, stage.chats) is None


async def test_whatever_fits_is_carried_and_the_rest_is_kept(stage):
    request = Request("start", chat=ChatRef(5, ChatKind.PRIVATE), asker=5)
    for line in ("/people", "/quote Ана Лопеш on ferries page 2", "/ask " + "why? " * 40):
        carried = payload(line, stage.chats)
        assert len(carried) <= 64
        assert behind(carried, request, stage.chats).line == line.strip()
