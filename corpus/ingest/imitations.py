"""Which domains imitate a known outlet's: look-alike letters, one letter off, its name with a lure, another ending.

The mark speaks of the domain's shape alone. What is an outlet's own, below its own, or an edition that bears its name
by right is never marked; nor is a name that many houses bear.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from corpus.ingest.outlets import Outlet, Registry
from corpus.words import word_list

_LONG = 7  # letters of a name that one letter off still points at
_TELLING = 5  # letters of a name that is nobody else's
_PROXY = "proxy"  # a library's door to the real thing bears its name: reuters.com.ezproxy.example.edu
_LONGEST = 253  # characters of a domain
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/@\s]{0,200}@)?([^/:?#\s]{1,253})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """The registry as domains: what is owned, and the names worth imitating with the domain of each."""

    owned: frozenset[str]
    by_label: Mapping[str, str]


def host_of(address: str) -> str:
    """The domain of an address or of a domain, in lower case, in the letters a reader sees."""
    found = _HOST.match(address.strip())
    host = (found[1] if found else "").lower().strip(".").removeprefix("www.")
    return ".".join(_shown(label) for label in host.split("."))


def imitated(address: str, known: Registry) -> str:
    """The domain that this address or domain imitates; empty where it imitates none."""
    host = host_of(address)
    if "." not in host or len(host) > _LONGEST:
        return ""
    return _imitated(host, _facts(known.outlets))


@lru_cache(maxsize=4)
def _facts(outlets: tuple[Outlet, ...]) -> _Known:
    """A house on a subdomain shares the domain with others of its owner: they are let be, and their name is too."""
    owned: set[str] = set()
    by_label: dict[str, str] = {}
    for outlet in outlets:
        for domain in (*outlet.domains, *outlet.editions):
            label, suffix = registered(domain)
            owned |= {domain, f"{label}.{suffix}"}
            if domain in outlet.domains and domain == f"{label}.{suffix}" and label not in _words("shared"):
                by_label.setdefault(label, domain)
    return _Known(frozenset(owned), by_label)


def _imitated(host: str, known: _Known) -> str:
    if _belongs(host, known.owned):
        return ""
    looks = _skeleton(host)
    if looks != host and (own := _belongs(looks, known.owned)):
        return own
    label, suffix = registered(looks)
    if own := _wrapped(looks, label, suffix, known):
        return own
    return next(filter(None, (rule(label, known, disguised=looks != host) for rule in _RULES)), "")


def registered(host: str) -> tuple[str, str]:
    """The name that was registered and what follows it: `reuters`, `com.co` of news.reuters.com.co."""
    labels = host.split(".")
    double = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _words("suffixes")
    at = -3 if double else -2
    return labels[at] if len(labels) >= -at else labels[0], ".".join(labels[at + 1 :])


def _belongs(host: str, owned: frozenset[str]) -> str:
    """The known domain that this one is, or lies below."""
    parts = host.split(".")
    return next((above for at in range(len(parts) - 1) if (above := ".".join(parts[at:])) in owned), "")


def _wrapped(host: str, label: str, suffix: str, known: _Known) -> str:
    """A known domain that stands before another one: bbc.co.uk.example.net."""
    if _PROXY in host:
        return ""
    parts = host.removesuffix(f".{suffix}").removesuffix(label).rstrip(".").split(".")
    heads = (".".join(parts[at:stop]) for at in range(len(parts)) for stop in range(at + 2, len(parts) + 1))
    return next((head for head in heads if head in known.owned), "")


def _same(label: str, known: _Known, *, disguised: bool) -> str:
    """Its very name, under another ending: reuters.com.co."""
    if len(label) >= _TELLING or disguised:
        return known.by_label.get(label, "")
    return ""


def _near(label: str, known: _Known, *, disguised: bool) -> str:
    """One letter off: rueters.com."""
    if len(label) < _LONG - 1:
        return ""
    least = _LONG - 1 if disguised else _LONG
    close = (own for own in known.by_label if len(own) >= least and abs(len(own) - len(label)) <= 1)
    return next((known.by_label[own] for own in close if OSA.distance(own, label, score_cutoff=1) == 1), "")


def _lured(label: str, known: _Known, *, disguised: bool) -> str:
    """Its name with nothing but lures beside it: reuters-news.com, reutersnews.com."""
    del disguised
    tokens = [token for token in re.split(r"[-_]", label) if token]
    names = [token for token in tokens if token not in _words("lures")]
    if len(tokens) > 1 and len(names) == 1 and _worth(names[0], known):
        return known.by_label[names[0]]
    for cut in range(2, len(label) - 1):
        for name, rest in ((label[:cut], label[cut:]), (label[cut:], label[:cut])):
            if len(name) >= _TELLING and name in known.by_label and rest in _words("lures"):
                return known.by_label[name]
    return ""


def _worth(name: str, known: _Known) -> bool:
    return name in known.by_label and (len(name) >= _TELLING or name in _words("brief"))


_RULES = (_same, _lured, _near)


def _shown(label: str) -> str:
    """A label in the letters that it stands for; punycode that stands for none stays."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _skeleton(host: str) -> str:
    """The domain as it looks: look-alikes replaced, accents gone."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", host) if not unicodedata.combining(sign))
    return _look_alikes().sub(lambda found: _letters()[found[0]], plain)


@cache
def _letters() -> dict[str, str]:
    table = word_list("imitations")["looks"]
    return {sign: letter for letter, signs in table.items() if letter != "example" for sign in signs}


@cache
def _look_alikes() -> re.Pattern[str]:
    signs = sorted(_letters(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, signs)))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word_list("imitations")[group]["words"])


def imitated_name(name: str, known: Registry) -> str:
    """The domain of the outlet whose name this is made to look like by letters of another script, or unseen signs."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in seen if sign.isalpha()}
    if seen == name and (len(scripts) < 2 or name.isascii()):
        return ""
    outlet = known.named(_skeleton(seen.lower()).title()) or known.named(_skeleton(seen.lower()).upper())
    return outlet.domains[0] if outlet and outlet.domains else ""
