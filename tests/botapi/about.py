"""The methods about the bot itself, its chats and its webhook."""

import json
import re

from tests.botapi.core import JSON, Core, standing
from tests.botapi.refusals import bad
from tests.botapi.registry import Params, enter, flag
from tests.botapi.world import Member


@enter("setMyCommands")
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
    scope = json.loads(params.get("scope") or "{}")
    return f"{scope.get('type', 'default')}{scope.get('chat_id', '')}/{params.get('language_code', '')}"


@enter("getMyCommands")
async def _get_commands(core: Core, params: Params) -> list[JSON]:
    return core.commands.get(_scope(params), [])


@enter("deleteMyCommands")
async def _delete_commands(core: Core, params: Params) -> bool:
    core.commands.pop(_scope(params), None)
    return True


@enter("setMyDescription")
async def _describe(core: Core, params: Params) -> bool:
    return _kept(core, params, "description", 512)


@enter("setMyShortDescription")
async def _describe_shortly(core: Core, params: Params) -> bool:
    return _kept(core, params, "short_description", 120)


def _kept(core: Core, params: Params, name: str, longest: int) -> bool:
    text = str(params.get(name) or "")
    if len(text) > longest:
        raise bad(f"{name} is too long")
    core.descriptions[f"{name}/{params.get('language_code', '')}"] = text
    return True


@enter("getChat")
async def _get_chat(core: Core, params: Params) -> JSON:
    chat = core.chat(str(params["chat_id"]))
    if chat.type in {"group", "supergroup"}:
        chat.open_to(core.me["id"], None)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return {**chat.json, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@enter("getChatMember")
async def _get_member(core: Core, params: Params) -> JSON:
    chat = core.chat(str(params["chat_id"]))
    user = int(params["user_id"])
    if chat.type == "channel" and chat.member(core.me["id"]).status != "administrator":
        raise bad("member list is inaccessible")
    if user != core.me["id"] and user not in core.users:
        raise bad("PARTICIPANT_ID_INVALID")
    return standing(core.me if user == core.me["id"] else core.users[user], chat.member(user))


@enter("getChatAdministrators")
async def _get_administrators(core: Core, params: Params) -> list[JSON]:
    chat = core.chat(str(params["chat_id"]))
    known = {**core.users, core.me["id"]: core.me}
    chief = {"creator", "administrator"}
    return [standing(known[user], member) for user, member in chat.members.items() if member.status in chief]


@enter("leaveChat")
async def _leave(core: Core, params: Params) -> bool:
    chat = core.chat(str(params["chat_id"]))
    core.stand(chat.id, core.me["id"], Member("left"))
    return True


@enter("setWebhook")
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


@enter("deleteWebhook")
async def _delete_webhook(core: Core, params: Params) -> bool:
    core.webhook = {"url": ""}
    if flag(params, "drop_pending_updates"):
        core.pending.clear()
    return True


@enter("getWebhookInfo")
async def _webhook_info(core: Core, params: Params) -> JSON:
    return {"url": core.webhook["url"], "has_custom_certificate": False, "pending_update_count": len(core.pending)}
