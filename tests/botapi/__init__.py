"""A fake Bot API: one core, strict as Telegram is, with two faces: in process (`InProcess`) and HTTP (`serve`)."""

from tests.botapi.core import TOKEN, Call, Fault, Query
from tests.botapi.http import push, serve
from tests.botapi.people import BotApi, Place, User
from tests.botapi.refusals import Dropped, Refused
from tests.botapi.request import InProcess
from tests.botapi.world import Button, Shown

__all__ = [
    "TOKEN", "BotApi", "Button", "Call", "Dropped", "Fault", "InProcess", "Place", "Query", "Refused", "Shown", "User",
    "push", "serve",
]  # fmt: skip
