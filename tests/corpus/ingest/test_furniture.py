"""Each list finds its own example, and sentences that only begin alike are kept."""

import pytest

from corpus.ingest.furniture import Ends, flat, furniture
from corpus.words import word_list

LISTS = word_list("furniture")

LINES = [
    ("No comments:", "comments"),
    ("Comments (12)", "comments"),
    ("Нет комментариев:", "comments"),
    ("Kommentar veröffentlichen", "comments"),
    ("发表评论", "comments"),
    ("Your email address will not be published. Required fields are marked *", "comments"),
    ("Source link", "origin"),
    ("Читайте также", "related"),
    ("À lire aussi :", "related"),
    ("READ MORE: Lind to visit Okoro", "pointer"),
    ("Join the Lindholm Gazette mailing list", "newsletter"),
    ("© 2021 Lindholm Gazette", "copyright"),
    ("Lindholm Media 2021. All rights reserved.", "copyright"),
    ("0:00", "counters"),
    ("3 4 min 9 mths", "counters"),
    ("7 минут", "counters"),
    ("icon arrowicon closeicon menuicon searchicon share", "sprite"),
    ("Podcasts", "player"),
    ("Harbour in winter (Photo: Ada Lind)", "picture"),
    ("Tags: Lind, Okoro", "tags"),
    ("Posted in Harbour | Tagged ice, ships | 7 Comments", "tags"),
    ("EFE al/po", "credits"),
    ("Las más leídas", "related"),
    ("———", "blank"),
]


@pytest.mark.parametrize(("line", "group"), LINES, ids=[row[0][:30] for row in LINES])
def test_known_lines(line, group):
    mark = furniture(line)
    assert mark is not None
    assert mark.group == group


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the mayor angered the council on Monday.",
        "The harbour stays closed, the mayor said.",
        "He told the council that it would leave a comment on the plan to others.",
        "Home prices rose by 3 percent in a year.",
        "Related charges were dropped in 2019 after the witness withdrew.",
        "The mayor’s newsletter drew laughter.",
        "Порт остаётся закрытым, сообщила мэрия.",
        "Icon of the resistance dies at 90",
    ],
)
def test_prose_is_not_furniture(line):
    assert furniture(line) is None


@pytest.mark.parametrize("name", [name for name in LISTS if name != "author"])
def test_each_list_finds_its_example(name):
    mark = furniture(LISTS[name]["example"])
    assert mark is not None
    assert (mark.group, mark.reason) == (name, LISTS[name]["reason"])


@pytest.mark.parametrize("name", [name for name in LISTS if "ends" in LISTS[name]])
def test_entries_are_written_as_lines_are_compared(name):
    data = LISTS[name]
    assert Ends(data["ends"])
    odd = [
        entry for key in ("starts", "tails", "holds") for entry in data.get(key, ()) if entry != entry.lower().strip()
    ]
    assert odd == []
    assert all(flat(line) for line in data.get("lines", ()))
