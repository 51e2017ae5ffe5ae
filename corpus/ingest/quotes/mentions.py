"""Names in a text: runs of capitals, without the title or role that stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.ingest.quotes.lists import (
    COUNTRIES,
    FEMALE,
    FEMALE_NAMES,
    FIRST_NAMES,
    FOREIGN_PHRASES,
    FOREIGN_SOURCES,
    HEADS,
    MALE,
    MALE_NAMES,
    NATIONS,
    NEVER,
    OUTLET_WORDS,
    PARTICLES,
    PREPOSITIONS,
    ROLES,
    SEATS,
    SLAVIC_FIRST,
    SLAVIC_NAMED,
    SLAVIC_PREPOSITIONS,
    SLAVIC_ROLES,
    SLAVIC_SOURCES,
    TITLES,
    VERBS,
)
from corpus.ingest.quotes.offices import LINKS, behind_body, office_of, role_before, title_end
from corpus.ingest.quotes.tokens import Tokens

_CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]")
_JOINED = re.compile(r"[a-z]{1,3}[-’'][A-ZÀ-ÞĀ-Ž]")  # "al-Harthy", "d'Orsay"
SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_SLAVIC_VOWELS = frozenset("аеёиоуыэюяєії")
_LONG = 5  # words that a name takes at the most
_PORTFOLIOS = frozenset(("Ministry", "Minister", "Department", "Secretary", "Chamber", "Office", "Directorate"))
_MANY = ("tors", "chers", "cuers", "ters", "ders", "sians", "ists", "ants", "men")  # of trades in the plural
_BODY = 3  # words of a body between a role and a name
_MOST = 12  # tokens that a name and what stands before it can take


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (half-open) that name somebody or something.

    `core` is the name without title and role; `kind` is person, body, place or name (not known which); `gender` m, f or
    empty; `role` what stands before the core ("Kremlin aide").
    """

    first: int
    last: int
    core: tuple[str, ...]
    kind: str
    gender: str = ""
    role: tuple[str, ...] = ()
    lead: int = 0  # the token where the role before the name begins

    @property
    def surname(self) -> str:
        """The last word of the core that is no suffix."""
        for word in reversed(self.core):
            if word.rstrip(".") not in SUFFIXES:
                return word
        return self.core[-1]

    @property
    def name(self) -> str:
        """The core in one string."""
        return " ".join(self.core)


def mentions(tokens: Tokens) -> tuple[Mention, ...]:
    """Every name, in order; linear."""
    found = tuple(_mentions(tokens, _odd_surnames(tokens)))
    if tokens.abroad:
        found = tuple(replace(one, core=named(one.core)) if _is_cited(tokens, one.lead) else one for one in found)
    inside = {mention.core[-1] for mention in found if len(mention.core) > 1 or not _opens(tokens, mention)}
    return tuple(mention for mention in found if not _of_many(tokens, mention, inside))


def _is_cited(tokens: Tokens, start: int) -> bool:
    """Whether a name stands behind "по словам", "за словами", its role perhaps between: then it stands in a case."""
    for i in range(start - 1, max(0, start - 2 - _BODY), -1):
        word = tokens.words[i]
        if word in SLAVIC_SOURCES:
            return tokens.lows[i - 1] in SLAVIC_PREPOSITIONS
        if not (word.islower() and word[0].isalpha()):
            return False
    return False


def named(core: tuple[str, ...]) -> tuple[str, ...]:
    """A Russian or Ukrainian name that stands behind "по словам", as its bearer is called: Яна Громова is Ян Громов."""
    return (*(_named(word, SLAVIC_FIRST) for word in core[:-1]), _named(core[-1], SLAVIC_NAMED))


def _named(word: str, endings: dict[str, str]) -> str:
    for ending, instead in endings.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + instead
    return word[:-1] if word.endswith("а") and len(word) > 2 and word[-2] not in _SLAVIC_VOWELS else word


def _opens(tokens: Tokens, mention: Mention) -> bool:
    return tokens.first[tokens.sentence[mention.first]] == mention.first


def _of_many(tokens: Tokens, mention: Mention, inside: set[str]) -> bool:
    """Whether a word only tells a trade of many where a sentence opens: Searchers found, Investigators will."""
    word = mention.core[-1]
    alone = len(mention.core) == 1 and not mention.role and mention.kind == "name" and word not in inside
    return (
        alone
        and _opens(tokens, mention)
        and word.endswith(_MANY)
        and tokens.word(mention.last) not in {"'s", "’s", ","}
    )


def _odd_surnames(tokens: Tokens) -> frozenset[str]:
    """Surnames that are no names elsewhere: of "Theresa May", May."""
    words = tokens.words
    return frozenset(
        words[i + 1]
        for i in range(len(words) - 2)
        if words[i] in FIRST_NAMES
        and words[i + 1] in NEVER
        and words[i + 1] not in FIRST_NAMES
        and not _CAPITAL.match(words[i + 2])
        and (i == 0 or not _CAPITAL.match(words[i - 1]) or words[i - 1].rstrip(".") in TITLES)
    )


def _mentions(tokens: Tokens, odd: frozenset[str]) -> Iterator[Mention]:
    i, n = 0, len(tokens)
    while i < n:
        if not _CAPITAL.match(tokens.words[i]):
            i += 1
            continue
        stop = _run(tokens, i)
        found = _odd(tokens, i, stop) if tokens.words[stop - 1] in odd else _mention(tokens, i, stop)
        if found is not None:
            yield found
        i = stop


def _odd(tokens: Tokens, start: int, stop: int) -> Mention | None:
    """A name that ends in a word that mostly is none: "Theresa May", and "May" before or behind its verb."""
    if stop - start == 1:
        word = (tokens.words[start],)
        return Mention(start, stop, word, "person", "", (), start) if _acts(tokens, start, stop) else None
    if tokens.words[stop - 2] not in FIRST_NAMES:
        return _mention(tokens, start, stop)
    first = tokens.words[stop - 2]
    core = (first, tokens.words[stop - 1])
    role = tuple(tokens.words[start : stop - 2])
    return Mention(stop - 2, stop, core, "person", _gender(core, role, "person"), role, start)


def _acts(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a word says something here, is told something, or owns it."""
    before, behind = tokens.word(start - 1), tokens.word(stop)
    if before in PREPOSITIONS or behind[:1].isdigit():
        return False
    return VERBS.get(behind) == "say" or VERBS.get(before) == "say" or behind in {"'s", "’s"}


def _run(tokens: Tokens, start: int) -> int:
    """The token behind a run of capitals that starts here; small words may link two of them."""
    i, body = start, False
    words, n = tokens.words, min(len(tokens), start + _MOST)
    while i < n:
        word = words[i]
        if i > start and tokens.sentence[i] != tokens.sentence[start]:
            break
        if _CAPITAL.match(word) or (i > start and _JOINED.match(word)):
            body = word in HEADS or word.lower() in ROLES or (body and i > start and words[i - 1] in LINKS)
            i += 1
        elif i > start and (step := _link(words, i, n, body=body) or _pair(words, start, i, n)):
            i, body = i + step, body or words[i] == "and"
        else:
            break
    return i


def _link(words: list[str], i: int, n: int, *, body: bool) -> int:
    """How many small words at `i` carry a name on: "van der", "of the", a comma before Jr."""
    word = words[i]
    ahead = words[i + 1] if i + 1 < n else ""
    if word == "," and ahead.rstrip(".") in {"Jr", "Sr"}:
        return 2
    if word in PARTICLES or (body and word in LINKS):
        if ahead and _CAPITAL.match(ahead) and (word != "and" or ahead in HEADS):
            return 1
        further = words[i + 2] if i + 2 < n else ""
        if further and ahead in (PARTICLES | {"the"}) and _CAPITAL.match(further):
            return 2
    return 0


def _pair(words: list[str], start: int, i: int, n: int) -> int:
    """Whether "and" joins two fields of one body: the Ministry of Trade and Industry, a Search and Rescue Agency."""
    ahead = words[i + 1] if i + 1 < n else ""
    if words[i] != "and" or not _CAPITAL.match(ahead) or ahead in FIRST_NAMES or ahead.rstrip(".") in TITLES:
        return 0
    if i + 2 < n and words[i + 2] in HEADS:
        return 1
    before = words[max(start, i - 4) : i]
    if "of" not in before or ahead.lower() in ROLES:
        return 0
    at = max(start, i - 4) + before.index("of")
    return int(words[at - 1] in _PORTFOLIOS)


def _mention(tokens: Tokens, start: int, stop: int) -> Mention | None:
    words = tokens.words[start:stop]
    lead = 0
    while lead < len(words) and words[lead] in NEVER and " ".join(words[lead : lead + 2]) not in SEATS:
        lead += 1
    if tokens.abroad:
        lead += _sources(tokens.lows[start + lead : stop])
    words = words[lead:]
    while words and words[-1] in NEVER:
        words, stop = words[:-1], stop - 1
    if not words:
        return None
    if len(words) == 1 and (
        words[0].lower() in SLAVIC_ROLES or _opens_only(tokens, start + lead) or _office(tokens, start + lead)
    ):
        return None
    cut = title_end(words, abroad=tokens.abroad)
    office = -1 if cut else office_of(tokens, start + lead)
    if office >= 0:
        cut = behind_body(words, 0)
        office = office if cut else -1
    core = tuple(word for word in words[cut:] if word != ",")
    before = role_before(tokens, start + lead) if not cut else office if office >= 0 else start + lead
    role = tuple(tokens.words[before : start + lead]) + tuple(words[:cut])
    if cut and lead and tokens.words[start + lead - 1] in NATIONS:
        role = (tokens.words[start + lead - 1], *role)
    kind = _kind(core, titled=bool(cut) or before < start + lead)
    return Mention(start + lead + cut, stop, core, kind, _gender(core, role, kind), role, before)


def _sources(words: list[str]) -> int:
    """How many words before a name only tell that somebody is cited: "Nach Angaben von", "D'après"."""
    told = next((len(one) for one in FOREIGN_PHRASES if tuple(words[: len(one)]) == one), 0)
    return told or int(len(words) > 1 and words[0] in FOREIGN_SOURCES)


def _opens_only(tokens: Tokens, i: int) -> bool:
    """Whether a word has its capital from opening a sentence: "Continuing to", "Specifically the"."""
    word, following = tokens.lows[i], tokens.word(i + 1)
    if tokens.first[tokens.sentence[i]] != i or not word.endswith(("ing", "ly")) or word in TITLES:
        return False
    return following[:1].islower() and VERBS.get(following) != "say" and not following.endswith("ed")


def _office(tokens: Tokens, i: int) -> bool:
    """Whether a role that has its capital from opening a sentence tells its body first: "Head of the delegation"."""
    opens = tokens.first[tokens.sentence[i]] == i
    return opens and tokens.lows[i] in ROLES and tokens.word(i + 1) in {"of", "for"}


def _kind(core: tuple[str, ...], *, titled: bool) -> str:
    name = " ".join(core)
    if name in SEATS:
        return "body"
    if name in COUNTRIES or name in NATIONS:
        return "place"
    if core[0] in FIRST_NAMES and 2 <= len(core) <= 5 and core[-1] not in HEADS:
        return "person"
    if (
        core[-1] in HEADS
        or core[0] in HEADS
        or core[-1] in OUTLET_WORDS
        or core[-1].capitalize() in OUTLET_WORDS
        or any(word in {"of", "for", "and", "&"} for word in core)
    ):
        return "body"
    if len(core) > _LONG:
        return "headline"
    if titled and len(core) <= 4:
        return "person"
    if len(core) == 1 and core[0].isupper() and 2 <= len(core[0]) <= 6:
        return "body"
    return "name"


def _gender(core: tuple[str, ...], role: tuple[str, ...], kind: str) -> str:
    if kind == "body":
        return ""
    for word in role:
        plain = word.lower().rstrip(".")
        if plain in MALE:
            return "m"
        if plain in FEMALE:
            return "f"
    first = core[0]
    if len(core) == 1 or (first in MALE_NAMES and first in FEMALE_NAMES):
        return ""
    return "m" if first in MALE_NAMES else "f" if first in FEMALE_NAMES else ""
