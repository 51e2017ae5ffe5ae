"""Each command over the fake library: its status, its heading, its follow-ups, as a reader sees them."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import say
from corpus.models import Excerpt, Span
from corpus.results import Asked
from corpus.words import word_list
from handlers import COMMANDS, answer
from handlers.article import card
from handlers.greeting import greets
from handlers.messages import ChatKind, ChatRef, Request, Schedule, Status
from handlers.parser import parse
from tests.handlers.fake import ANA, ARTICLES, EMPTY, FakeLibrary, desk

GROUP = ChatRef(-5, ChatKind.GROUP)
PRIVATE = ChatRef(5, ChatKind.PRIVATE)


def asked(line, **more):
    return answer(parse(line, **more), desk())


def texts(found):
    return [excerpt.text for section in found.sections for excerpt in section.excerpts]


@pytest.mark.parametrize(
    ("line", "status", "heading"),
    [
        ("/quote Ana Lopes", "ok", "Ana Lopes, mayor · also spelled Анна Лопеш · 3 quotes"),
        ("/quote Анна Лопеш", "ok", "Ana Lopes, mayor · also spelled Анна Лопеш · 3 quotes"),
        ("/quote Ana Lopes on ferries", "ok", "Ana Lopes, mayor · also spelled Анна Лопеш · 2 quotes on “ferries”"),
        ("/quote Ana Lopes via Rui Lopes", "ok", "Ana Lopes, mayor · also spelled Анна Лопеш · 1 quote, as told by Rui Lopes"),
        ("/quote Ana Lopes on trains", "nothing", "None of 4 articles (7–15 Mar 2022) quotes Ana Lopes on “trains”."),
        ("/quote Vera Brandt via Rui Lopes", "nothing", "None of 4 articles (7–15 Mar 2022) has Rui Lopes passing on words of Vera Brandt."),
        ("/quote lopes", "did_you_mean", "“lopes” may mean several. Which one?"),
        ("/quote Verra", "did_you_mean", "Nobody here is called “Verra”. Did you mean:"),
        ("/quote Ana Lopes via lopes", "did_you_mean", "“lopes” may mean several. Which one?"),
        ("/quote Zelda", "nothing", "Not in the corpus: none of 4 articles (7–15 Mar 2022) names Zelda."),
        ("/quote Ana Lopes via Zelda", "nothing", "Not in the corpus: none of 4 articles (7–15 Mar 2022) names Zelda."),
        ("/quote harbour", "ok", "“harbour”: 1 quote, whoever said it"),
        ("/quote", "usage", "/quote WHO [via WHO] [on TOPIC]: what somebody said, newest first"),
        ("/timeline", "ok", "Timeline · 2 events"),
        ("/timeline strike", "ok", "Timeline: strike · 1 event"),
        ("/timeline 2022-03-20", "ok", "Timeline · 1 event · 20 Mar 2022"),
        ("/timeline 1999", "nothing", "No event of 1999 in 4 articles (7–15 Mar 2022)."),
        ("/timeline trains", "nothing", "No dated event on “trains” in 4 articles (7–15 Mar 2022)."),
        ("/compare", "ok", "Compared · 1 difference · 1 told by one alone"),
        ("/compare harbour", "ok", "Compared: harbour · 1 difference · 1 told by one alone"),
        ("/compare harbour times vs dock wire", "ok", "Harbour Times against Dock Wire · Compared · 1 difference · 1 told by one alone"),
        ("/compare ferry vs post", "usage", "Both are Ferry Post: name two outlets, as /sources lists them."),
        ("/compare trains", "nothing", "Nothing to compare on “trains” in 4 articles (7–15 Mar 2022)."),
        ("/compare Times vs Gazette", "nothing", "None of 4 articles (7–15 Mar 2022) comes from “Gazette”."),
        ("What about the strike?", "ok", "One excerpt answers, from 4 articles (7–15 Mar 2022)"),
        ("What did Macron say?", "nothing", "Not in the corpus: none of 4 articles (7–15 Mar 2022) names Macron."),
        ("Who won?", "nothing", "Not in the corpus: none of 4 articles (7–15 Mar 2022) answers that."),
        ("/check Ana Lopes: “We will open the harbour on Monday”", "ok", "Verbatim"),
        ("/check Vera Brandt: “we will open the harbour”", "ok", "Another speaker: Ana Lopes, not Vera Brandt · cut: the quote goes on"),
        ("/check “Bread is free on Mondays”", "nothing", "Not found in 4 articles (7–15 Mar 2022)"),
        ("/check", "usage", "/check WORDS, or in reply to a message: whether they said that"),
        ("/check ?!", "usage", "/check WORDS, or in reply to a message: whether they said that"),
        ("/sources", "ok", "4 outlets in 4 articles (7–15 Mar 2022)"),
        ("/sources ferry", "ok", "Ferry Post, in 1 article (8 Mar 2022)"),
        ("/sources Gazette", "nothing", "None of 4 articles (7–15 Mar 2022) comes from “Gazette”."),
        ("/people", "ok", "3 people and bodies listed as quoted in 4 articles (7–15 Mar 2022)"),
        ("/article", "ok", "4 articles (7–15 Mar 2022), newest first"),
        ("/article a1", "ok", "Harbour to open"),
        ("/article zz", "nothing", "No article “zz” among 4 articles (7–15 Mar 2022)."),
        ("/help quote", "ok", "/quote WHO [via WHO] [on TOPIC]: what somebody said, newest first"),
        ("/why /quote Ana Lopes", "ok", "What this rests on: /quote Ana Lopes"),
        ("/why", "usage", "/why LINE: what the answer to a line rests on"),
        ("/why /why /quote Ana", "usage", "/why LINE: what the answer to a line rests on"),
        ("/context /quote Ana Lopes", "ok", "In context: /quote Ana Lopes"),
        ("/qoute Ana", "did_you_mean", "There is no command /qoute."),
        ("/xyzzy", "usage", "There is no command /xyzzy."),
    ],
)  # fmt: skip
def test_a_line_gets_its_answer(line, status, heading):
    found = asked(line)
    assert (found.status, say(found.heading)) == (status, heading)


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("/quote Ana Lopes on ferries", ["All 3 quotes", "Timeline", "Context", "Why?"]),
        ("/quote Rui Lopes", ["Lopes via Lopes: 1", "Timeline"]),
        ("/quote lopes", ["Ana Lopes: 3", "Rui Lopes: 0"]),
        ("/quote", ["/quote Ana Lopes via Rui Lopes"]),
        ("/qoute Ana", ["/quote Ana", "Help"]),
        ("What did Macron say?", ["Ana Lopes", "People"]),
        ("/compare ferry", ["Ferry Post against Harbour Times", "Ferry Post against Dock Wire", "Sources"]),
    ],
)
def test_follow_ups_are_offered(line, labels):
    assert [say(action.label) for action in asked(line).actions] == labels


def test_a_choice_keeps_the_rest_of_the_question():
    found = asked("/quote Ana Lopes via lopes on ferries")
    assert [action.request.args for action in found.actions] == [
        "Ana Lopes via Ana Lopes on ferries",
        "Ana Lopes via Rui Lopes on ferries",
    ]


def test_quotes_come_newest_first_and_undated_ones_last():
    assert texts(asked("/quote Ana Lopes"))[0].startswith("We will open")


def test_a_page_holds_five_and_turns_both_ways():
    library = FakeLibrary()
    library.held = tuple(itertools.islice(itertools.cycle(library.held), 24))
    second = answer(parse("/quote Ana Lopes page 2"), desk(library))
    assert len(second.sections) == 5
    assert [action.request.page for action in second.actions[:2]] == [1, 3]
    assert len(answer(parse("/quote Ana Lopes", page=0), desk(library)).sections) == 18
    assert len(answer(parse("/quote Ana Lopes page 99"), desk(library)).sections) == 3


def test_a_difference_names_its_slot_and_both_values():
    section = asked("/compare").sections[0]
    assert (section.relation, section.slot) == ("differ", "duration")
    assert say(section.title) == "Duration: 40 minutes / about an hour · both may be right · harbour, 14 Mar 2022"


def test_why_tells_speaker_relay_medium_outlet_and_day():
    told = [say(note) for section in asked("/why /quote Ana Lopes via Rui Lopes").sections for note in section.notes]
    assert told == [
        "Speaker: Ana Lopes (sure), rule said-name",
        "Relay: Rui Lopes passes the words on; named as “Rui Lopes”",
        "Medium: Ferry Post carried the words",
        "Said: day not stated; the day of publication does not stand for it",
        "Outlet: Ferry Post, inferred from the house's own way to set a page",
        "Cited (original not held): Reuters, printed on the page",
        "Published: 8 Mar 2022, inferred from the days that the text and its neighbours name",
        "Article: a2, from ferry.txt",
    ]


def test_why_is_about_the_page_that_was_shown():
    library = FakeLibrary()
    library.held = library.held * 4
    second = answer(parse("/quote Ana Lopes page 2"), desk(library))
    button = second.actions[-1].request
    assert button.line == "/why /quote Ana Lopes page 2"
    for request in (button, parse(button.line)):
        assert say(answer(request, desk(library)).heading) == "What this rests on: /quote Ana Lopes page 2"


def test_an_article_card_names_who_wrote_it():
    (found, *_) = card(replace(ARTICLES[0], byline=("Ada Lind", "Jan Berg")))
    told = [say(note) for note in found.notes]
    assert told[1] == "by Ada Lind, Jan Berg"
    assert not any(line.startswith("by ") for line in map(say, card(ARTICLES[0])[0].notes))


def test_an_article_card_never_holds_the_body():
    found = asked("/article a1")
    assert texts(found) == ["We will open the harbour on Monday,"]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_corpus_is_said_plainly(command):
    found = answer(Request(command, "" if command != "quote" else "Ana"), desk(EMPTY))
    assert found.status in {Status.NOTHING, Status.USAGE, Status.OK}
    assert not texts(found)
    assert say(found.heading)


@pytest.mark.parametrize(
    ("args", "chat", "admin", "heading"),
    [
        ("daily 08:30", PRIVATE, True, "A digest comes every day at 08:30, Europe/Lisbon."),
        ("daily at 8.05 europe/kyiv", GROUP, True, "A digest comes every day at 08:05, Europe/Kyiv."),
        ("daily 08:30", GROUP, False, "Here only administrators set the digest."),
        ("daily 25:00", PRIVATE, True, "25:00 is no time of day: hours go from 0 to 23, minutes from 00 to 59."),
        ("daily 08:30 Nowhere/City", PRIVATE, True, "No time zone is called “Nowhere/City”; zones read like Europe/Kyiv or America/New_York."),
        ("off", PRIVATE, True, "No digest was scheduled here."),
        ("weekly", PRIVATE, True, "/digest [now, daily HH:MM or weekly DAY HH:MM, then ZONE and on TOPIC, WHO, OUTLET; pause 7d, resume, off]: what is new"),
        ("off", ChatRef(0, ChatKind.TERMINAL), True, "A schedule needs a Telegram chat; here, /digest shows one now."),
    ],
)  # fmt: skip
def test_schedules(args, chat, admin, heading):
    assert say(answer(Request("digest", args, chat=chat, is_admin=admin), desk()).heading) == heading


def test_a_schedule_is_kept_and_cleared():
    table = desk()
    answer(Request("digest", "daily 08:30", chat=PRIVATE), table)
    assert table.chats.schedule(PRIVATE) == Schedule(510, "Europe/Lisbon")
    assert (
        say(answer(Request("digest", "now", chat=PRIVATE), table).note)
        == "A digest comes every day at 08:30, Europe/Lisbon."
    )
    assert say(answer(Request("digest", "off", chat=PRIVATE), table).heading) == "No more digests here."
    assert table.chats.schedule(PRIVATE) is None


ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "🙂" * 50, "x" * 4000, "<b>&amp;</b>", "\u202e\u202dabc", "\x00\x1b[2J", "%s {0} {x}", "page 0", "on", "via", "vs", "..", "lopes via", " on x", "a vs b vs c", "9999-99", "0000", "1..2"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*COMMANDS, "nonsense", ""]), ODD)
def test_no_input_is_too_odd(command, args):
    found = answer(parse(f"/{command} {args}" if command else args), desk())
    assert say(found.heading)
    assert all(say(action.label) for action in found.actions)


@pytest.mark.parametrize("args", ["", "🙂" * 9, "x" * 4000])
@pytest.mark.parametrize("command", ["quote", "ask"])
def test_what_cannot_be_meant_gets_a_usage_answer(command, args):
    assert answer(Request(command, args), desk()).status is Status.USAGE


def test_every_command_has_an_example_that_names_it():
    assert [name for name, command in COMMANDS.items() if not command.example.startswith(f"/{name}")] == []


def test_examples_over_the_corpus_at_hand_are_answered():
    lines = [action.request.line for action in asked("/start").actions]
    assert lines[0] == f"/quote {ANA.name} via Rui Lopes"
    assert {asked(line).status for line in lines} == {Status.OK}


def test_a_reply_checks_the_message_it_replies_to():
    found = asked("/check", reply_text="Vera Brandt: “We will open the harbour on Monday”")
    assert say(found.heading) == "Another speaker: Ana Lopes, not Vera Brandt · verbatim"
    assert texts(found) == ["We will open the harbour on Monday,"]
    lines = [action.request.line for action in found.actions]
    assert "/why /check Vera Brandt: “We will open the harbour on Monday”" in lines


@pytest.mark.parametrize("line", ["hello", "Привет!", "  THANKS 🙏 ", "Guten Morgen.", "dziękuję"])
def test_a_greeting_gets_the_greeting(line):
    assert asked(line).heading.id == "start.heading"


def test_greetings_are_an_answer_of_their_own():
    assert all(greets(f"{word}!") for word in word_list("greetings")["greetings"]["words"])
    assert not greets("hello, what did Ana Lopes say?")


def test_what_has_no_letters_offers_nobody():
    found = asked("/quote <b>&")
    assert (found.status, found.actions) == (Status.NOTHING, ())


class Ranking(FakeLibrary):
    def ask(self, question):
        found = tuple(Excerpt(a, Span(0, a.body.index(".") + 1)) for a in self.held)
        return Asked(found, strong=1)


def test_weak_seconds_are_a_button_in_a_chat_and_stand_in_a_list_of_all():
    shown = answer(parse("Who waits?"), desk(Ranking()))
    assert len(shown.sections) == 1
    more = next(action for action in shown.actions if say(action.label) == "3 weaker excerpts")
    assert len(answer(more.request, desk(Ranking())).sections) == 4
    assert len(answer(parse("Who waits?", page=0), desk(Ranking())).sections) == 4


class Changing(FakeLibrary):
    """Its articles are gone since the answer began, but for whoever holds what there was."""

    def present(self):
        return FakeLibrary()


def test_all_of_an_answer_is_of_the_corpus_as_it_was_when_it_began():
    found = answer(parse("/quote Ana Lopes"), desk(Changing(held=(), persons=())))
    assert found.status is Status.OK
    assert found.sections == asked("/quote Ana Lopes").sections
