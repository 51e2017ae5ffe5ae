"""Photos and files: taken as bytes or by an id that was given out, refused as Telegram refuses them."""

import struct
from typing import Any

from tests.botapi.core import JSON, Core
from tests.botapi.methods import CAPTION, formatted, post
from tests.botapi.refusals import bad
from tests.botapi.registry import Params, enter

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PHOTO, DOCUMENT = 10 * 2**20, 50 * 2**20  # bytes
DOWNLOAD = 20 * 2**20  # bytes that a bot may fetch
SIDES, RATIO = 10_000, 20  # width and height together; one by the other


@enter("sendPhoto")
async def _send_photo(core: Core, params: Params) -> JSON:
    caption = formatted(params, key="caption", limit=CAPTION)
    content, file = _taken(core, params, "photo")
    if len(content) > PHOTO:
        raise bad("file is too big")
    if not content.startswith((PNG, JPEG)):
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = _sides(content)
    if width + height > SIDES or max(width, height) > RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    file = file or _given(core, "photo", content)
    photo = [{"file_id": file, "file_unique_id": "u", "width": width, "height": height, "file_size": len(content)}]
    return post(core, params, {"photo": photo, **caption})


@enter("sendDocument")
async def _send_document(core: Core, params: Params) -> JSON:
    caption = formatted(params, key="caption", limit=CAPTION)
    content, file = _taken(core, params, "document")
    if not content:
        raise bad("file must be non-empty")
    if len(content) > DOCUMENT:
        raise bad("file is too big")
    file = file or _given(core, "document", content)
    document = {
        "file_id": file,
        "file_unique_id": "u",
        "file_name": _name(params["document"]),
        "file_size": len(content),
    }
    return post(core, params, {"document": document, **caption})


@enter("getFile")
async def _get_file(core: Core, params: Params) -> JSON:
    file = str(params.get("file_id", ""))
    kind, content = core.files.get(file, ("", b""))
    if not kind:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(content) > DOWNLOAD:
        raise bad("file is too big")
    return {"file_id": file, "file_unique_id": "u", "file_size": len(content), "file_path": f"{kind}s/{file}"}


def _taken(core: Core, params: Params, kind: str) -> tuple[bytes, str]:
    """The bytes, and the id under which they are known."""
    value = params.get(kind)
    if not value:
        raise bad(f"there is no {kind} in the request")
    if not isinstance(value, str):
        return (value if isinstance(value, bytes) else value[1]), ""
    known, content = core.files.get(value, ("", b""))
    if not known:
        raise bad("wrong file identifier/HTTP URL specified")
    if known != kind:
        raise bad(f"can't use file of type {known.title()} as {kind.title()}")
    return content, value


def _given(core: Core, kind: str, content: bytes) -> str:
    file = f"{kind}{next(core.numbers)}"
    core.files[file] = (kind, content)
    return file


def _name(value: Any) -> str:
    return str(value[0]) if isinstance(value, tuple) else "file"


def _sides(content: bytes) -> tuple[int, int]:
    """Of a PNG; those of a JPEG are let be."""
    return struct.unpack(">II", content[16:24]) if content.startswith(PNG) else (1280, 720)
