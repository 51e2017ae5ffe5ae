"""Which addresses may be asked for: http and https on their own ports, of hosts on the public network."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from yarl import URL

LONGEST = 2_000  # code points of an address
_CONTROL = re.compile(r"[\0-\x20\x7f-\xa0\u2028\u2029\\]")
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LOCAL = frozenset(
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "localdomain", "arpa", "onion"}
)
_NAT64 = ip_network("64:ff9b::/96")  # holds an address of the old kind
_CLOSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",  # relays to 6to4
            "100.64.0.0/10",
            "240.0.0.0/4",
            "::/96",  # old addresses in the dress of new ones
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",  # Teredo among them
            "2002::/16",  # 6to4
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)

IP = IPv4Address | IPv6Address


class RefusedError(OSError):
    """An address that is not asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached. `exempt` are hosts and ports let in all the same: a server of one's own in a test."""

    ports: frozenset[int] = frozenset({80, 443})
    exempt: frozenset[tuple[str, int]] = frozenset()

    def target(self, address: str) -> URL:
        """An address as it is asked for, without its fragment; RefusedError where it must not be."""
        if len(address) > LONGEST:
            raise RefusedError("the address is too long")
        if _CONTROL.search(address.strip()):
            raise RefusedError("the address holds a space, a backslash or a control character")
        try:
            url = URL(address.strip()).with_fragment(None)
            host, port = (url.raw_host or "").lower(), url.port
        except (ValueError, UnicodeError) as error:
            raise RefusedError("this is no address") from error
        if url.scheme not in {"http", "https"}:
            raise RefusedError(
                f"{url.scheme}: addresses are not read, only http and https" if url.scheme else "no address"
            )
        if url.raw_user is not None or url.raw_password is not None or "@" in url.raw_authority:
            raise RefusedError("the address carries a user name or a password")
        if (host, port) not in self.exempt:
            self._allowed(host.removesuffix("."), port)
        return url.with_host(host.removesuffix(".")) if host.endswith(".") else url

    def _allowed(self, host: str, port: int | None) -> None:
        if port not in self.ports:
            raise RefusedError(f"port {port} is not asked, only {', '.join(map(str, sorted(self.ports)))}")
        literal = _literal(host)
        if literal is not None:
            self.check(literal, port)
        elif not _HOST.fullmatch(host) or _NUMBER.fullmatch(host.rpartition(".")[2]):
            raise RefusedError("the address names no host of the public network")
        elif host.rpartition(".")[2] in _LOCAL:
            raise RefusedError("the address is one of a private network")

    def check(self, address: str | IP, port: int | None) -> None:
        """RefusedError unless this very address, as a connection would use it, is public or exempt."""
        if (str(address), port) in self.exempt:
            return
        try:
            found = ip_address(address)
        except ValueError as error:
            raise RefusedError("the host's address cannot be read") from error
        if not is_public(found):
            raise RefusedError("the address is one of a private network")


def is_public(address: IP) -> bool:
    """Whether an address belongs to the public network, whatever dress it comes in."""
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in closed for closed in _CLOSED if closed.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _literal(host: str) -> IP | None:
    """The address that a host is, None where it is a name."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
