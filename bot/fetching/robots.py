"""What a host's robots.txt allows (RFC 9309), and how long it wants to rest between two questions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

AGENT = "dateline"
MOST = 512 * 1024  # bytes of a robots.txt that are read
_RULES = 2_000  # of one group
_REST = 60.0  # seconds at most that a crawl-delay is heeded
_PATTERN = 500  # code points of a rule


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths, with `*` for anything and `$` for the end, and whether it opens or shuts them."""

    pattern: str
    allow: bool

    def holds(self, path: str) -> bool:
        """Whether a path is meant. Linear: the pieces between the stars are looked for one behind the other."""
        ends = self.pattern.endswith("$")
        first, *pieces = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for piece in pieces:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return not ends or at == len(path) or bool(pieces and path.endswith(pieces[-1]))


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us; `delay` in seconds."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule decides, of two equal ones the kinder."""
        path = _plain(path or "/")
        met = [(len(rule.pattern), rule.allow) for rule in self.rules if rule.holds(path)]
        return max(met, default=(0, True))[1]


OPEN = Robots()


def read_robots(content: bytes) -> Robots:
    """The group that names us, else the one for all."""
    whole = content if len(content) <= MOST else content[: content.rfind(b"\n", 0, MOST) + 1]  # half a rule is none
    groups = list(_groups(whole.decode("utf-8-sig", "replace").splitlines()))
    ours = [group for agents, group in groups if AGENT in agents] or [g for agents, g in groups if "*" in agents]
    rules = tuple(rule for group in ours for rule in group.rules)[:_RULES]
    return Robots(rules, max((group.delay for group in ours), default=0.0))


def _groups(lines: Iterable[str]) -> Iterable[tuple[set[str], Robots]]:
    agents: set[str] = set()
    rules: list[Rule] = []
    delay, begun = 0.0, False
    for line in lines:
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            if begun:
                yield agents, Robots(tuple(rules), delay)
                agents, rules, delay, begun = set(), [], 0.0, False
            agents.add(value.lower().partition("/")[0].strip())
        elif key in {"allow", "disallow"}:
            begun = True
            if value and len(value) <= _PATTERN:
                rules.append(Rule(_plain(value), key == "allow"))
        elif key == "crawl-delay":
            begun = True
            delay = _seconds(value)
    yield agents, Robots(tuple(rules), delay)


def _seconds(value: str) -> float:
    return min(float(value), _REST) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else 0.0


def _plain(path: str) -> str:
    """A path in one spelling: `%7E` and `~` are the same, `é` is `%C3%A9`."""
    path = re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), path)
    return quote(path, safe="/?&=*$%:@!,;+()'~[]#-._")
