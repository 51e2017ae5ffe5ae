import pytest

from bot.watching import sorted_out
from corpus.errors import UnreadableError

OPML = "<opml><body><outline text='A' xmlUrl='https://a.example/rss'/><outline text='B' xmlUrl='https://b.example/rss'/></body></opml>"


def test_feeds_lists_and_folders(tmp_path):
    (tmp_path / "mine.opml").write_text(OPML)
    (tmp_path / "more.toml").write_text("[[feed]]\naddress='https://c.example/rss'\nevery=5\n")
    (tmp_path / "incoming").mkdir()
    named = [
        "https://a.example/rss",
        str(tmp_path / "mine.opml"),
        str(tmp_path / "more.toml"),
        str(tmp_path / "incoming"),
    ]
    found = sorted_out(named, every=20)
    assert found.given == ("https://a.example/rss", "https://b.example/rss", "https://c.example/rss")
    assert [one.every for one in found.feeds] == [20, 20, 5]
    assert found.folders == (str(tmp_path / "incoming"),)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing", None, "neither a file, a folder, nor the address"),
        ("page.html", "<p>x</p>", "add a file with corpus add"),
        ("empty.opml", "", "neither OPML nor TOML"),
        ("bad.toml", "=", "no sound TOML"),
    ],
)
def test_what_cannot_be_watched_is_named(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(UnreadableError) as raised:
        sorted_out([str(tmp_path / name)])
    assert reason in raised.value.reason
