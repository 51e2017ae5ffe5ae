"""Lines that many pages of a folder share and no list knows: candidates for corpus/data/furniture.toml.

python benchmarks/furniture_lines.py FOLDER             text dumps of one or of many sites
python benchmarks/furniture_lines.py FOLDER --least 20  lines of at least so many pages
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.ingest.decode import NotTextError, decode  # noqa: E402 # the root has to be on the path first
from corpus.ingest.furniture import flat, furniture  # noqa: E402
from corpus.ingest.paragraphs import paragraphs  # noqa: E402


def main() -> None:
    """Count each line once a page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--least", type=int, default=5)
    given = options.parse_args()
    seen: Counter[str] = Counter()
    pages = 0
    for path in sorted(given.folder.rglob("*.txt")):
        try:
            lines = {line.text for line in paragraphs(decode(path.read_bytes()))}
        except NotTextError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        pages += 1
        seen.update({flat(line) for line in lines if furniture(line) is None})
    print(f"{pages} pages", file=sys.stderr)
    for line, count in seen.most_common():
        if count >= given.least:
            print(f"{count:6} {line}")


if __name__ == "__main__":
    main()
