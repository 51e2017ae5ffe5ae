"""The word lists that the rules read, as sets: verbs of speech in all their forms, names, roles, bodies."""

import tomllib
from importlib.resources import files
from typing import Any, Final


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


_SPEECH = _load("speech")
_PEOPLE = _load("people")
_BODIES = _load("bodies")
_ABBREVIATIONS = _load("abbreviations")
_VOWELS = "aeiou"


def _forms(entry: str) -> tuple[str, ...]:
    """Base, third person, past, -ing form, and a participle that differs: made, unless they stand in the entry."""
    if "/" in entry:
        return tuple(entry.split("/"))
    base = entry
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return base, third, base + "ed", base + "ing"


def _verbs(*names: str) -> tuple[dict[str, str], frozenset[str]]:
    """Every form -> its list (the first list wins), and the -ing forms."""
    kinds: dict[str, str] = {}
    running: set[str] = set()
    for name in names:
        for entry in _SPEECH[name]["words"]:
            forms = _forms(entry)
            for form in forms:
                kinds.setdefault(form, name)
            running.add(forms[3])
    return kinds, frozenset(running)


def _lower(table: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table[name]["words"])


VERBS, RUNNING = _verbs("say", "call", "think")
_ALL_FORMS = [_forms(entry) for name in ("say", "call", "think") for entry in _SPEECH[name]["words"]]
BASES: Final = frozenset(forms[0] for forms in _ALL_FORMS) - frozenset(forms[2] for forms in _ALL_FORMS)
TOLD: Final = frozenset(form for entry in _SPEECH["told"]["words"] for form in _forms(entry)) | {
    "told",
    "tells",
    "telling",
}
UTTERING: Final = frozenset(form for entry in _SPEECH["uttering"]["words"] for form in _forms(entry))
AUXILIARIES: Final = _lower(_SPEECH, "auxiliaries")
SUBORDINATORS: Final = _lower(_SPEECH, "subordinators")
PREPOSITIONS: Final = _lower(_SPEECH, "prepositions")
MEDIA: Final = _lower(_SPEECH, "media")
TIMES: Final = _lower(_SPEECH, "times")
CARRYING: Final = _lower(_SPEECH, "carrying")
CARRIERS: Final = _lower(_SPEECH, "carriers")
EVENTS: Final = _lower(_SPEECH, "events")
NETWORKS: Final = frozenset(_SPEECH["networks"]["words"])
WITH_BASE: Final = _lower(_SPEECH, "with_base")
HEARSAY: Final = _lower(_SPEECH, "hearsay")


def _of_man(form: str) -> tuple[str, ...]:
    """A Russian or Ukrainian past form of a man, with those of a woman, a thing, and many."""
    stem = form if form.endswith("л") else f"{form[:-1]}л"
    return form, f"{stem}а", f"{stem}о", f"{stem}и"


def _paired(name: str) -> dict[str, str]:
    return dict(entry.split(":") for entry in _SPEECH[name]["words"])


SLAVIC_PAST: Final = {
    form: gender
    for entry in _SPEECH["slavic"]["words"]
    for form, gender in zip(_of_man(entry), ("m", "f", "", ""), strict=True)
}
SLAVIC: Final = _lower(_SPEECH, "slavic_now") | SLAVIC_PAST.keys()
SLAVIC_PRONOUNS: Final = _paired("slavic_pronouns")
SLAVIC_PREPOSITIONS: Final = _lower(_SPEECH, "slavic_prepositions")
SLAVIC_ENDINGS: Final = _paired("slavic_endings")
FOREIGN: Final = _lower(_SPEECH, "foreign")
FOREIGN_SOURCES: Final = _lower(_SPEECH, "foreign_sources")
FOREIGN_PHRASES: Final = tuple(tuple(words.split()) for words in _SPEECH["foreign_phrases"]["words"])
FOREIGN_PREPOSITIONS: Final = _lower(_SPEECH, "foreign_prepositions")
FOREIGN_PRONOUNS: Final = _lower(_SPEECH, "foreign_pronouns")
SLAVIC_SOURCES: Final = _lower(_SPEECH, "slavic_sources")
SLAVIC_OWNERS: Final = _paired("slavic_owners")
SLAVIC_NAMED: Final = _paired("slavic_named")
SLAVIC_FIRST: Final = _paired("slavic_first")
_TELLING = {max(words, key=len) for words in FOREIGN_PHRASES}
# no English text holds these
FOREIGN_ONLY: Final = FOREIGN | SLAVIC | SLAVIC_SOURCES | _TELLING | FOREIGN_SOURCES - {"so"}
CLAIMS: Final = _lower(_SPEECH, "claims")
_BACK = ("shot", "shoots", "fired", "fires", "hit", "hits", "pushed", "pushes", "clapped", "snapped")
# verbs that report with the word behind them
PHRASAL: Final = dict.fromkeys(_BACK, "back") | dict.fromkeys(("went", "goes", "going"), "on")
TITLED: Final = _lower(_SPEECH, "titled")
OF_WORKS: Final = _lower(_SPEECH, "of_works")

_REPORTS, _ = _verbs("say", "reports")
_SILENT, _ = _verbs("silent")
REPORTS: Final = frozenset(_REPORTS) - frozenset(_SILENT)

ANSWERS: Final = frozenset(_verbs("answers")[0])

TITLES: Final = frozenset(_PEOPLE["titles"]["words"])
SLAVIC_ROLES: Final = _lower(_PEOPLE, "slavic_roles")
GERMAN_ROLES: Final = tuple(sorted(_lower(_PEOPLE, "german_roles")))
ROLES: Final = _lower(_PEOPLE, "roles") | SLAVIC_ROLES
MALE: Final = _lower(_PEOPLE, "male")
FEMALE: Final = _lower(_PEOPLE, "female")
MALE_NAMES: Final = frozenset(_PEOPLE["male_names"]["words"])
FEMALE_NAMES: Final = frozenset(_PEOPLE["female_names"]["words"])
FIRST_NAMES: Final = MALE_NAMES | FEMALE_NAMES
PARTICLES: Final = frozenset(_PEOPLE["particles"]["words"])
NEVER: Final = frozenset((*_PEOPLE["never"]["words"], *_PEOPLE["slavic_never"]["words"]))

HEADS: Final = frozenset(_BODIES["heads"]["words"])
SEATS: Final = frozenset(_BODIES["seats"]["words"])
SPEAKS_FOR: Final = _lower(_BODIES, "speaks_for")
DOCUMENTS: Final = _lower(_BODIES, "documents")
VENTURES: Final = _lower(_BODIES, "ventures")
ANONYMOUS: Final = _lower(_BODIES, "anonymous")
SPEAKERS: Final = _lower(_BODIES, "speakers")
OUTLET_WORDS: Final = frozenset(_BODIES["outlet_words"]["words"])
NATIONS: Final = {
    adjective: (country, capital)
    for adjective, country, capital in (row.split(":") for row in _BODIES["nations"]["words"])
}
_PLACES: Final = _load("places")
COUNTRIES: Final = frozenset(
    (
        *(name for pair in NATIONS.values() for name in pair),
        *(country.title() for country in _PLACES["sides"] if country.title() not in FIRST_NAMES),
        *_PLACES["cities"],
        *_BODIES["states"]["words"],
    )
)

ABBREVIATIONS: Final = frozenset(
    word for name in ("titles", "latin", "months", "numbered", "closing") for word in _ABBREVIATIONS[name]["words"]
)
MAY_CLOSE: Final = frozenset(word for name in ("closing", "months") for word in _ABBREVIATIONS[name]["words"])
STARTERS: Final = frozenset(_ABBREVIATIONS["starters"]["words"])

DETERMINERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "one",
        "another",
        "two",
        "three",
        "several",
        "some",
        "many",
        "most",
        "other",
        "both",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "these",
        "those",
        "this",
        "that",
        "few",
    ]
)
PRONOUNS: Final = frozenset(("he", "she", "they", "it", "who", "i", "we"))
POSSESSIVES: Final = frozenset(("his", "her", "their", "its"))
