from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.addresses import Guard, RefusedError, is_public

GUARD = Guard()


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org./", "http://example.org/"),  # the root's dot
        ("https://новости.example/новость", "https://xn--b1amnebsh.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"),
        ("http://93.184.215.14/x", "http://93.184.215.14/x"),
        ("http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"),
        ("  https://example.org/  ", "https://example.org/"),
    ],
)
def test_a_public_address_is_asked_for(address, asked):
    assert str(GUARD.target(address)) == asked


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "data:text/html,hello",
        "gopher://example.org",
        "//example.org/a",
        "example.org/a",
        "",
        "http://",
        "http://localhost/",
        "http://localhost./",
        "http://printer/",  # no dot: a name of a house
        "http://printer.local/",
        "http://db.internal/",
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://127.1/",
        "http://2130706433/",  # the same in one number
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://0/",
        "http://0.0.0.0/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.0.0.8/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1\\@example.org/",
        "http://example.org\r\nHost: evil/",
        "http://exa mple.org/",
        "http://example.org/" + "a" * 3000,
        "http://example.123/",
        "http://[example.org]/",
        "http://" + "a" * 70 + ".org/",
    ],
)
def test_what_is_not_public_is_refused(address):
    with pytest.raises(RefusedError) as raised:
        GUARD.target(address)
    assert str(raised.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True),
        ("192.88.99.1", False),
        ("5f00::1", False),
        ("3fff::1", False),
        ("fec0::1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(ip_address(address)) is public


def test_an_exempt_host_is_let_in_at_its_port_alone():
    guard = Guard(exempt=frozenset({("127.0.0.1", 4040)}))
    assert guard.target("http://127.0.0.1:4040/a").port == 4040
    with pytest.raises(RefusedError):
        guard.target("http://127.0.0.1:4041/a")


@given(st.text(max_size=60) | st.from_regex(r"\Ahttps?://[^/]{0,40}/?\Z"))
def test_an_address_is_asked_for_or_refused_and_nothing_else(address):
    try:
        url = GUARD.target(address)
    except RefusedError:
        return
    assert url.scheme in {"http", "https"}
    assert "." in url.raw_host or ":" in url.raw_host
