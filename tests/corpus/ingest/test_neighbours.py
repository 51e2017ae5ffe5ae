"""What many pages of a folder print is no part of any article; what lies beside a page never changes its id."""

from dataclasses import replace

import pytest

from corpus.building.journal import key_of
from corpus.ingest.files import find_pages
from corpus.ingest.read import read
from corpus.models import Page

PLACES = ["Lindholm", "Okoro", "Bergen", "Varnes", "Skerry", "Tarn", "Ulva", "Mere", "Nessby", "Holm"]
FOOT = [
    "The Quayside Reader has told of ships and harbours since the first ferry came to these islands.",
    "Its readers pay for it, and nobody else does, which is why it can write what it likes about both.",
]


def story(place):
    return [
        f"Ferries to {place} stay in port",
        "8 Dec, 2021 11:53",
        f"The harbour of {place} stays closed, the mayor told reporters on Monday after a meeting of nine hours.",
        f"Two ships wait outside {place}, and their owners have asked a court for a ruling before the month is over.",
        f"A new vote is planned in {place} for Jan. 12, with the fishermen of both islands at the table for once.",
    ]


@pytest.fixture
def folder(tmp_path):
    for at, place in enumerate(PLACES):
        (tmp_path / f"{at}.txt").write_text("\n\n".join([*story(place), *FOOT]), encoding="utf-8")
    return tmp_path


def articles(*paths):
    return [read(page)[0].article for page in find_pages(paths) if isinstance(page, Page)]


def test_lines_on_every_page_are_furniture(folder):
    assert [article.body for article in articles(folder)] == ["\n\n".join(story(place)[2:]) for place in PLACES]
    (page,) = find_pages([folder / "3.txt"])
    assert {line.reason for line in read(page)[0].dropped if line.text in FOOT} == {"on many pages of its folder"}


def test_a_page_alone_is_read_as_among_all(folder):
    one_by_one = [articles(folder / f"{at}.txt")[0] for at in reversed(range(len(PLACES)))]
    assert one_by_one[::-1] == articles(folder)


def test_its_id_is_that_of_the_page_alone(folder, tmp_path_factory):
    apart = tmp_path_factory.mktemp("apart") / "3.txt"
    apart.write_bytes((folder / "3.txt").read_bytes())
    (alone,), among = articles(apart), articles(folder)[3]
    assert FOOT[0] in alone.body
    assert alone.id == among.id


def test_few_pages_tell_nothing(folder):
    for at in range(7, len(PLACES)):
        (folder / f"{at}.txt").unlink()
    assert all(article.body.endswith(FOOT[1]) for article in articles(folder))


def test_copies_of_one_text_are_read_whole(folder):
    for at in range(len(PLACES)):
        (folder / f"{at}.txt").write_text("\n\n".join([*story("Lindholm"), *FOOT]), encoding="utf-8")
    assert {article.body for article in articles(folder)} == {"\n\n".join([*story("Lindholm")[2:], *FOOT])}


def test_what_cannot_be_read_beside_a_page_does_no_harm(folder):
    (folder / "a.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "b.txt").mkdir()
    assert articles(folder / "3.txt")[0].body == "\n\n".join(story("Varnes")[2:])


def test_a_page_is_read_again_where_other_lines_are_shared(folder):
    (page,) = find_pages([folder / "3.txt"])
    assert page.shared == frozenset({"8 Dec, 2021 11:53", *FOOT})
    assert key_of(page) != key_of(replace(page, shared=frozenset()))
