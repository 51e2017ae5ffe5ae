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
    ("a wire with its desk", {"lede": f"Lindholm (dpa/nrd) - {LEDE}"}, [("Deutsche Presse-Agentur", "agency")]),
    (
        "two wires",
        {"lede": f"LINDHOLM (AFP, dpa) - {LEDE}"},
        [("AFP", "agency"), ("Deutsche Presse-Agentur", "agency")],
    ),
    (
        "a copyright of whom the page names above its headline",
        {
            "head": ["Линдхольмские ведомости", "Порт закрыт"],
            "title": "Порт закрыт",
            "tail": ["© 2022 Линдхольмские ведомости"],
        },
        [("Линдхольмские ведомости", "author")],
    ),
    (
        "a copyright with its year behind",
        {"head": ["La Dépêche des îles", "Le port"], "title": "Le port", "tail": ["© La Dépêche des îles 2022"]},
        [("La Dépêche des îles", "author")],
    ),
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


CARRIED = [
    (
        "published elsewhere first, said at the end",
        {"head": ["Harbour Post"], "tail": ["This article was originally published by the Lindholm Gazette."]},
        [("Lindholm Gazette", "author"), ("Harbour Post", "carrier")],
    ),
    (
        "with a known outlet's name",
        {"tail": ["This story originally appeared on The Guardian and is reprinted with permission."]},
        [("The Guardian", "author")],
    ),
    ("by a domain", {"tail": ["Originally published at lindholm.example"]}, [("lindholm.example", "author")]),
    ("by permission", {"tail": ["Reprinted with permission from The Washington Post."]}, [("The Washington Post", "author")]),
    ("by arrangement", {"tail": ["By arrangement with Dawn News"]}, [("Dawn News", "author")]),
    ("a post that appeared first", {"tail": ["The post Harbour closed appeared first on Lindholm Herald."]}, [("Lindholm Herald", "author")]),
    ("a licence", {"tail": ["This article is republished from The Lindholm Observer under a Creative Commons license."]}, [("The Lindholm Observer", "author")]),
    ("in German", {"tail": ["Dieser Artikel erschien zuerst bei Süddeutsche Zeitung."]}, [("Süddeutsche Zeitung", "author")]),
    ("in French", {"tail": ["Publié initialement sur Le Figaro"]}, [("Le Figaro", "author")]),
    ("in Spanish", {"tail": ["Artículo publicado originalmente en Infobae."]}, [("Infobae", "author")]),
    ("in Russian", {"tail": ["Перепечатано с разрешения Новая газета"]}, [("Novaya Gazeta", "author")]),
    ("in Ukrainian", {"tail": ["Оригінал статті: Українська правда"]}, [("Ukrainska Pravda", "author")]),
    ("in Chinese", {"tail": ["文章来源：新华网"]}, [("Xinhua", "agency")]),
    ("wires in a row", {"head": ["AP/AFP/dpa"]}, [("Associated Press", "agency"), ("AFP", "agency"), ("Deutsche Presse-Agentur", "agency")]),
    ("with a wire", {"head": ["Ada Lind avec AFP"]}, [("AFP", "agency")]),
    ("with two of them", {"head": ["Por Ada Lind, con información de EFE y Reuters"]}, [("EFE", "agency"), ("Reuters", "agency")]),
    ("by their material", {"tail": ["По материалам ТАСС"]}, [("TASS", "agency")]),
    ("a source", {"tail": ["Quelle: dpa"]}, [("Deutsche Presse-Agentur", "agency")]),
    ("a source in Ukrainian", {"tail": ["Джерело: Укрінформ"]}, [("Ukrinform", "agency")]),
    ("a house's dateline with its initials", {"lede": f"ANKARA (AA) - {LEDE}"}, [("Anadolu Agency", "agency")]),
    ("brackets of a house", {"lede": f"Abuja, Jan. 3, 2022 (NAN) {LEDE}"}, [("News Agency of Nigeria", "agency")]),
]  # fmt: skip


@pytest.mark.parametrize(("remark", "page", "hops"), CARRIED, ids=[row[0] for row in CARRIED])
def test_whose_text_it_was_before(remark, page, hops):
    assert credit(**page) == stated(*hops), remark


FORGED = [
    ("a dateline inside a text", {"lede": f"{LEDE} LINDHOLM (Reuters) - It froze."}),
    ("a mark inside a text", {"lede": f"He said that this article was originally published by Reuters. {LEDE} {LEDE} {LEDE} {LEDE} {LEDE}"}),
    ("told to a wire", {"lede": f"He told Reuters, with AFP beside him, that {LEDE}"}),
    ("an arrangement with a person", {"tail": ["By arrangement with the mayor, the harbour stays closed on Monday"]}),
    ("published on a day", {"tail": ["Originally published on Monday", "First published in 2019", "Originally published on 3 January 2022"]}),
    ("with friends", {"head": ["Ada Lind with Omar Okoro"]}),
    ("a wire's name with an unseen sign", {"lede": f"LINDHOLM (Reu\u200bters) - {LEDE}"}),
    ("a wire's name in another script", {"lede": f"LINDHOLM (Rеuters) - {LEDE}"}),
    ("a wire's name turned round", {"lede": f"LINDHOLM (\u202esretueR\u202c) - {LEDE}"}),
    ("a name in markup", {"lede": f"LINDHOLM (<b>Reuters</b>) - {LEDE}"}),
]  # fmt: skip


@pytest.mark.parametrize(("remark", "page"), FORGED, ids=[row[0] for row in FORGED])
def test_a_forged_credit_states_nobody(remark, page):
    assert [hop for hop in credit(**page) if hop[1] != "cited"] == [], remark


def test_a_name_that_only_looks_like_a_known_one_is_marked():
    found = trace(
        Surroundings([], [LEDE, LAST], ["© 2021 Тhe Guаrdian Herald"], suffix="Тhe Guаrdiаn Times"), registry()
    )
    assert all(hop.kind == "" for hop in found.chain)
    copy = trace(Surroundings([], [LEDE, LAST], ["Source: rеuters.com"]), registry())
    assert [(hop.outlet, hop.imitates) for hop in copy.chain] == [("rеuters.com", "reuters.com")]
    assert copy.credit == "rеuters.com (imitates reuters.com)"


def test_a_house_that_names_nobody_is_inferred():
    hops = credit(tail=["Reporting by Ada Lind; Editing by Omar Okoro"])
    assert hops == [("Reuters", "agency", "inferred")]


@pytest.mark.parametrize(
    ("group", "example"), [(name, rows["example"]) for name, rows in word_list("syndication").items()]
)
def test_each_list_of_marks_has_an_example(group, example):
    assert example, group


@pytest.mark.parametrize(
    "text",
    ["By arrangement with " * 20_000, "with AFP/" * 30_000, "(" * 300_000, "Originally published on A" * 20_000],
)
def test_marks_are_looked_for_in_linear_time(text):
    assert isinstance(credit(lede=text, tail=[text]), list)


@pytest.mark.parametrize(
    ("lede", "names"),
    [
        ("LINDHOLM, Feb 4 (Lindwire) - The harbour froze.", ["Lindwire"]),
        ("LINDHOLM, Brem, Feb. 4 (Lindwire) -- The harbour froze.", ["Lindwire"]),
        ("LINDHOLM (Monday) - The harbour froze.", []),
        ("Lindholm, in office since Feb 4 (Lindwire) - they say - left.", []),
    ],
)
def test_the_brackets_of_a_dateline_with_its_day_hold_an_agency(lede, names):
    assert [name for name, role, _ in credit(lede=lede) if role == "agency"] == names


@pytest.mark.parametrize(
    ("tail", "name"), [(["Filed under: Harbours", "Leave a comment"], "Lindholm Knots"), (["Leave a comment"], None)]
)
def test_a_blog_is_called_as_its_page_begins(tail, name):
    head = ["Lindholm Knots", "Boats and other trouble", "About", "The harbour froze again"]
    assert [found for found, *_ in credit(head=head, tail=tail, title=head[-1])] == ([name] if name else [])
