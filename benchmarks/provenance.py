"""No outlet is stated that the page does not state: every stated hop is looked for on its page, in its role.

    python benchmarks/provenance.py                 all pages below ../shared/data/html
    python benchmarks/provenance.py --urls          as if each had been fetched from its address
    python benchmarks/provenance.py --sample 60     that many chains to look at by hand, with what the pages say
    python benchmarks/provenance.py --violations    each hop that was not found

The check is apart from the code that it checks: the markup is searched for an outlet's names, aliases and domains, in
the places where its role may be told. An author or carrier: head, title, address, what stands beside the text. An
agency: a dateline, a byline, a credit, or the head.
"""

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from lxml import html

from corpus.errors import UnreadableError
from corpus.ingest.imitations import imitated
from corpus.ingest.outlets import registry
from corpus.ingest.read import read_all
from corpus.models import Article, Basis, Hop, Page, Role

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """A page's places: `head` its metadata and addresses, `beside` its visible text without the article's own."""

    head: str
    beside: str
    article: str


def pages(folder: Path, *, urls: bool) -> Iterator[tuple[Page, str]]:
    """Each page with its address in the gold."""
    for gold in sorted(folder.glob("*/gold.jsonl")):
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            path = gold.parent / row["html_path"]
            content = gzip.decompress(path.read_bytes())
            yield Page(path.name, content, "text/html", url=row["url"] if urls else ""), row["url"]


def told(page: Page, article: Article) -> Told:
    """The page's markup taken apart, simply."""
    text = page.content.decode("utf-8", "replace")
    root = html.document_fromstring(re.sub(r"<\?xml[^>]*\?>", "", text))
    scripts = [each.text or "" for each in root.iter("script") if "ld+json" in (each.get("type") or "")]
    metas = [each.get("content") or "" for each in root.iter("meta")]
    links = [each.get("href") or "" for each in root.iter("link")]
    titles = [each.text_content() for each in root.iter("title")]
    images = [each.get("alt") or "" for each in root.iter("img")]
    for each in list(root.iter("script", "style")):
        each.drop_tree()
    seen = _plain(root.text_content())
    for paragraph in article.body.split("\n\n"):
        seen = seen.replace(_plain(paragraph), "\n")
    escaped = "\n".join(_strings(script) for script in scripts)
    head = _plain("\n".join([*metas, *links, *titles, *images, *scripts, escaped, page.url, text[:3000]]))
    return Told(head, seen, _plain(article.body))


def _strings(script: str) -> str:
    """The strings of a piece of JSON; it as it stands where it is none."""
    try:
        return unescape(json.dumps(json.loads(script, strict=False), ensure_ascii=False).replace('\\"', '"'))
    except ValueError:
        return script


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.replace("’", "'").replace("\u200b", "")).lower()


def names_of(hop: Hop) -> list[str]:
    """All names and domains that an outlet may be printed by."""
    known = registry().named(hop.outlet or "")
    names = [hop.outlet or "", *((known.name, *known.aliases, *known.domains) if known else ())]
    return [_plain(name) for name in names if name]


def stands(hop: Hop, page: Told) -> bool:
    """Whether a page prints a stated hop in its role."""
    names = names_of(hop)
    if hop.role is Role.CITED:
        return any(_has(page.article, name) for name in names)
    if any(_has(page.head, name) or _has(page.beside, name) for name in names):
        return True
    ends = (page.article[:200], page.article[-200:])
    return any(_has(end, name) for end in ends for name in names)


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def main() -> None:
    """Count, and show what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data" / "html")
    parser.add_argument("--urls", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--violations", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"no pages at {args.folder}")
    counts: Counter[str] = Counter()
    shown: list[tuple[str, Article]] = []
    began = time.perf_counter()
    for page, address in pages(args.folder, urls=args.urls):
        counts["pages"] += 1
        counts["addresses that are marked as imitations"] += bool(imitated(address, registry()))
        for found in read_all(page):
            if isinstance(found, UnreadableError):
                counts["no article"] += 1
                continue
            shown.append((address, found.article))
            _count(found.article, told(page, found.article), counts, address if args.violations else "")
    for name, count in counts.items():
        print(f"{name:45} {count:6}")
    print(f"{'seconds':45} {time.perf_counter() - began:6.1f}")
    print(
        f"measure: stated hops that their page does not state; ours: {counts['violations']}; asked: 0; met: {not counts['violations']}"
    )
    for address, article in random.Random(args.seed).sample(shown, min(args.sample, len(shown))):
        hops = ", ".join(
            f"{hop.outlet} {hop.role} {hop.basis}{' claimed' * hop.claimed}{hop.imitates and ' imitates'}"
            for hop in article.provenance.chain
        )
        print(f"{address[:90]}\n    {article.provenance.credit} [{hops}]")


def _count(article: Article, page: Told, counts: Counter[str], address: str) -> None:
    chain = article.provenance.chain
    counts["pages with a chain"] += bool(article.provenance.published)
    counts["pages with an unknown origin"] += article.provenance.outlet is None
    counts["pages whose text was somebody else's first"] += len(article.provenance.published) > 1
    for hop in chain:
        counts[f"hops {hop.basis}"] += 1
        counts[f"hops {hop.role}"] += 1
        counts["hops claimed"] += hop.claimed
        counts["hops that imitate"] += bool(hop.imitates)
        if hop.basis is Basis.STATED and not stands(hop, page):
            counts["violations"] += 1
            if address:
                print("NOT STATED", address, hop)


if __name__ == "__main__":
    main()
