"""What does a message quote? Its quoted words, and the name that it puts them under."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.words import fold, stop_words, word_list

LONGEST = 4_096  # code points of a message that are read
MOST = 5  # quotations of one message
FEWEST = 3  # words between marks that can be an utterance; fewer are taken only where there is nothing else
NAME = 5  # words of a name, with titles
BESIDE = 120  # code points on either side of a quotation in which its speaker is looked for

CURLY = r"“(?P<curly>[^“”]{1,3000})(?:”|$)"
LOW = r"„(?P<low>[^„“”]{1,3000})[“”]"
ANGLED = r"«(?P<angled>[^«»]{1,3000})»"
STRAIGHT = r"\"(?P<straight>[^\"]{1,3000})(?:\"|$)"
SINGLE = r"(?<!\w)['‘](?P<single>(?:[^'‘’\n]|(?<=\w)['’](?=\w)){8,3000})['’](?!\w)"
QUOTED = re.compile(f"{CURLY}|{LOW}|{ANGLED}|{STRAIGHT}|{SINGLE}")
WORD = re.compile(r"[^\W_](?:[\w.'’-]*\w)?")
TITLE = (
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})"  # what stands before a point that ends no sentence: Mr., Gov.
)
BREAK = re.compile(rf"{TITLE}[.!?;]\s+(?=\W*[A-ZА-ЯЁІЇЄҐ])|\n")
LED = re.compile(r"\s*(?P<who>[^:\n]{2,60}):\s+(?P<words>\S.*)", re.DOTALL)
SIGNED = re.compile(r"(?P<words>.*\S)\s+[—–-]\s*(?P<who>[^\n—–]{2,60}?)\s*", re.DOTALL)

Named = Callable[[str], bool]  # whether a text names somebody of the corpus


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a message gives as somebody's; `speaker` as it is typed there, empty where nobody is named.

    `relay` is who it says passed them on: `Putin, quoted by Ushakov`.
    """

    words: str
    speaker: str = ""
    relay: str = ""


def claims(text: str, named: Named) -> tuple[Claim, ...]:
    """The quotations of a message in their order; the whole of it where it has no quotation marks."""
    text = text[:LONGEST].strip()
    found = [match for match in QUOTED.finditer(text) if WORD.search(_inner(match))]
    long = [match for match in found if len(WORD.findall(_inner(match))) >= FEWEST]
    if not found or _led_beyond(text, long, named):
        return tuple(_bare(text, named)) if WORD.search(text) else ()
    return tuple(_quoted(text, (long or found)[:MOST], named))


def _led_beyond(text: str, found: list[re.Match[str]], named: Named) -> bool:
    """Whether a name leads in more words than those between marks: `Putin: they want "peace" and send troops`."""
    led = LED.fullmatch(text)
    if not led or QUOTED.match(led["words"]) or not named(speaker_in(led["who"], named)):
        return False
    return 2 * sum(len(_inner(match)) for match in found) < len(led["words"])


def _inner(match: re.Match[str]) -> str:
    return str(match[match.lastgroup or 0])


def _quoted(text: str, found: list[re.Match[str]], named: Named) -> Iterator[Claim]:
    """A quotation goes under the name before it, else under the one after it, else under that of the one before."""
    bounds = [0, *(edge for match in found for edge in match.span()), len(text)]
    speaker = ""
    for at, match in enumerate(found):
        before = BREAK.split(text[max(bounds[2 * at], match.start() - BESIDE) : match.start()])[-1]
        after = BREAK.split(text[match.end() : min(bounds[2 * at + 3], match.end() + BESIDE)].lstrip(" ,.\n"))[0]
        before, passed = _unrelayed(before, named)
        after, on = _unrelayed(after, named)
        speaker = speaker_in(_unaddressed(before, named), named, last=True) or speaker_in(after, named) or speaker
        yield Claim(_inner(match), speaker, passed or on)


def _unrelayed(text: str, named: Named) -> tuple[str, str]:
    """The words beside a quotation without those that say who passed it on; and who that is."""
    parts = _relayed().split(text, maxsplit=1)
    relay = speaker_in(parts[1], named) if len(parts) > 1 else ""
    return (parts[0], relay) if relay else (text, "")


def _unaddressed(before: str, named: Named) -> str:
    """The words before a quotation without whom the speaker told it: `Ana Lopes told Vera Brandt: “…”`."""
    told = _addressed().search(before)
    if told and WORD.search(before[: told.start()]):
        before = f"{before[: told.start()]}; {_unheard(before[told.end() :])}"
    for to in (*_directed().finditer(before), *_dative().finditer(before)):
        whom = next(_runs(before[to.end() :]), [])
        rest = before[: to.start()]
        if any(map(named, _names(whom))) and named(speaker_in(rest, named, last=True)):
            return rest
    return before


def _unheard(text: str) -> str:
    """What follows those who were told, from where another speaks: `Ana Lopes, and Vera Brandt replied`."""
    joined = _joined().search(text)
    speaks = joined and any(fold(match[0]) in _spoken() for match in WORD.finditer(text, joined.end()))
    return text[joined.end() :] if joined and speaks else ""


def _bare(text: str, named: Named) -> Iterator[Claim]:
    """`Putin: where should …`, `Putin said that …`, `where should … - Putin`; the whole text where none of these."""
    for pattern in (LED, _told(), _told_whom(), SIGNED):
        match = pattern.fullmatch(text)
        if match and (speaker := speaker_in(match["who"], named)) and named(speaker):
            yield Claim(match["words"], speaker)
            return
    yield Claim(text)


@cache
def _told() -> re.Pattern[str]:
    verbs, bridges = ("|".join(word_list("checking")[key]["words"]) for key in ("after", "bridges"))
    return re.compile(
        rf"\s*(?P<who>[^.!?\n]{{2,60}}?)\s+(?:{verbs}),?\s+(?:(?:{bridges})\s+)?(?P<words>\S.*)", re.DOTALL
    )


@cache
def _told_whom() -> re.Pattern[str]:
    """`Ana Lopes told Vera Brandt that …`."""
    verbs, bridges = ("|".join(word_list("checking")[key]["words"]) for key in ("addressed", "bridges"))
    whom = r"[^.!?\n]{2,60}?"
    return re.compile(
        rf"\s*(?P<who>[^.!?\n]{{2,60}}?)\s+(?:{verbs})\s+{whom}\s+(?:{bridges})\s+(?P<words>\S.*)", re.DOTALL
    )


def speaker_in(text: str, named: Named, *, last: bool = False) -> str:
    """The name in the words beside a quotation: the nearest that is known, else the nearest with a capital."""
    runs = list(_runs(text))
    for run in reversed(runs) if last else runs:
        for name in _names(run):
            if named(name):
                return name
    capital = [run for run in runs if len(run) <= NAME and all(word[0].isupper() for word in run) and len(run[-1]) > 1]
    return " ".join(capital[-1 if last else 0]) if capital else ""


def _names(run: list[str]) -> Iterator[str]:
    """A run of words, and what of it is written with capitals."""
    if len(run) <= NAME:
        yield " ".join(run)
    capital = [word for word in run if word[0].isupper()]
    if capital != run and 0 < len(capital) <= NAME:
        yield " ".join(capital)


def _runs(text: str) -> Iterator[list[str]]:
    """Words that stand together, parted where a word is no part of a name."""
    run: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if run and text[end : match.start()].strip(" ."):
            yield run
            run = []
        end = match.end()
        if fold(match[0]) in _beside():
            if run:
                yield run
            run = []
        else:
            run.append(match[0])
    if run:
        yield run


@cache
def _beside() -> frozenset[str]:
    return stop_words() | _spoken()


@cache
def _spoken() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("checking")["beside"]["words"])


@cache
def _relayed() -> re.Pattern[str]:
    return _any_of("relayed", r"\b(?:{words})\b")


@cache
def _addressed() -> re.Pattern[str]:
    return _any_of("addressed", r"\b(?:{words})\b(?!\s+by\b)")


@cache
def _directed() -> re.Pattern[str]:
    return _any_of("directed", r"(?<!\baccording)\s(?:{words})\s")


@cache
def _dative() -> re.Pattern[str]:
    return _any_of("dative", r"(?<=\w)\s(?:{words})\s")


@cache
def _joined() -> re.Pattern[str]:
    return _any_of("joined", r"\b(?:{words})\b")


def _any_of(key: str, pattern: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in word_list("checking")[key]["words"])
    return re.compile(pattern.replace("{words}", words), re.IGNORECASE)
