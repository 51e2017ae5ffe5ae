"""No outlet is stated that the page does not state: every stated hop of every page, looked for on the page itself.

    python benchmarks/stated.py                 the development pages below ../shared
    python benchmarks/stated.py FOLDER --all    the pages of another folder, gzipped or not; with --all also what is in order

A name counts where the page prints it or gives it in its metadata, by any of the registry's spellings of that outlet; a name
that is a domain, where the page gives the address. Prints what is not found, and how many hops were looked at.
"""

import argparse
import gzip
import html
import os
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
sys.path.insert(0, str(ROOT))

from corpus.errors import UnreadableError  # noqa: E402 # the root has to be on the path first
from corpus.ingest.outlets import registry  # noqa: E402
from corpus.ingest.web.page import read_web  # noqa: E402
from corpus.ingest.web.tree import markup  # noqa: E402
from corpus.models import Basis, Page  # noqa: E402
from corpus.words import fold  # noqa: E402

_SCRIPT = re.compile(r"<(script|style)\b(?![^>]{0,300}ld\+json).*?</\1", re.IGNORECASE | re.DOTALL)


def stands(name: str, page: str) -> bool:
    """Whether a page bears an outlet's name in one of its spellings."""
    outlet = registry().named(name)
    names = {name, *((outlet.name, *outlet.aliases) if outlet else ())}
    return any(f" {_plain(each)} " in page for each in names)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def main() -> None:
    """Read, look, count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    count: Counter[str] = Counter()
    for folder in given.folders or sorted((SHARED / "data/html").glob("*/html")):
        for path in sorted(folder.rglob("*.html*")):
            content = path.read_bytes()
            content = gzip.decompress(content) if path.suffix == ".gz" else content
            found = read_web(Page(path.name, content, "text/html"))
            if isinstance(found, UnreadableError):
                count["no article"] += 1
                continue
            count["pages"] += 1
            page = f" {_plain(html.unescape(_SCRIPT.sub(' ', markup(content))))} "
            for hop in found.article.provenance.chain:
                count[f"{hop.basis} {hop.role}"] += 1
                right = hop.basis is not Basis.STATED or stands(hop.outlet or "", page)
                count["stated, not on the page"] += not right
                if given.all or not right:
                    print(
                        f"{path.name[:24]:24} {'' if right else 'NOT ON THE PAGE '}{hop.basis} {hop.role}: {hop.outlet}"
                    )
    for name, number in sorted(count.items()):
        print(f"{name:28} {number}")


if __name__ == "__main__":
    main()
