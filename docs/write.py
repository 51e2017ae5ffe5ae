"""Write what the docs derive from the program: the README's transcript, docs/commands.md and its pictures.

`make docs` runs it.

A transcript stands between its marks in README.md; the lines that begin with "> " are what a user typed, all else is
what the terminal chat answered over the starter corpus.
"""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.messages import Answer

ROOT = Path(__file__).resolve().parent.parent
TRANSCRIPT = re.compile(r"(<!-- transcript -->\n```text\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


PICTURES = {  # lines of docs/commands.md that are shown as pictures
    "timeline": "/picture timeline Ushakov",
    "compare": "/picture dark compare",
    "people": "/picture people",
}
TOLD = "Description"  # the chunk of a PNG file that says in words what it shows


def asked(readme: str) -> list[str]:
    """The lines that a user typed in the README's transcript."""
    found = TRANSCRIPT.search(readme)
    return [line[2:] for line in found[2].splitlines() if line.startswith("> ")] if found else []


def replayed(lines: list[str], corpus: str) -> str:
    """The transcript of these lines over a corpus, as the terminal chat prints it."""
    from bot.desk import terminal_desk
    from bot.render import PLAIN
    from bot.terminal import Conversation
    from corpus.library import open_library

    talk = Conversation(terminal_desk(open_library(corpus)))
    return "\n".join(f"> {line}\n{talk.reply(line, PLAIN)}\n" for line in lines)


def commands() -> str:
    """docs/commands.md: every command with its usage and its example, from the table."""
    from bot.words import say
    from handlers import COMMANDS

    rows = [
        f"| `/{name} {usage}`".rstrip("` ") + f"` | {say(command.menu)} | `{command.example}` |"
        for name, command in COMMANDS.items()
        for usage in [say(command.usage).rsplit(": ", 1)[0].removeprefix(f"/{name}").strip()]
    ]
    head = [
        "# Commands",
        "",
        "Written by `make docs` from `handlers.COMMANDS`; examples for everybody run over the starter corpus.",
        "",
        "| command | what it is for | example |",
        "| --- | --- | --- |",
    ]
    shown = [f"\n`{line}`\n\n![{line}](pictures/{name}.png)" for name, line in PICTURES.items()]
    tail = [
        "",
        "## Pictures",
        "",
        "A press on *Picture* under an answer; *Dark* and *Light* change between both.",
        *shown,
    ]
    return "\n".join([*head, *rows, *tail]) + "\n"


def told(corpus: str) -> dict[str, str]:
    """What each picture shows over a corpus, in words."""
    from bot.showing import caption

    return {name: caption(found, "en") for name, found in _found(corpus).items()}


def drawn(corpus: str) -> dict[str, bytes]:
    """The pictures over a corpus, packed as well as can be, with what they show in words in each."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from bot.pictures import draw

    words, files = told(corpus), {}
    for name, found in _found(corpus).items():
        info, out = PngInfo(), io.BytesIO()
        info.add_itxt(TOLD, words[name])
        Image.open(io.BytesIO(draw(found.pictures[0]))).save(out, "PNG", optimize=True, pnginfo=info)
        files[name] = out.getvalue()
    return files


def _found(corpus: str) -> "dict[str, Answer]":
    from bot.desk import terminal_desk
    from corpus.library import open_library
    from handlers import answer
    from handlers.parser import parse

    desk = terminal_desk(open_library(corpus))
    return {name: answer(parse(line), desk) for name, line in PICTURES.items()}


def starter(folder: Path) -> str:
    """The starter corpus, built into a folder; its address."""
    url = f"sqlite:///{folder}/starter.db"
    command = [sys.executable, "-m", "bot", "corpus", "build", "seeds", "--to", url]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return url


def main() -> None:
    """Write all of it."""
    sys.path.insert(0, str(ROOT))
    readme, docs = ROOT / "README.md", ROOT / "docs"
    (docs / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = starter(Path(scratch))
        text = readme.read_text(encoding="utf8")
        said = replayed(asked(text), corpus)
        readme.write_text(TRANSCRIPT.sub(lambda found: found[1] + said + found[3], text), encoding="utf8")
        for name, content in drawn(corpus).items():
            (docs / "pictures" / f"{name}.png").write_bytes(content)
    (docs / "commands.md").write_text(commands(), encoding="utf8")


if __name__ == "__main__":
    main()
