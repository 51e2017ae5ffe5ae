"""Each thing that is promised of asking, in each place: what is sent there, and what must come back."""

import csv
import io
import json
import re

import pytest

from handlers import answer
from tests.bot.spots import PLACES, Spot
from tests.bot.stage import on_stage
from tests.botapi.markup import parse_html
from tests.botapi.units import units
from tests.handlers.fake import ARTICLES, FakeLibrary

ARTICLE = "The harbour talks took two hours, the council said. " * 6
FORWARDED = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Zoe", "date": 1}}


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


@pytest.fixture(params=PLACES)
def spot(request, stage):
    return Spot(stage, request.param)


def in_place(spot, shown, asked=None):
    """Whether it stands where it was asked: in its topic, in a group under its question."""
    under = spot.kind in {"group", "topic"}
    return shown.thread == spot.topic and (asked is None or not under or shown.replies_to == asked.id)


# What is typed, and how the answer begins, wherever.
TYPED = [
    ("/quote Ana Lopes", "Ana Lopes, mayor"),
    ("/quote Анна Лопеш", "Ana Lopes, mayor"),
    ("/quote lopes", "“lopes” may mean several"),
    ("/quote Zelda", "Not in the corpus: none of 4 articles"),
    ("/quote", "/quote WHO"),
    ("/timeline", "Timeline"),
    ("/compare harbour", "Compared: harbour"),
    (f"/compare {ARTICLE}", "Held against the corpus, and not kept"),
    ("/ask What about the strike?", "One excerpt answers"),
    ("/ask What did Macron say?", "Not in the corpus: none of 4 articles"),
    ("/check Vera Brandt: “We will open the harbour on Monday”", "Another speaker: Ana Lopes, not Vera Brandt"),
    ("/people", "3 people"),
    ("/sources", ""),
    ("/article a1", "Harbour to open"),
    ("/digest", "Digest of 4 articles"),
    ("/export people csv", "The answer to /people as CSV"),
    ("/picture@dateline_bot people", "3 people"),
    ("/cite@dateline_bot /quote Vera Brandt", "To cite: /quote Vera Brandt"),
    ("/why@dateline_bot /quote Vera Brandt", ""),
    ("/context@dateline_bot /quote Vera Brandt", ""),
    ("/help@dateline_bot", "What can be asked of 4 articles"),
    ("/start@dateline_bot", "Who said what, when, and which outlet reported it"),
    ("/privacy@dateline_bot", "What is kept"),
    ("/forgetme@dateline_bot", ""),
    ("/stats@dateline_bot", "That is for those who keep this bot."),
    ("/qoute@dateline_bot Ana", "There is no command /qoute."),
]  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
async def test_each_line_is_answered_where_it_is_typed(stage, kind):
    for line, told in TYPED:
        spot = Spot(stage, kind)  # somebody new each: a group answers nobody more than five times a minute
        came = await spot.says(line)
        assert [shown.plain[: len(told)] for shown in came] == [told], line
        (shown,) = came
        assert in_place(spot, shown, spot.place.shows[-2]), line
        assert units(shown.text) <= (1024 if shown.photo or shown.document else 4096), line
        if kind == "channel":
            assert all(button.url or button.copies or button.types for button in shown.buttons), line
        if kind in {"group", "topic"} and told.startswith("Not in"):
            assert ("\n" in shown.plain, shown.buttons) == (False, []), line


# What a place does not answer. None stands for what is no text.
QUIET = [
    ("group", "hello", {}),
    ("group", "/help", {}),
    ("group", "/start", {}),
    ("group", "/settings", {}),
    ("group", "/stats", {}),
    ("group", "/privacy", {}),
    ("group", "/nonsense", {}),
    ("group", "/quote@other_bot Ana", {}),
    ("group", "@other_bot what about the strike?", {}),
    ("group", "/quote Ana Lopes", {"via_bot": {"id": 9, "is_bot": True, "first_name": "Gif", "username": "gif"}}),
    ("group", "/digest off", FORWARDED),
    ("group", "", {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                               "is_animated": False, "is_video": False}}),
    ("group", "", {"new_chat_title": "Other readers"}),
    ("private", "", {"new_chat_title": "Nobody says this"}),
    ("private", "hello", {"via_bot": {"id": 9, "is_bot": True, "first_name": "Gif", "username": "gif"}}),
    ("channel", "What about the strike?", {}),
    ("channel", "/help", {}),
    ("channel", "@dateline_bot what about the strike?", {}),
]  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
async def test_a_place_stays_quiet(stage, kind):
    for place, text, extra in QUIET:
        if place == kind or (place, kind) == ("group", "topic"):
            assert await Spot(stage, kind).says(text, **extra) == [], text
    assert stage.asked == []


@pytest.mark.parametrize("kind", ["group", "topic"])
@pytest.mark.parametrize("how", ["mention", "reply"])
async def test_a_group_asks_by_mention_or_reply(stage, kind, how):
    spot = Spot(stage, kind)
    (shown,) = await spot.says("/people")
    text = "What about the strike?"
    (told,) = await (spot.says(f"@dateline_bot {text}") if how == "mention" else spot.says(text, reply_to=shown))
    assert told.plain.startswith("One excerpt answers")


REPLIES = [
    ("What about the strike?", "/ask", "One excerpt answers"),
    ("Vera Brandt", "/quote", "Vera Brandt"),
    (ARTICLE, "/compare", "Held against the corpus, and not kept"),
    ("Vera Brandt: “We will open the harbour on Monday”", "/check", "Another speaker"),
]


async def test_a_reply_asks_about_what_it_replies_to(spot):
    for said, command, told in REPLIES:
        message = spot.write(said, spot.bob if spot.kind in {"group", "topic"} else None)
        await spot.stage.settled()
        (shown,) = await spot.says(command, reply_to=message)
        assert shown.plain.startswith(told), command
        assert in_place(spot, shown), command


@pytest.mark.parametrize("how", ["forwarded", "pasted"])
async def test_an_article_without_a_word_is_held_against_the_corpus(stage, how):
    spot = Spot(stage, "private")
    text, extra = (ARTICLE, FORWARDED) if how == "forwarded" else (ARTICLE * 4, {})
    (shown,) = await spot.says(text, **extra)
    assert shown.plain.startswith("Held against the corpus, and not kept")


async def test_a_changed_question_changes_its_answer_and_says_so(spot):
    (before,) = await spot.says("/quote Ana Lopes")
    await spot.changes(spot.place.shows[-2], "/quote Vera Brandt")
    now = spot.place.last
    assert (now.id, now.edited) == (before.id, True)
    assert now.plain.startswith("Vera Brandt")
    assert now.plain.endswith("Answered again: the question was changed.")


async def test_words_that_a_picture_gets_a_moment_later_are_asked(stage):
    spot = Spot(stage, "private")
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}
    (told,) = await spot.says("", **photo)
    assert told.plain.startswith("Only words are read here")
    change = spot.place.shows[-2].json | {"caption": "/people", "edit_date": int(stage.api.clock())}
    stage.api.tell(edited_message=change)
    await stage.settled()
    assert spot.place.last.plain.startswith("3 people")


async def test_every_answer_can_be_shared_as_itself(spot):
    (shown,) = await spot.says("/quote Ana Lopes")
    query = spot.bob.asks_inline(shown.button("Share").types)
    await spot.stage.settled()
    first = query["results"][0]
    assert "We will open the harbour on Monday" in first["input_message_content"]["message_text"]
    (link,) = (button["url"] for row in first["reply_markup"]["inline_keyboard"] for button in row)
    assert (await spot.follows(link, spot.bob)).plain == shown.plain


async def test_a_citation_is_a_press_away(spot):
    (shown,) = await spot.says("/quote Vera Brandt")
    assert shown.button("Copy citation").copies == (
        "“Nobody asked us,” union head Vera Brandt said. (Dock Wire via unknown outlet, 15 Mar 2022)"
    )
    cited = await spot.presses(shown, "BibTeX")
    assert [kind for kind, _ in cited.entities].count("pre") == 3
    assert in_place(spot, cited) or spot.kind == "channel"
    assert re.search(r"@misc\{a3,", cited.text)


async def test_a_picture_is_a_press_away_with_words_under_it(spot):
    for line in ("/timeline", "/compare", "/people"):
        (shown,) = await spot.says(line)
        picture = await spot.presses(shown, "Picture")
        assert picture.photo, line
        assert 0 < units(picture.text) <= 1024, line
        assert in_place(spot, picture) or spot.kind == "channel", line


async def test_a_file_is_two_presses_away_and_holds_no_body(spot):
    (shown,) = await spot.says("/timeline")
    choice = await spot.presses(shown, "Export")
    private = Spot(spot.stage, "private")
    private.ann, private.place = spot.ann, spot.ann.private
    (file,) = [await (private if spot.kind == "channel" else spot).presses(choice, "CSV")]
    content = spot.stage.api.files[file.document["file_id"]][1]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows
    assert all(row["text"] != one.body for row in rows for one in ARTICLES if row["text"] and len(one.body) > 300)


async def test_the_last_answer_goes_into_a_file(spot):
    await spot.says("/quote Ana Lopes")
    (file,) = await spot.says("/export json")
    content = spot.stage.api.files[file.document["file_id"]][1]
    assert {row["speaker"] for row in json.loads(content)} == {"Ana Lopes"}


async def test_what_an_excerpt_holds_pings_nobody(tmp_path):
    async with on_stage(tmp_path) as stage:
        for kind in PLACES:
            (shown,) = await Spot(stage, kind).says("/quote Ann Lee")
            assert shown.automatic == []
            assert "@editor to run /stop at example.com" in shown.plain


# What is typed behind the bot's name in any chat: what the first result posts, and the way into the private chat.
INLINE = [
    ("Ana Lopes on ferries", "the mayor promised two new ferries", ""),
    ("", "We will open the harbour on Monday", "Ask in private"),
    ("Zelda?", "", "Nothing found: ask in private"),
    ("/quote Vera Brandt", "Vera Brandt", ""),
    ("/compare harbour", "Compared: harbour", ""),
    ("/digest daily 08:30", "", "Nothing found: ask in private"),
    ("/forgetme", "", "Nothing found: ask in private"),
]


async def test_what_is_typed_behind_the_bots_name(stage):
    for text, posts, button in INLINE:
        query = stage.api.user("Ann").asks_inline(text)
        await stage.settled()
        posted = [parse_html(one["input_message_content"]["message_text"])[0] for one in query["results"][:1]]
        assert [posts in one for one in posted] == [True] * bool(posts), text
        assert query.get("button", {}).get("text", "") == button, text
        assert all(units(one["input_message_content"]["message_text"]) <= 4096 for one in query["results"])
