"""What is the article on a page of text, and why each other line is not."""

import pytest

from corpus.ingest.dates import publication_date
from corpus.ingest.textdump import read_dump

BODY = [
    "The council of Lindholm left the harbour closed on Monday, the mayor, Ada Lind, told reporters after a meeting of nine hours.",
    "“We have time until the ice goes,” she said.",
    "Two ships wait outside, and their owners have asked the court in Okoro for a ruling before the month is over.",
    "The conversation was brief.",
    "A new vote on the harbour is planned for Jan. 12, with the fishermen of both islands at the table for once.",
]
TITLE = "Lindholm council leaves harbour closed until the ice goes"


def dump(*lines):
    return read_dump("\n\n".join(lines), publication_date)


PAGES = [
    ("nothing around it", [TITLE, *BODY], []),
    (
        "an icon sprite, the date, the title twice",
        ["icon arrowicon closeicon menuicon searchicon vk", "8 Dec, 2021 11:53", TITLE, TITLE, *BODY],
        ["icon names", "date", "title", "title repeated"],
    ),
    (
        "a standfirst between the titles",
        [TITLE, "The owners of two ships turn to the court", TITLE, *BODY],
        ["title", "before the article", "title repeated"],
    ),
    (
        "a player's block",
        [TITLE, *BODY, "Podcasts", "0:00", "23:13"],
        ["title", "player or gallery", "counter or clock", "counter or clock"],
    ),
    (
        "a comment box",
        [TITLE, *BODY, "Leave a Reply", "Your email address will not be published."],
        ["title", "comment box", "comment box"],
    ),
    (
        "the next post of a blog",
        [
            TITLE,
            *BODY,
            "No comments:",
            "Post a Comment",
            "Okoro",
            "Fears grow that the ferry may stop",
            "The islanders fear that the ferry stops for good when the ice comes, which will...",
        ],
        ["title", "comment box", "comment box", "after the article", "after the article", "teaser of another text"],
    ),
    (
        "comments after the box",
        [
            TITLE,
            *BODY,
            "2 Comments",
            "I live there and this is a shame, nobody asked us.",
            "Same here, we heard of it on the radio.",
        ],
        ["title", "comment box", "after the article", "after the article"],
    ),
    (
        "links within it",
        [TITLE, *BODY[:3], "Related articles", "Ferry to stop in winter", "Mayor under fire", *BODY[3:]],
        ["title", "links to other articles", "links to other articles", "links to other articles"],
    ),
    ("an advertisement within it", [TITLE, *BODY[:2], "Advertisement", *BODY[2:]], ["title", "advertisement"]),
    (
        "menus above and below",
        ["Home", "News", "Sports", TITLE, "By Ada Okoro", *BODY, "About us", "Contact"],
        ["navigation", "navigation", "navigation", "title", "byline", "navigation", "navigation"],
    ),
]


@pytest.mark.parametrize(("remark", "lines", "reasons"), PAGES, ids=[row[0] for row in PAGES])
def test_bodies(remark, lines, reasons):
    found = dump(*lines)
    assert found.body == "\n\n".join(BODY), remark
    assert found.title == TITLE
    assert [line.reason for line in found.dropped] == (reasons or ["title"])


@pytest.mark.parametrize(
    "title",
    [
        "Will the council of Lindholm leave the harbour closed?",
        "Lind on the harbour: “We have time until the ice goes”",
    ],
)
def test_a_headline_that_looks_like_prose(title):
    found = dump("8 Dec, 2021 11:53", title, title, *BODY)
    assert (found.title, found.body) == (title, "\n\n".join(BODY))


def test_captions_are_printed_twice_and_prose_once():
    caption = "Ships wait outside the harbour of Lindholm on Monday morning, before the council met."
    lines = [TITLE, caption, "Caption", caption, "Close", *BODY[:2], caption, "Image 1 of 2", *BODY[2:]]
    assert dump(*lines).body == "\n\n".join(BODY)
    assert {line.reason for line in dump(*lines).dropped if line.text == caption} <= {
        "printed twice",
        "before the article",
    }


def test_a_headline_in_capitals_within_the_text_is_a_link():
    lines = [
        TITLE,
        *BODY[:3],
        "FERRY OWNERS SUE THE ISLANDS OVER LOST WINTER",
        *BODY[3:],
        "THE NEXT VOTE",
        "It is held in the town hall of Okoro on a Sunday, as the constitution of the islands has it.",
    ]
    kept = dump(*lines).body
    assert "FERRY" not in kept
    assert "THE NEXT VOTE" in kept


def test_every_line_is_kept_or_dropped_with_its_number():
    lines = ["8 Dec, 2021 11:53", TITLE, *BODY, "Source link", "Leave a Reply"]
    found = dump(*lines)
    assert [(line.line, line.text) for line in found.dropped] == [
        (1, lines[0]),
        (3, TITLE),
        (15, "Source link"),
        (17, "Leave a Reply"),
    ]


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["8 Dec, 2021 11:53", TITLE, *BODY], "2021-12-08T11:53"),
        ([TITLE, "Friday, December 31, 2021", *BODY], "2021-12-31"),
        ([TITLE, *BODY, "Published: 31 December 2021"], "2021-12-31"),
        (["0 4 min 9 mths", *BODY], None),
        ([TITLE, *BODY], None),
    ],
)
def test_dates(lines, published):
    assert dump(*lines).published == published


def test_a_page_without_a_headline_gets_none():
    found = dump("0 4 min 9 mths", *BODY, "Source link")
    assert found.title is None


@pytest.mark.parametrize(
    "lines",
    [["Home", "News", "Log in"], ["Page not found."], ["We use cookies to keep this site working."], ["……", "———"]],
)
def test_a_page_without_an_article(lines):
    assert dump(*lines) is None


LIST = ["What the owners ask for:", "* a ruling", "* a date", "* their money"]
TABLE = "Day Ships\n1/1/2013 14\n2/1/2013 12\n3/1/2013 19\n4/1/2013 21\n5/1/2013 24"


@pytest.mark.parametrize(
    ("remark", "own"),
    [
        ("a list of short items", "\n".join(LIST)),
        ("headings over single short paragraphs", "The ships\n\nTwo of them wait.\n\nThe ice\n\nIt is said to hold."),
        ("a table of days and numbers", TABLE),
    ],
    ids=["list", "headings", "table"],
)
def test_what_stands_between_paragraphs_is_the_articles_own(remark, own):
    found = read_dump(
        "\n\n".join([TITLE, "8 Dec, 2021 11:53", *BODY[:3], own, *BODY[3:], "Post a Comment"]), publication_date
    )
    assert found.body.split("\n\n") == [
        *BODY[:3],
        *own.replace("* ", "").replace("\n\n", "\n").split("\n"),
        *BODY[3:],
    ], remark


def test_a_list_to_which_the_last_paragraph_leads_up_is_kept():
    text = "\n\n".join([TITLE, "8 Dec, 2021 11:53", *BODY, "The owners of the ships ask for these things now:"])
    found = read_dump(f"{text}\n\n* a ruling\n* a date\n\nShare this article", publication_date)
    assert found.body.endswith("now:\n\na ruling\n\na date")


ENDS = [
    ("teasers behind furniture", [
        "Subscribe to our newsletter", "Follow us", "Share this article", "Ferry to stop in winter", "The islanders fear that the ferry stops for good.", "Mayor under fire",
        "Two members of the council want the mayor to go.",
    ]),
    ("who wrote it, under a heading", ["About Paul Okoro", "Since his youth Paul Okoro has written of ships and of those who sail them."]),
    ("a call, and where to follow", ["We'd like to hear what you think of this.", "Follow the Lindholm Gazette on Facebook, Twitter and by mail."]),
]  # fmt: skip


@pytest.mark.parametrize(("remark", "end"), ENDS, ids=[row[0] for row in ENDS])
def test_what_stands_behind_an_article_goes(remark, end):
    assert dump(TITLE, "8 Dec, 2021 11:53", *BODY, *end).body == "\n\n".join(BODY), remark


def test_the_first_sentence_below_the_date_is_the_articles():
    found = dump(TITLE, "8 Dec, 2021 11:53", "The harbour of Lindholm stays closed for now.", "Ice", "Ships", *BODY)
    assert found.body.startswith("The harbour of Lindholm stays closed for now.")


def test_a_caption_says_what_stands_for_its_picture():
    shown = "Ships wait outside the harbour of Lindholm on Monday, before the council met."
    pictures = ["[The mayor]", f"[{shown}]", f"[A boat]{BODY[0]}"]
    found = dump(*pictures[:1], TITLE, "8 Dec, 2021 11:53", pictures[2], pictures[1], shown, *BODY[1:], "[Ice]")
    assert found.body == "\n\n".join(BODY)


def test_the_lines_that_may_name_authors_are_those_about_the_headline():
    found = dump("Home", TITLE, "By Ada Lind", "8 Dec, 2021 11:53", *BODY, *BODY[::-1], "By the harbour")
    assert found.credits == ("Home", "By Ada Lind", "8 Dec, 2021 11:53")
