"""Extracting prints articles in the form of the machine interface, and names what fails."""

import json
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.ingest.archives.mapping import load_mapping
from corpus.ingest.extract import extract_lines, readings
from corpus.models import Reading

DUMP = """8 Dec, 2021 11:53

Harbour of Lindholm stays closed

The council of Lindholm left the harbour closed on Monday, the mayor, Ada Lind, told reporters after nine hours.

“We have time until the ice goes,” Lind said, and added that the owners of two ships had gone to court over it.

Post a Comment
"""
KEYS = "id file title byline published published_basis language provenance credit url kind body quotes statements dates figures"


def test_the_form_of_a_line(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(DUMP, encoding="utf-8")
    (row,) = extract_lines([page], dropped=True)
    assert isinstance(row, dict)
    assert list(row) == [*KEYS.split(), "dropped"]
    assert json.loads(json.dumps(row))["file"] == str(page)
    assert (row["published_basis"], row["provenance"], row["credit"]) == ("stated", [], "unknown outlet")
    assert all(
        row["body"][each["start"] : each["stop"]] == each["text"] for key in ("quotes", "dates") for each in row[key]
    )
    assert row["dropped"][-1] == {"text": "Post a Comment", "line": 9, "reason": "comment box"}
    assert list(next(iter(extract_lines([page])))) == KEYS.split()


def test_one_bad_file_never_stops_the_rest(tmp_path):
    (tmp_path / "a.txt").write_text(DUMP, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(100))
    (tmp_path / "c.txt").write_text("Home\nNews\n")
    (tmp_path / "d.jsonl").write_text('{"id": "x", "text": "The mayor spoke."}\nbroken\n')
    found = list(readings([tmp_path, tmp_path / "missing"]))
    assert [each.article.id for each in found if isinstance(each, Reading)][1:] == ["x"]
    failed = [(each.source.rsplit("/", 1)[1], each.reason) for each in found if isinstance(each, UnreadableError)]
    assert [name for name, _ in failed] == ["b.bin", "c.txt", "d.jsonl", "missing"]
    assert failed[2][1].startswith("line 2")


def test_columns_may_be_named(tmp_path):
    (tmp_path / "own.toml").write_text('[columns]\ntext = "Rumpf"\ntitle = "Kopf"\n')
    (tmp_path / "a.csv").write_text('Kopf,Rumpf\nHarbour,"The council of Lindholm left the harbour closed, he said."\n')
    (row,) = extract_lines([tmp_path / "a.csv"], mapping=load_mapping(tmp_path / "own.toml"))
    assert isinstance(row, dict)
    assert row["title"] == "Harbour"


def test_an_address_among_files_says_what_takes_it():
    (found,) = readings([Path("https://gazette.example/harbour")])
    assert "an address, no file" in str(found)
