"""A chain holds what the page prints in each role, and nothing else is stated."""

import pytest

from corpus.ingest.named import Surroundings
from corpus.ingest.outlets import registry
from corpus.ingest.provenance import trace
from corpus.words import word_list

LEDE = "The council left the harbour closed on Monday, the mayor told reporters."
LAST = "A new vote is planned."


def credit(head=(), lede=LEDE, tail=(), **more):
    found = trace(Surroundings(head=head, body=[lede, LAST], tail=tail, **more), registry())
    return [(hop.outlet, str(hop.role), str(hop.basis)) for hop in found.chain]


def stated(*hops):
    return [(name, role, "stated") for name, role in hops]


CHAINS = [
    ("a label near the body", {"head": ["The Guardian", "Harbour stays closed"]}, [("The Guardian", "author")]),
    (
        "a wire, its carrier, and the carrier of that",
        {
            "head": ["China Daily", "Harbour stays closed", "(Xinhua) 11:29, December 31, 2021"],
            "lede": f"LINDHOLM, Dec. 31 (Xinhua) -- {LEDE}",
            "stamp": "(Xinhua) 11:29, December 31, 2021",
            "tail": ["Join the GlobalSecurity.org mailing list"],
        },
        [("Xinhua", "agency"), ("China Daily", "carrier"), ("GlobalSecurity.org", "carrier")],
    ),
    ("a wire's dateline", {"lede": f"LINDHOLM (Reuters) - {LEDE}"}, [("Reuters", "agency")]),
    ("a dateline on a line of its own", {"head": ["Harbour stays closed", "LINDHOLM (AFP)"]}, [("AFP", "agency")]),
    ("a wire before its dash", {"lede": f"(AP) — {LEDE}"}, [("Associated Press", "agency")]),
    ("a Russian dateline", {"lede": "ЛИНДХОЛЬМ, 8 декабря. /ТАСС/. Порт остаётся закрытым."}, [("TASS", "agency")]),
    ("another", {"lede": "ЛИНДХОЛЬМ, 8 дек — РИА Новости. Порт остаётся закрытым."}, [("RIA Novosti", "agency")]),
    ("a Chinese one", {"lede": "新华社林德霍尔姆12月31日电 港口继续关闭。"}, [("Xinhua", "agency")]),
    ("an author of a wire", {"head": ["By Ada Lind, Associated Press"]}, [("Associated Press", "agency")]),
    ("a wire's staff", {"head": ["Reuters Staff"]}, [("Reuters", "agency")]),
    (
        "a wire beside the date",
        {"head": ["AFP", "3 Jan 2022", "Harbour"], "stamp": "3 Jan 2022"},
        [("AFP", "agency")],
    ),
    ("a channel's own dateline", {"lede": f"(CNN) — {LEDE}"}, [("CNN", "author")]),
    ("a channel's dateline without a dash", {"lede": f"(CNN){LEDE}"}, [("CNN", "author")]),
    ("an author of an outlet", {"head": ["By Ada Lind for MailOnline"]}, [("Daily Mail", "author")]),
    ("an author through an outlet", {"head": ["Authored by Ada Lind via Antiwar.com,"]}, [("Antiwar.com", "author")]),
    (
        "a wire's trust principles",
        {"tail": ["Our Standards: The Thomson Reuters Trust Principles."]},
        [("Reuters", "agency")],
    ),
    (
        "a wire's copyright under another's label",
        {"head": ["FRANCE 24"], "tail": ["© 2021 AFP"]},
        [("AFP", "agency"), ("France 24", "carrier")],
    ),
    ("a source beside agencies", {"tail": ["SOURCE: AL JAZEERA AND NEWS AGENCIES"]}, [("Al Jazeera", "author")]),
    (
        "a source with its editor",
        {"tail": ["Source: Xinhua| 2021-12-31 11:29:00|Editor: huaxia"]},
        [("Xinhua", "agency")],
    ),
    ("a label of the source", {"tail": ["Source: Xinhua"]}, [("Xinhua", "agency")]),
    ("a headline's bar", {"suffix": "BBC News"}, [("BBC News", "author")]),
    ("an unknown name behind the bar", {"suffix": "The Lindholm Gazette"}, [("The Lindholm Gazette", "author")]),
    ("copyright", {"tail": ["© 2021 Lindholm Gazette. All rights reserved."]}, [("Lindholm Gazette", "author")]),
    (
        "a masthead, its copyright",
        {
            "head": ["News", "The Lindholm Daily", "Harbour"],
            "title": "Harbour",
            "tail": ["© 2021 Lindholm Daily Media"],
        },
        [("The Lindholm Daily", "author")],
    ),
    (
        "a masthead, its address",
        {"head": ["Lindholm Daily", "Harbour", "news@lindholmdaily.example"], "title": "Harbour"},
        [("Lindholm Daily", "author")],
    ),
    (
        "a masthead, its readers thanked",
        {
            "head": ["Low Tide", "Harbour"],
            "title": "Harbour",
            "tail": ["Thanks for reading Low Tide! Share it for free."],
        },
        [("Low Tide", "author")],
    ),
    ("a masthead that reads like one", {"head": ["Lindholm Sentinel", "ASEAN"]}, [("Lindholm Sentinel", "author")]),
    ("a wire printed twice", {"head": ["AFP", "AFP", "Ada Lind"]}, [("AFP", "agency")]),
    (
        "initials of a name",
        {"head": ["Lindholm Tribune"], "tail": ["About LT", "© 2021 Lindholm Tribune"]},
        [("Lindholm Tribune", "author")],
    ),
    ("its telegram channel", {"tail": ["Подписывайтесь на «Медуза» в Telegram"]}, [("Meduza", "author")]),
    ("a citation", {"lede": f"{LEDE[:-1]}, Reuters reported."}, [("Reuters", "cited")]),
    ("a citation before", {"lede": f"According to the New York Times, {LEDE}"}, [("The New York Times", "cited")]),
    ("a Russian citation", {"lede": "Порт закрыт, сообщает ТАСС."}, [("TASS", "cited")]),
    (
        "a citation beside a label",
        {"head": ["Dawn News", "BBC News"], "lede": f"{LEDE[:-1]}, AFP reported."},
        [("BBC News", "author"), ("AFP", "cited")],
    ),
]


@pytest.mark.parametrize(("remark", "page", "hops"), CHAINS, ids=[row[0] for row in CHAINS])
def test_chains(remark, page, hops):
    assert credit(**page) == stated(*hops), remark


NOBODY = [
    ("nothing", {}),
    ("a social network", {"tail": ["Follow us on Twitter", "Follow us on Telegram", "Download on Google Play"]}),
    ("a country to support", {"head": ["Support Ukraine"], "tail": ["Subscribe to our newsletter"]}),
    ("told to a wire", {"lede": "“We have time,” the mayor told Interfax news agency on Monday."}),
    ("a wire in a picture's credit", {"tail": ["Harbour in winter. Photo: Reuters"]}),
    ("a wire under a picture", {"head": ["3 Jan 2022", "Harbour stays closed", "Reuters"], "stamp": "3 Jan 2022"}),
    ("names in a menu, far above", {"head": ["Reuters", *"abcdefgh"]}),
    ("a company that holds the rights", {"tail": ["© 2021 Lind Holdings Ltd. All rights reserved."]}),
    (
        "an author who holds the rights",
        {"head": ["Harbour", "Ada Lind"], "title": "Harbour", "tail": ["© 2021 Ada Lind"]},
    ),
    ("a section above the headline", {"head": ["Asia News", "Harbour"], "title": "Harbour"}),
    ("a place in brackets", {"lede": "Lindholm (Sweden) - the harbour stays closed."}),
    ("a name that is also a word", {"head": ["The Independent", "The National"]}),
]


@pytest.mark.parametrize(("remark", "page"), NOBODY, ids=[row[0] for row in NOBODY])
def test_nobody_is_invented(remark, page):
    assert credit(**page) == [], remark


def test_a_blog_is_inferred_without_a_name():
    assert credit(tail=["No comments:", "Post a Comment"]) == [(None, "author", "inferred")]
    cited = credit(lede=f"{LEDE[:-1]}, Reuters reported.", tail=["No comments:", "Post a Comment"])
    assert cited == [(None, "author", "inferred"), ("Reuters", "cited", "stated")]


@pytest.mark.parametrize(
    ("group", "page"),
    [
        ("cited_after", {"lede": "{}"}),
        ("cited_before", {"lede": "{}"}),
        ("followed", {"tail": ["{}"]}),
        ("source", {"tail": ["{}"]}),
        ("dashes", {"lede": "{}"}),
        ("nouns", {"suffix": "{}"}),
    ],
)
def test_each_list_finds_its_example(group, page):
    example = word_list("provenance")[group]["example"]
    assert credit(**{key: [example] if isinstance(value, list) else example for key, value in page.items()})
