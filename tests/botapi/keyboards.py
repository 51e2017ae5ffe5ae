"""What an inline keyboard may hold."""

import json
import re
from typing import Any

from tests.botapi.refusals import Refused, bad
from tests.botapi.units import units

_URL = re.compile(r"(https?|tg)://\S+")
_ACTIONS = (
    "callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "web_app",
)  # fmt: skip


def inline_keyboard(raw: str | None) -> dict[str, Any] | None:
    """The checked keyboard, None for none; Refused as Telegram would."""
    if not raw:
        return None
    try:
        markup = json.loads(raw)
    except ValueError:
        raise bad("can't parse reply keyboard markup JSON object") from None
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check(button)
    return {"inline_keyboard": rows} if any(rows) else None


def _check(button: dict[str, Any]) -> None:
    if not button.get("text"):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if sum(action in button for action in _ACTIONS) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    refusal = _refusal(button)
    if refusal:
        raise refusal


def _refusal(button: dict[str, Any]) -> Refused | None:
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        return bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= 256:
        return bad("BUTTON_COPY_TEXT_INVALID")
    if "switch_inline_query_chosen_chat" in button and units(_query(button)) > 256:
        return bad("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(button["url"]):
        return bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return None


def _query(button: dict[str, Any]) -> str:
    return str(button["switch_inline_query_chosen_chat"].get("query", ""))
