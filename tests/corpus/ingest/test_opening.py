"""An article begins at its own headline, not with the teasers that a page prints above it."""

import pytest

from corpus.ingest.dates import publication_date
from corpus.ingest.read import read
from corpus.ingest.textdump import read_dump
from corpus.models import Page

TEASERS = [
    "Bridge closed until spring. The old bridge over the river will be shut for repairs until the ice has gone, engineers said.",
    "Schools to open late. All schools of the northern district open an hour later because of the snow on the roads.",
    "Fishermen want a new quota. The union of fishermen wrote to the ministry and asked for more herring this year.",
]
STORY = [
    "The harbour council of Lindholm voted on Tuesday to keep the old ferry running for another year.",
    "Mayor Ada Okoro said that the boat was needed by the islands, and that a new one would come too late.",
    "Opponents called the decision costly and asked for a second vote in the spring, when the new council meets.",
]


def dump(*parts):
    return read_dump("\n".join(parts) + "\n", publication_date)


def test_teasers_above_the_headline_are_no_part_of_the_article():
    found = dump(
        "Latest",
        "",
        *TEASERS,
        "",
        "Harbour council keeps the old ferry",
        "",
        "November 19, 2019",
        "",
        "\n\n".join(STORY),
    )
    assert found.body == "\n\n".join(STORY)
    assert {line.text for line in found.dropped} >= set(TEASERS)


def test_a_date_within_an_article_cuts_nothing():
    found = dump(
        "\n\n".join(STORY), "", "Ferry to run on, council says", "", "November 19, 2019", "", "\n\n".join(TEASERS)
    )
    assert found.body.startswith(STORY[0])


ENDS = [
    ("Ada Lind", "Ada Lind has written about harbours and the people who live by them for twenty years."),
    ("About the author", "Ada Lind is the Gazette’s harbour reporter and lives on the islands."),
    ("", "Ada Lind is a staff photographer and columnist of the Gazette."),
    ("", "Thanks for watching!"),
    ("", "Paul Okoro contributed to this report."),
    ("", "We may earn a commission from links on this page, at no extra cost to you."),
    ("", "Follow me on Twitter or LinkedIn."),
]


@pytest.mark.parametrize(("name", "line"), ENDS)
def test_what_is_told_below_an_article_is_no_part_of_it(name, line):
    found = dump("Harbour council keeps the old ferry", "", "\n\n".join(STORY), "", name, "", line)
    assert found.body == "\n\n".join(STORY)
    assert line in {each.text for each in found.dropped}


KEPT = [
    "Ada Lind is the director of the harbour office, which runs the ferry.",
    "“Follow me on this road,” the mayor told the council before it voted.",
    "Okoro said that they may earn a living from the islands once the ferry runs again.",
]


@pytest.mark.parametrize("line", KEPT)
def test_prose_at_the_end_of_an_article_stays(line):
    found = dump("Harbour council keeps the old ferry", "", "\n\n".join((*STORY, line)))
    assert found.body == "\n\n".join((*STORY, line))


PRETENDING = [
    "The sign on the wall said “All rights reserved” and nobody in Lindholm knew whose.",
    "“Join the Lindholm Gazette mailing list,” the mayor told the council, and everybody laughed.",
    "She wrote “Source: Reuters” under the letter, which nobody at the agency had seen.",
    "The old poster read “Photo: Ada Lind/Getty Images” in letters that had faded long ago.",
    "All comments are closed and all rights reserved, the chairman said after the vote was over.",
]


@pytest.mark.parametrize("line", PRETENDING)
def test_prose_that_speaks_as_furniture_does_cuts_nothing_and_forges_no_chain(line):
    text = "\n\n".join(("Harbour council keeps the old ferry", *STORY[:2], line, *STORY[1:], STORY[0])) + "\n"
    page = Page("page.txt", text.encode(), "text/plain")
    (reading,) = read(page)
    assert line in reading.article.body
    assert reading.article.body.startswith(STORY[0])
    assert [hop for hop in reading.article.provenance.published if hop.outlet] == []


CAPTIONS = [
    "[The old ferry lies in the harbour of Lindholm after its last trip of the year.]",
    "The old ferry lies in the harbour of Lindholm after its last trip of the year. (Ada Lind/Gazette)",
    "2of4The old ferry lies in the harbour of Lindholm after its last trip of the year.",
    "Home » News » Harbour » Council keeps the old ferry.",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_and_paths_above_an_article_are_left_out(line):
    found = dump("Harbour council keeps the old ferry", "", line, "", "\n\n".join(STORY))
    assert found.body == "\n\n".join(STORY)
