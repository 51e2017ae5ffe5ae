"""Pictures and files where there is no chat to send them to: saved in the folder at hand, under names that are told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handlers.messages import Answer, Message, Request, msg


def saved(answer: Answer, request: Request, folder: Path | None = None) -> Answer:
    """The answer with a line for each file that was saved, or could not be."""
    files = tuple(_files(answer, request))
    if not files:
        return answer
    told = tuple(_told(folder or Path(), name, content) for name, content in files)
    notes = (answer.note, *told) if answer.note else told
    return replace(answer, note=msg("lines", parts=notes))


def _files(answer: Answer, request: Request) -> Iterator[tuple[str, bytes]]:
    for picture in answer.pictures:
        from bot.pictures import draw

        yield f"{picture.name}.png", draw(picture, request.language)
    for document in answer.documents:
        yield document.name, document.content


def _told(folder: Path, name: str, content: bytes) -> Message:
    path = _free(folder / name, content)
    try:
        path.write_bytes(content)
    except OSError as error:
        return msg("saved.not", name=str(path), reason=error.strerror or "")
    return msg("saved.as", name=str(path))


def _free(path: Path, content: bytes) -> Path:
    """A name that no other file has: what was saved before is not written over unless it is the same."""
    number = 2
    stem, _, suffix = path.name.partition(".")
    while path.exists() and not (path.is_file() and path.read_bytes() == content):
        path = path.with_name(f"{stem}-{number}.{suffix}")
        number += 1
    return path
