"""Is /check right? Cases made from a set of articles with known quotes, and their score.

    python benchmarks/checking.py make SET PAGES CASES     SET: {id, text, quotes} a line, as quotes.py takes it
    python benchmarks/checking.py score CASES ANSWERS      ANSWERS: dateline say --json - over the cases' requests

`make` writes the pages that a corpus is built from, and 200 cases, 40 a class: a quote kept, cut, with two words
changed, under another's name, and one of an article that the corpus does not hold. A case is {class, request}. Nothing
is drawn: the same set gives the same cases. `score` prints right/all a class, and how many invented were confirmed.
"""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

EACH = 40  # cases a class
SHORTEST, LONGEST = 7, 60  # words of a quote
HELD_OUT = 8  # one article in so many is not in the corpus: its quotes are the invented ones
NAME = re.compile(r"(?:[A-Z][\w.'’-]+ ){0,2}[A-Z][\w'’-]+")
PRONOUNS = {"He", "She", "They", "It", "I", "We", "The", "That", "This", "Who", "But", "A", "One"}
FORMS = ("{name}: “{words}”", "“{words}”, {name} said", '{name} said: "{words}"', "“{words}”", "{name}: {words}")
WRONG = {"kept": ("altered", "cut", "another", "not found"), "cut": ("altered", "another", "not found")}
RIGHT = {"kept": "verbatim", "cut": "cut", "changed": "altered", "swapped": "another speaker", "invented": "not found"}


@dataclass(frozen=True)
class Known:
    """A quote of the set under the name that its article gives it."""

    words: tuple[str, ...]
    name: str
    page: str
    order: str  # a hash, so that neighbours in the set are no neighbours here


def rows(path: Path) -> Iterator[dict]:
    """The JSON lines of a file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from map(json.loads, filter(None, data.decode("utf8").splitlines()))


def known(row: dict) -> Iterator[Known]:
    """The quotes of an article that are long enough and have a named speaker."""
    for quote in row["quotes"]:
        words = tuple(row["text"][quote["start"] : quote["end"]].strip(' ,“”"').split())
        name = quote.get("speaker_text") or ""
        plain = not re.search(r"[\"“”«»]|\.\.\.|…", " ".join(words))
        if plain and SHORTEST <= len(words) <= LONGEST and NAME.fullmatch(name) and name not in PRONOUNS:
            yield Known(words, name, row["id"], hashlib.sha256(" ".join(words).encode()).hexdigest())


def letters(text: str) -> str:
    """Words without their marks."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def cut(words: tuple[str, ...], at: int) -> str:
    """Two thirds of the words: the first, the last or those between."""
    third = max(1, len(words) // 3)
    part = (words[:-third], words[third:], words[third // 2 + 1 : -(third // 2 + 1)])[at % 3]
    return " ".join(part)


def changed(words: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Two longer words give way to words of another quote."""
    out = list(words)
    places = sorted(range(len(out)), key=lambda place: (-len(out[place]), place))[:2]
    strange = [word for word in sorted(other, key=lambda word: (-len(word), word)) if word not in words][:2]
    for place, word in zip_longest(places, strange, fillvalue="nevertheless"):
        out[int(place)] = str(word)
    return " ".join(out)


def cases(found: list[Known], elsewhere: list[Known]) -> Iterator[tuple[str, str]]:
    """Class and request; each quote serves one class."""
    names = sorted({quote.name for quote in found if " " in quote.name})
    for number in range(EACH):
        kept, short, wrong, swapped = found[4 * number : 4 * number + 4]
        form = FORMS[number % len(FORMS)]
        other = names[number * 7 % len(names)]
        if other.split()[-1] == swapped.name.split()[-1]:
            other = names[(number * 7 + 1) % len(names)]
        yield "kept", form.format(name=kept.name, words=" ".join(kept.words))
        yield "cut", form.format(name=short.name, words=cut(short.words, number))
        yield "changed", form.format(name=wrong.name, words=changed(wrong.words, found[4 * EACH + number].words))
        named = FORMS[number % 3]
        yield "swapped", named.format(name=other, words=" ".join(swapped.words))
        yield "invented", form.format(name=other, words=" ".join(elsewhere[number].words))


def make(source: Path, pages: Path, into: Path) -> None:
    """Write the pages and the cases."""
    every = list(rows(source))
    inside = [row for number, row in enumerate(every) if number % HELD_OUT]
    text = " ".join(letters(row["text"]) for row in inside)
    quotes = sorted((quote for row in inside for quote in known(row)), key=lambda quote: quote.order)
    outside = (quote for number, row in enumerate(every) if not number % HELD_OUT for quote in known(row))
    elsewhere = sorted((q for q in outside if letters(" ".join(q.words)) not in text), key=lambda quote: quote.order)
    with pages.open("w", encoding="utf8") as out:
        out.writelines(json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in inside)
    with into.open("w", encoding="utf8") as out:
        for kind, request in cases(quotes, elsewhere):
            out.write(json.dumps({"class": kind, "request": f"/check {request}"}, ensure_ascii=False) + "\n")


def right(kind: str, heading: str) -> bool:
    """Whether a verdict says what was done to the quote, and nothing else."""
    said = heading.lower()
    return RIGHT[kind] in said and not any(wrong in said for wrong in WRONG.get(kind, ()))


def score(made: Path, answers: Path) -> None:
    """Right of all, a class a line."""
    done: dict[str, list[bool]] = {kind: [] for kind in RIGHT}
    confirmed = 0
    for case, answer in zip(rows(made), rows(answers), strict=True):
        done[case["class"]].append(right(case["class"], answer["heading"]))
        confirmed += case["class"] == "invented" and answer["status"] == "ok"
        if "-v" in sys.argv and not done[case["class"]][-1]:
            print(case["class"], case["request"], "=>", answer["heading"], file=sys.stderr)
    for kind, verdicts in done.items():
        print(f"{kind:28} {sum(verdicts)}/{len(verdicts)}")
    every = [verdict for verdicts in done.values() for verdict in verdicts]
    print(f"{'right':28} {sum(every) / len(every):.3f}")
    print(f"{'invented_confirmed':28} {confirmed}")


def main() -> None:
    """Make or score."""
    match sys.argv[1:]:
        case ["make", source, pages, made]:
            make(Path(source), Path(pages), Path(made))
        case ["score", made, answers, *_]:
            score(Path(made), Path(answers))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
