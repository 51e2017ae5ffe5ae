"""The Bot API's methods that Dateline uses, each (core, params) -> result; parameters are strings as on the wire."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.botapi.core import JSON, Core, standing
from tests.botapi.keyboards import inline_keyboard
from tests.botapi.links import automatic
from tests.botapi.markup import parse_html
from tests.botapi.refusals import bad
from tests.botapi.units import units
from tests.botapi.world import ChatState, Member

Params = Mapping[str, Any]
Method = Callable[[Core, Params], Awaitable[Any]]
TEXT, CAPTION = 4096, 1024
METHODS: dict[str, Method] = {}


def _method(name: str) -> Callable[[Method], Method]:
    def enter(method: Method) -> Method:
        METHODS[name] = method
        return method

    return enter


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


def flag(params: Params, key: str) -> bool:
    """A boolean parameter."""
    return str(params.get(key, "")).lower() == "true"


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


@_method("getMe")
async def _get_me(core: Core, params: Params) -> JSON:
    return core.me


@_method("getUpdates")
async def _get_updates(core: Core, params: Params) -> list[JSON]:
    limit = int(params.get("limit") or 100)
    if "allowed_updates" in params:
        core.allowed = set(json.loads(params["allowed_updates"]))
    return await core.poll(int(params.get("offset") or 0), limit, float(params.get("timeout") or 0))


@_method("sendMessage")
async def _send_message(core: Core, params: Params) -> JSON:
    return post(core, params, text_of(params))


@_method("editMessageText")
async def _edit_text(core: Core, params: Params) -> JSON:
    message = _own(core, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _change(core, message, text_of(params), inline_keyboard(params.get("reply_markup")))


@_method("editMessageCaption")
async def _edit_caption(core: Core, params: Params) -> JSON:
    content = formatted(params, key="caption", limit=CAPTION)
    return _change(core, _own(core, params), content, inline_keyboard(params.get("reply_markup")))


@_method("editMessageReplyMarkup")
async def _edit_markup(core: Core, params: Params) -> JSON:
    return _change(core, _own(core, params), {}, inline_keyboard(params.get("reply_markup")))


@_method("deleteMessage")
async def _delete(core: Core, params: Params) -> bool:
    chat = core.chat(str(params.get("chat_id", "")))
    if chat.messages.pop(int(params.get("message_id", 0)), None) is None:
        raise bad("message to delete not found")
    return True


@_method("sendPhoto")
async def _send_photo(core: Core, params: Params) -> JSON:
    if not params.get("photo"):
        raise bad("there is no photo in the request")
    photo = [{"file_id": f"photo{next(core.numbers)}", "file_unique_id": "u", "width": 1280, "height": 720}]
    return post(core, params, {"photo": photo, **formatted(params, key="caption", limit=CAPTION)})


@_method("sendDocument")
async def _send_document(core: Core, params: Params) -> JSON:
    if not params.get("document"):
        raise bad("there is no document in the request")
    document = {"file_id": f"document{next(core.numbers)}", "file_unique_id": "u"}
    return post(core, params, {"document": document, **formatted(params, key="caption", limit=CAPTION)})


@_method("sendChatAction")
async def _chat_action(core: Core, params: Params) -> bool:
    core.chat(str(params["chat_id"])).open_to(core.me["id"], None)
    return True


@_method("sendMessageDraft")
async def _draft(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    chat.open_to(core.me["id"], None)
    if chat.type != "private" or int(params.get("draft_id") or 0) == 0:
        raise bad("DRAFT_ID_INVALID" if chat.type == "private" else "message drafts can be sent only to private chats")
    text_of(params)
    return True


@_method("setMessageReaction")
async def _react(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    message = chat.messages.get(int(params["message_id"]))
    if message is None:
        raise bad("message to react not found")
    message["_reaction"] = json.loads(params.get("reaction", "[]"))
    return True


@_method("answerCallbackQuery")
async def _answer_callback(core: Core, params: Params) -> bool:
    query = core.queries.get(str(params.get("callback_query_id")))
    if query is None or query.answer is not None or core.clock() - query.made > 60:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(params.get("text", ""))) > 200:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {"text": params.get("text", ""), "alert": flag(params, "show_alert")}
    return True


@_method("answerInlineQuery")
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
    query["results"] = results
    return True


@_method("setMyCommands")
async def _set_commands(core: Core, params: Params) -> bool:
    commands = json.loads(params["commands"])
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    core.commands[_scope(params)] = commands
    return True


def _scope(params: Params) -> str:
    return f"{json.loads(params.get('scope') or '{}').get('type', 'default')}/{params.get('language_code', '')}"


@_method("getMyCommands")
async def _get_commands(core: Core, params: Params) -> list[JSON]:
    return core.commands.get(_scope(params), [])


@_method("deleteMyCommands")
async def _delete_commands(core: Core, params: Params) -> bool:
    core.commands.pop(_scope(params), None)
    return True


@_method("getChat")
async def _get_chat(core: Core, params: Params) -> JSON:
    chat = core.chat(str(params["chat_id"]))
    if chat.type in {"group", "supergroup"}:
        chat.open_to(core.me["id"], None)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return {**chat.json, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@_method("getChatMember")
async def _get_member(core: Core, params: Params) -> JSON:
    chat = core.chat(str(params["chat_id"]))
    user = int(params["user_id"])
    if chat.type == "channel" and chat.member(core.me["id"]).status != "administrator":
        raise bad("member list is inaccessible")
    if user != core.me["id"] and user not in core.users:
        raise bad("PARTICIPANT_ID_INVALID")
    return standing(core.me if user == core.me["id"] else core.users[user], chat.member(user))


@_method("getChatAdministrators")
async def _get_administrators(core: Core, params: Params) -> list[JSON]:
    chat = core.chat(str(params["chat_id"]))
    known = {**core.users, core.me["id"]: core.me}
    chief = {"creator", "administrator"}
    return [standing(known[user], member) for user, member in chat.members.items() if member.status in chief]


@_method("leaveChat")
async def _leave(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    core.stand(chat.id, core.me["id"], Member("left"))
    return True


@_method("setWebhook")
async def _set_webhook(core: Core, params: Params) -> bool:
    url = str(params.get("url", ""))
    if url and not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token", ""))
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad("secret token contains unallowed characters")
    core.webhook = {"url": url, "secret": secret}
    core.stir()
    return True


@_method("deleteWebhook")
async def _delete_webhook(core: Core, params: Params) -> bool:
    core.webhook = {"url": ""}
    if flag(params, "drop_pending_updates"):
        core.pending.clear()
    return True


@_method("getWebhookInfo")
async def _webhook_info(core: Core, params: Params) -> JSON:
    return {"url": core.webhook["url"], "has_custom_certificate": False, "pending_update_count": len(core.pending)}
