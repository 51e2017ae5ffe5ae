import json

import pytest

from bot.machine import line, plain
from handlers import answer
from handlers.parser import parse
from tests.handlers.fake import desk

EXCERPT = {"text", "credit", "outlet", "published", "article", "source", "start", "stop", "speaker", "relay", "medium", "said_on", "url"}  # fmt: skip


def said(text):
    return plain(answer(parse(text, page=0), desk()))


@pytest.mark.parametrize(
    "text", ["/quote Ana Lopes", "/compare", "/timeline", "What?", "/people", "/quote", "/article a1", "/why /compare"]
)
def test_an_answer_has_the_fields_of_the_interface(text):
    found = said(text)
    assert set(found) == {"status", "heading", "sections", "actions", "note"}
    for section in found["sections"]:
        assert set(section) == {"title", "when", "relation", "slot", "excerpts"}
        assert all(set(excerpt) == EXCERPT for excerpt in section["excerpts"])
    assert all(set(action) == {"label", "request"} for action in found["actions"])


def test_an_excerpt_is_told_with_all_that_is_known_of_it():
    assert said("/quote Ana Lopes via Rui Lopes")["sections"][0]["excerpts"] == [
        {
            "text": "the mayor promised two new ferries", "credit": "Ferry Post (inferred; state), citing Reuters (original not held), 8 Mar 2022 (inferred)",
            "outlet": "Ferry Post", "published": "2022-03-08", "article": "a2", "source": "ferry.txt", "start": 100, "stop": 134,
            "speaker": "Ana Lopes", "relay": "Rui Lopes", "medium": "Ferry Post", "said_on": None, "url": None,
        }
    ]  # fmt: skip


def test_a_timeline_says_when_and_a_comparison_how():
    assert [s["when"] for s in said("/timeline")["sections"]] == ["2022-03-14", "2022-03-20"]
    assert [(s["relation"], s["slot"]) for s in said("/compare")["sections"]] == [
        ("differ", "duration"),
        ("only", None),
    ]


def test_actions_are_lines_that_can_be_asked():
    assert {"label": "All 3 quotes", "request": "/quote Ana Lopes"} in said("/quote Ana Lopes on ferries")["actions"]


def test_an_excerpt_stands_once_in_a_section():
    from dataclasses import replace

    found = answer(parse("/timeline"), desk())
    section = found.sections[0]
    doubled = replace(found, sections=(replace(section, excerpts=section.excerpts * 2, also=section.excerpts),))
    assert len(plain(doubled)["sections"][0]["excerpts"]) == 1


def test_it_is_one_line_of_json():
    text = line(answer(parse("/quote Анна Лопеш"), desk()))
    assert "\n" not in text
    assert json.loads(text)["heading"].startswith("Ana Lopes")
    assert "Анна" in text
