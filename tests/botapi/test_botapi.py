"""The fake itself, through the real library, over both of its faces."""

import asyncio
import json

import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
)

from tests.botapi import push, serve

pytestmark = pytest.mark.filterwarnings(
    "ignore::telegram.warnings.PTBDeprecationWarning", "ignore::telegram.warnings.PTBUserWarning"
)

HTML = "HTML"


async def test_a_message_is_stored_as_it_shows(bot, ann):
    sent = await bot.send_message(ann.id, "  <b>hi</b> @bob  ", parse_mode=HTML, reply_parameters=ReplyParameters(1))
    assert (sent.text, sent.message_id) == ("hi @bob", 2)
    assert ann.private.last.entities == [("bold", "hi")]
    assert ann.private.last.automatic == [("mention", "@bob")]
    assert ann.private.last.replies_to == 1


async def test_updates_wait_until_they_are_confirmed(bot, api, ann):
    ann.says("again")
    first = await bot.get_updates(timeout=1)
    assert [update.message.text for update in first] == ["hello", "again"]
    assert await bot.get_updates(timeout=0) == first
    rest = asyncio.create_task(bot.get_updates(offset=first[-1].update_id + 1, timeout=1))
    await api.drained()
    ann.says("more")
    assert [update.message.text for update in await rest] == ["more"]


async def test_a_second_poller_ends_the_first(bot, api):
    first = asyncio.create_task(bot.get_updates(timeout=1))
    while not api._poller:  # noqa: ASYNC110 - until the first waits
        await asyncio.sleep(0.001)
    await bot.get_updates(timeout=0)
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_a_webhook_shuts_polling_out(bot):
    await bot.set_webhook("https://bot.example/hook", secret_token="s3cret")
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_a_webhook_is_called_with_its_secret(api, near, ann):
    from aiohttp import web

    heard = []

    async def hook(request):
        heard.append(
            (request.headers.get("X-Telegram-Bot-Api-Secret-Token"), (await request.json())["message"]["text"])
        )
        return web.Response()

    await near.set_webhook("https://bot.example/hook", secret_token="s3cret")
    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    assert await push(api, f"http://127.0.0.1:{port}/hook", api.pending[0]) == 200
    await runner.cleanup()
    assert heard == [("s3cret", "hello")]


TEXTS = [
    ("", "Message text is empty"),
    (" \n ", "Message text is empty"),
    ("<b> </b>", "Message text is empty"),
    ("a" * 4097, "Message is too long"),
    ("😀" * 2049, "Message is too long"),  # UTF-16 units, not characters
    ("<i>x", "Can't parse entities"),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
async def test_texts_that_are_refused(near, ann, text, words):
    with pytest.raises(BadRequest, match=words):
        await near.send_message(ann.id, text, parse_mode=HTML)


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, f"<b>{'&lt;' * 4096}</b>"])
async def test_texts_that_just_fit(near, ann, text):
    assert (await near.send_message(ann.id, text, parse_mode=HTML)).message_id == 2


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (InlineKeyboardButton("x", callback_data="ы" * 33), "Button_data_invalid"),
        (InlineKeyboardButton("x", url="not a link"), "is invalid: Wrong HTTP URL"),
        (InlineKeyboardButton("x", copy_text=CopyTextButton("é" * 257)), "Button_copy_text_invalid"),
        (InlineKeyboardButton("", callback_data="x"), "inline keyboard button"),
        (InlineKeyboardButton("x"), "Text buttons are unallowed"),
    ],
)
async def test_buttons_that_are_refused(near, ann, button, words):
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await near.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_an_edit_must_change_something(bot, ann):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="1")]])
    sent = await bot.send_message(ann.id, "<b>x</b>", parse_mode=HTML, reply_markup=markup)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("<b>x</b>", ann.id, sent.message_id, parse_mode=HTML, reply_markup=markup)
    await bot.edit_message_text("x", ann.id, sent.message_id, parse_mode=HTML, reply_markup=markup)
    assert ann.private.last.entities == []
    await bot.edit_message_text("x", ann.id, sent.message_id)
    assert ann.private.last.buttons == []
    for number, words in ((99, "to edit not found"), (1, "can't be edited")):
        with pytest.raises(BadRequest, match=words):
            await bot.edit_message_text("y", ann.id, number)


async def test_a_pressed_button_is_answered_once_and_in_time(near, api, ann):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data="d")]])
    await near.send_message(ann.id, "x", reply_markup=markup)
    query = ann.presses(ann.private.last.button("Press"))
    update = (await near.get_updates(timeout=0))[-1]
    assert update.callback_query.data == "d"
    await update.callback_query.answer("done", show_alert=True)
    assert query.answer == {"text": "done", "alert": True}
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()
    late = ann.presses(ann.private.last.button("Press"))
    late.made -= 3600
    with pytest.raises(BadRequest, match="Query is too old"):
        await (await near.get_updates(timeout=0))[-1].callback_query.answer()


async def test_who_may_be_written_to(near, api, ann):
    stranger = api.user("Bob")
    group = api.group("Readers", ann)
    channel = api.channel("News", bot_posts=False)
    group.kicks_bot()
    cases = [
        (stranger.id, Forbidden, "can't initiate conversation"),
        (group.id, Forbidden, "kicked from the supergroup chat"),
        (channel.id, Forbidden, "not a member of the channel chat"),
        (-100123, BadRequest, "Chat not found"),
    ]
    ann.blocks()
    cases.append((ann.id, Forbidden, "blocked by the user"))
    for chat, kind, words in cases:
        with pytest.raises(kind, match=words):
            await near.send_message(chat, "x")


async def test_a_group_that_moved_says_where(bot, api, ann):
    group = api.group("Small", ann, basic=True)
    moved = group.becomes_supergroup()
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(group.id, "x")
    assert error.value.new_chat_id == moved.id
    assert (await bot.send_message(moved.id, "x")).text == "x"


async def test_topics(near, api, ann):
    forum = api.group("Forum", ann, forum=True)
    boats = forum.topic("Boats")
    await near.send_message(forum.id, "x", message_thread_id=boats)
    assert forum.last.thread == boats
    with pytest.raises(BadRequest, match="Message thread not found"):
        await near.send_message(forum.id, "x", message_thread_id=999)
    forum.state.closed.add(boats)
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await near.send_message(forum.id, "x", message_thread_id=boats)


async def test_another_token_is_not_known(api):
    async with serve(api) as url:
        with pytest.raises(InvalidToken):
            await Bot("1:another", base_url=url).initialize()


async def test_inline_queries(near, api, ann):
    waiting = ann.asks_inline("lee")
    query = (await near.get_updates(timeout=0))[-1].inline_query

    def results(count, prefix=""):
        return [InlineQueryResultArticle(f"{prefix}{n}", "t", InputTextMessageContent("x")) for n in range(count)]

    for refused in (results(2, "x" * 64), [results(1)[0], results(1)[0]]):
        with pytest.raises((BadRequest, ValueError)):
            await near.answer_inline_query(query.id, refused)
    raw = json.dumps([result.to_dict() for result in results(51)])
    with pytest.raises(BadRequest, match=r"(?i)results_too_much"):
        await near.do_api_request("answerInlineQuery", {"inline_query_id": query.id, "results": raw})
    await near.answer_inline_query(query.id, results(50))
    assert len(waiting["results"]) == 50


@pytest.mark.parametrize(
    ("name", "description", "fine"),
    [
        ("quote", "x" * 256, True),
        ("Quote", "x", False),
        ("q" * 33, "x", False),
        ("quote", "x" * 257, False),
        ("quote", "", False),
    ],
)
async def test_command_menus(near, api, name, description, fine):
    told = near.set_my_commands([BotCommand(name, description)])
    if fine:
        assert await told
        assert [command.command for command in await near.get_my_commands()] == [name]
    else:
        with pytest.raises(BadRequest):
            await told


async def test_captions_and_files(bot, ann):
    await bot.send_document(ann.id, b"a,b", filename="x.csv", caption="c" * 1024)
    assert ann.private.last.text == "c" * 1024
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ann.id, b"png", caption="c" * 1025)


def png(width, height):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


async def test_a_photo_is_sent_again_by_its_name(bot, ann):
    sent = await bot.send_photo(ann.id, png(1280, 900))
    await bot.send_photo(ann.id, sent.photo[-1].file_id, caption="again")
    assert (ann.private.last.photo, ann.private.last.text) == (sent.photo[-1].file_id, "again")


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (b"a,b", "image_process_failed"),
        (png(1280, 9000), "photo_invalid_dimensions"),
        (png(2000, 90), "photo_invalid_dimensions"),
        ("photo999", "wrong file identifier"),
    ],
)
async def test_what_is_no_photo_is_refused(bot, ann, photo, reason):
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_photo(ann.id, photo)


async def test_standing(near, api, ann):
    eve = api.user("Eve")
    channel = api.channel("News", ann, admins=(eve,), username="newsroom")
    chat = await near.get_chat("@newsroom")
    assert chat.id == channel.id
    standing = [
        (await near.get_chat_member(chat.id, user)).status for user in (ann.id, eve.id, near.id, api.user("Bob").id)
    ]
    assert standing == ["member", "administrator", "administrator", "left"]
    assert (await near.get_chat_member(chat.id, eve.id)).can_post_messages


async def test_a_start_payload_has_its_alphabet(ann):
    assert ann.says("/start abc_-9").text == "/start abc_-9"
    for text in ("/start a.b", "/start " + "x" * 65):
        with pytest.raises(ValueError):
            ann.says(text)


async def test_a_link_preview_may_be_chosen(near, ann):
    sent = await near.send_message(ann.id, "x", link_preview_options=LinkPreviewOptions(is_disabled=True))
    assert sent.text == "x"


async def test_only_the_kinds_that_are_asked_for_are_told(bot, api, ann):
    await bot.get_updates(allowed_updates=["message"], timeout=0)
    ann.asks_inline("lee")
    ann.says("more")
    assert [update.message.text for update in await bot.get_updates(timeout=0)] == ["hello", "more"]
