"""Inline mode over the fake: as one types, excerpts with credit come, each of which posts as a message."""

import re
from dataclasses import replace

import pytest

from handlers import answer
from tests.bot.stage import on_stage
from tests.botapi.markup import parse_html
from tests.handlers.fake import ARTICLES, EMPTY, FakeLibrary


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


def posted(result):
    return parse_html(result["input_message_content"]["message_text"])[0]


async def asked(stage, text, offset=""):
    query = stage.api.user("Ann").asks_inline(text, offset)
    await stage.settled()
    return query


async def test_each_result_is_an_excerpt_with_its_credit(stage):
    query = await asked(stage, "Ana Lopes on ferries")
    assert query["results"]
    first = query["results"][0]
    assert first["title"] == "Ana Lopes"
    assert "the mayor promised two new ferries" in posted(first)
    assert "Ferry Post" in posted(first).splitlines()[-1]
    assert first["input_message_content"]["link_preview_options"] == {"is_disabled": True}
    assert int(query["cache_time"]) <= 30


async def test_nothing_typed_shows_what_is_new_and_the_way_in(stage):
    query = await asked(stage, "")
    assert "We will open the harbour on Monday" in posted(query["results"][0])
    assert query["button"]["text"] == "Ask in private"


async def test_what_is_not_found_opens_the_private_chat_with_the_question(stage):
    ann = stage.api.user("Ann")
    query = ann.asks_inline("Zelda?")
    await stage.settled()
    assert query["results"] == []
    ann.says(f"/start {query['button']['start_parameter']}")
    await stage.settled()
    assert stage.asked[-1].line == "/ask Zelda?"
    assert "Not in the corpus" in ann.private.last.plain


async def test_a_long_question_goes_along_as_a_token(stage):
    ann = stage.api.user("Ann")
    words = "Что сказала Зельда " * 5
    query = ann.asks_inline(words.strip())
    await stage.settled()
    assert len(query["button"]["start_parameter"]) <= 64
    ann.says(f"/start {query['button']['start_parameter']}")
    await stage.settled()
    assert stage.asked[-1].args == words.strip()


async def test_a_result_leads_to_its_article(stage):
    ann = stage.api.user("Ann")
    query = ann.asks_inline("Ana Lopes")
    await stage.settled()
    url = query["results"][0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    ann.says(f"/start {url.partition('=')[2]}")
    await stage.settled()
    assert stage.asked[-1].command == "article"
    assert "Harbour to open" in ann.private.last.plain


async def test_a_typed_command_shows_what_it_finds_and_nothing_is_set(stage):
    assert (await asked(stage, "/compare harbour"))["results"]
    for line in ("/settings length short", "/forgetme", "/digest daily 08:30", "/stats"):
        assert (await asked(stage, line))["results"] == []


async def test_only_the_newest_query_of_a_person_is_answered(stage):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    typed = [ann.asks_inline("Ana Lopes"[:stop]) for stop in range(1, 10)]
    other = bob.asks_inline("Vera")
    await stage.settled()
    assert ["results" in query for query in typed] == [False] * 8 + [True]
    assert other["results"]


async def test_more_results_come_page_by_page(tmp_path):
    many = tuple(replace(ARTICLES[0], id=f"n{number}") for number in range(45))
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary(held=many)) as stage:
        pages = [await asked(stage, "", offset) for offset in ("", "20", "40")]
        assert [len(page["results"]) for page in pages] == [20, 20, 5]
        assert [page["next_offset"] for page in pages] == ["20", "40", ""]
        assert len({result["id"] for page in pages for result in page["results"]}) == 45


async def test_an_empty_corpus_has_nothing_to_show(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=EMPTY) as stage:
        query = await asked(stage, "Ana")
        assert query["results"] == []
        assert query["button"]["start_parameter"]


async def test_a_query_that_waited_too_long_hurts_nobody(stage, caplog):
    stage.api.fail("answerInlineQuery", status=400, description="Bad Request: query is too old")
    await asked(stage, "Ana Lopes")
    assert "failed" not in caplog.text


async def test_settings_of_a_group_do_not_touch_it(stage):
    ann = stage.api.user("Ann")
    ann.says("/settings length short")
    await stage.settled()
    query = await asked(stage, "Ana Lopes")
    assert re.search(r"open the harbour on Monday", posted(query["results"][0]))
