"""The methods that put messages into chats, change them, and answer presses and inline queries."""

import json
import re

from tests.botapi.core import JSON, Core
from tests.botapi.keyboards import inline_keyboard
from tests.botapi.links import automatic
from tests.botapi.markup import parse_html
from tests.botapi.refusals import bad
from tests.botapi.registry import Params, enter, flag
from tests.botapi.units import units
from tests.botapi.world import ChatState

TEXT, CAPTION = 4096, 1024


def formatted(params: Params, *, key: str = "text", limit: int = TEXT) -> JSON:
    """Text and entities of a message to be, checked; own markup first, then what Telegram finds by itself."""
    raw = str(params.get(key, ""))
    mode = str(params.get("parse_mode", "")).lower()
    if mode not in {"", "html"}:
        raise bad("unsupported parse_mode")
    text, given = parse_html(raw) if mode == "html" else (raw, json.loads(params.get("entities", "[]")))
    kept = text.rstrip()
    lead = len(kept) - len(kept.lstrip())
    if lead:
        given = [{**e, "offset": max(0, e["offset"] - lead)} for e in given]
        kept = kept[lead:]
    if units(kept) > limit:
        raise bad("message is too long" if key == "text" else "message caption is too long")
    found = automatic(kept, given)
    names = ("text", "entities") if key == "text" else ("caption", "caption_entities")
    message = {names[0]: kept} if kept else {}
    return {**message, **({names[1]: given + found} if given or found else {}), "_automatic": found, "_markup": raw}


def text_of(params: Params) -> JSON:
    """As `formatted`, of a text that may not be empty."""
    message = formatted(params)
    if "text" not in message:
        raise bad("message text is empty")
    return message


def post(core: Core, params: Params, content: JSON) -> JSON:
    """Put a message of the bot into a chat."""
    chat = core.chat(str(params.get("chat_id", "")))
    thread = int(params["message_thread_id"]) if params.get("message_thread_id") else None
    chat.open_to(core.me["id"], thread)
    message: JSON = {"message_id": 0, "date": int(core.clock()), "chat": chat.json, **content}
    if chat.type == "channel":
        message["sender_chat"] = chat.json
    else:
        message["from"] = {key: core.me[key] for key in ("id", "is_bot", "first_name", "username")}
    if thread is not None:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    message |= _reply(chat, params)
    if keyboard := inline_keyboard(params.get("reply_markup")):
        message["reply_markup"] = keyboard
    message["_silent"] = flag(params, "disable_notification")
    message["message_id"] = chat.new_id()
    chat.messages[message["message_id"]] = message
    return message


def _reply(chat: ChatState, params: Params) -> JSON:
    wanted = json.loads(params.get("reply_parameters", "{}"))
    if not wanted:
        return {}
    target = chat.messages.get(int(wanted["message_id"]))
    if target is not None:
        return {"reply_to_message": {key: value for key, value in target.items() if key != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def _own(core: Core, params: Params) -> JSON:
    chat = core.chat(str(params.get("chat_id", "")))
    chat.open_to(core.me["id"], None)
    message = chat.messages.get(int(params.get("message_id", 0)))
    if message is None:
        raise bad("message to edit not found")
    if chat.type != "channel" and message.get("from", {}).get("id") != core.me["id"]:
        raise bad("message can't be edited")
    return message


def _change(core: Core, message: JSON, content: JSON, markup: JSON | None) -> JSON:
    keys = ("text", "entities", "caption", "caption_entities", "photo")
    before = {key: message[key] for key in keys if key in message}
    after = {**before, **{key: content[key] for key in keys if key in content}}
    if "text" in content and "entities" not in content:
        after.pop("entities", None)
    if before == after and message.get("reply_markup") == markup:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message"
        )
    for key in (*keys, "reply_markup"):
        message.pop(key, None)
    message |= after | {key: value for key, value in content.items() if key.startswith("_")}
    message |= {"reply_markup": markup} if markup else {}
    message["edit_date"] = int(core.clock())
    return message


@enter("getMe")
async def _get_me(core: Core, params: Params) -> JSON:
    return core.me


@enter("getUpdates")
async def _get_updates(core: Core, params: Params) -> list[JSON]:
    limit = int(params.get("limit") or 100)
    if "allowed_updates" in params:
        core.allowed = set(json.loads(params["allowed_updates"]))
    return await core.poll(int(params.get("offset") or 0), limit, float(params.get("timeout") or 0))


@enter("sendMessage")
async def _send_message(core: Core, params: Params) -> JSON:
    return post(core, params, text_of(params))


@enter("editMessageText")
async def _edit_text(core: Core, params: Params) -> JSON:
    message = _own(core, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _change(core, message, text_of(params), inline_keyboard(params.get("reply_markup")))


@enter("editMessageCaption")
async def _edit_caption(core: Core, params: Params) -> JSON:
    content = formatted(params, key="caption", limit=CAPTION)
    return _change(core, _own(core, params), content, inline_keyboard(params.get("reply_markup")))


@enter("editMessageReplyMarkup")
async def _edit_markup(core: Core, params: Params) -> JSON:
    return _change(core, _own(core, params), {}, inline_keyboard(params.get("reply_markup")))


@enter("deleteMessage")
async def _delete(core: Core, params: Params) -> bool:
    chat = core.chat(str(params.get("chat_id", "")))
    if chat.messages.pop(int(params.get("message_id", 0)), None) is None:
        raise bad("message to delete not found")
    return True


@enter("sendChatAction")
async def _chat_action(core: Core, params: Params) -> bool:
    core.chat(str(params["chat_id"])).open_to(core.me["id"], None)
    return True


@enter("sendMessageDraft")
async def _draft(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    chat.open_to(core.me["id"], None)
    if chat.type != "private" or int(params.get("draft_id") or 0) == 0:
        raise bad("DRAFT_ID_INVALID" if chat.type == "private" else "message drafts can be sent only to private chats")
    text_of(params)
    return True


@enter("setMessageReaction")
async def _react(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    message = chat.messages.get(int(params["message_id"]))
    if message is None:
        raise bad("message to react not found")
    message["_reaction"] = json.loads(params.get("reaction", "[]"))
    return True


@enter("answerCallbackQuery")
async def _answer_callback(core: Core, params: Params) -> bool:
    query = core.queries.get(str(params.get("callback_query_id")))
    if query is None or query.answer is not None or core.clock() - query.made > 60:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(params.get("text", ""))) > 200:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {"text": params.get("text", ""), "alert": flag(params, "show_alert")}
    return True


@enter("answerInlineQuery")
async def _answer_inline(core: Core, params: Params) -> bool:
    query = core.inline.get(str(params.get("inline_query_id")))
    if query is None or "results" in query:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    results = json.loads(params["results"])
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(name.encode()) <= 64 for name in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    for result in results:
        text_of({**result["input_message_content"], "text": result["input_message_content"]["message_text"]})
        inline_keyboard(json.dumps(result["reply_markup"]) if "reply_markup" in result else None)
    if button := json.loads(params.get("button", "{}")):
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "")):
            raise bad("START_PARAM_INVALID")
        query["button"] = button
    query |= {"results": results, "next_offset": params.get("next_offset", ""), "cache_time": params.get("cache_time")}
    query["is_personal"] = flag(params, "is_personal")
    return True
