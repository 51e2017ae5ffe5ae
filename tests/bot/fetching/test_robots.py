import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.robots import read_robots


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),  # an empty rule shuts nothing
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longer one
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # of two equal ones the kinder
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: Dateline\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),  # ours before that of all
        ("User-agent: *\nDisallow: /\n\nUser-agent: dateline/1.0\nAllow: /", "/a", True),
        ("User-agent: other\nUser-agent: dateline\nDisallow: /x", "/x", False),  # a group of two
        ("User-agent: dateline\nDisallow: /x\nUser-agent: dateline\nDisallow: /y", "/y", False),  # two groups
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", False),
        ("User-agent: *\nDisallow: /caf%c3%a9", "/café", False),
        ("user-agent: * # all\ndisallow: /a # here", "/a", False),
        ("<html><body>not a robots.txt</body></html>", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("Disallow: /a", "/a", True),  # of nobody
    ],
)
def test_which_paths_are_open(text, path, allowed):
    assert read_robots(text.encode()).allows(path) is allowed


@pytest.mark.parametrize(("value", "delay"), [("5", 5.0), ("0.5", 0.5), ("9999", 60.0), ("soon", 0.0), ("-3", 0.0)])
def test_a_delay_is_heeded_within_reason(value, delay):
    assert read_robots(f"User-agent: *\nCrawl-delay: {value}".encode()).delay == delay


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_read(content, path):
    assert read_robots(content).allows(path) in {True, False}


def test_many_stars_are_no_trap():
    text = "User-agent: *\n" + f"Disallow: /{'a*' * 200}b\n" * 3000
    assert read_robots(text.encode()).allows("/" + "a" * 5000)
