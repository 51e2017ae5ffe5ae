"""Write what the docs derive from the program: the README's transcript and docs/commands.md. `make docs` runs it.

A transcript stands between its marks in README.md; the lines that begin with "> " are what a user typed, all else is
what the terminal chat answered over the starter corpus.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSCRIPT = re.compile(r"(<!-- transcript -->\n```text\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


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
    return "\n".join([*head, *rows]) + "\n"


def starter(folder: Path) -> str:
    """The starter corpus, built into a folder; its address."""
    url = f"sqlite:///{folder}/starter.db"
    command = [sys.executable, "-m", "bot", "corpus", "build", "seeds", "--to", url]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return url


def written(readme: str) -> str:
    """The README with its transcript replayed."""
    with tempfile.TemporaryDirectory() as scratch:
        text = replayed(asked(readme), starter(Path(scratch)))
    return TRANSCRIPT.sub(lambda found: found[1] + text + found[3], readme)


def main() -> None:
    """Write both files."""
    sys.path.insert(0, str(ROOT))
    readme = ROOT / "README.md"
    readme.write_text(written(readme.read_text(encoding="utf8")), encoding="utf8")
    (ROOT / "docs" / "commands.md").write_text(commands(), encoding="utf8")


if __name__ == "__main__":
    main()
