"""Files in a call: multipart/form-data, its parts named as the Bot API reads them."""

import aiohttp
from telegram.request import RequestData


def form(data: RequestData) -> aiohttp.FormData:
    """All parameters and files of a call. Names of files go as they are, in UTF-8: Telegram shows them so."""
    made = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        made.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        made.add_field(name, content, filename=_one_line(filename), content_type=kind)
    return made


def _one_line(filename: str) -> str:
    """A header is one line: what would end it, or its quotes, goes."""
    return "".join(character for character in filename if character.isprintable() and character not in '"\\')
