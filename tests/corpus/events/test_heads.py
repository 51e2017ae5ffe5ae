"""Which happening a date dates, and who takes part."""

import pytest

from corpus.events.frames import frames
from corpus.events.study import LIMIT, cut, study
from corpus.models import Span
from tests.corpus.articles import article


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ada Lind will join the Thursday call from Oslo.", "call"),  # the date stands before the noun
        ("Friday's talks in Oslo failed.", "talks"),
        ("The summit was held in Oslo on Tuesday.", "summit"),  # behind it, across a verb of support
        ("On Tuesday, Ada Lind, the chancellor, resigned.", "resigned"),  # a date in front waits for its verb
        ("Ada Lind resigned after the meeting, her office said Friday.", "said"),  # a saying is dated by its own day
        ("Ada Lind and Bo Berg on Thursday exchanged letters.", "exchanged"),
        ("In a statement on Monday, Ada Lind denied it.", "statement"),
        ("The ferry sank on Monday, while the talks went on.", "sank"),
        ("Rescuers are to end the search on Monday.", "search"),
        ("The board will announce the final result on Monday.", "announce"),
        ("Both armies traded 40 prisoners of war on Monday.", "traded"),  # a phrase that tells of no war
        # a clause that only says when tells on of the noun before it
        ("The walkout, which began on Monday, ended.", "walkout"),
        ("The walkout that began on Monday ended.", "walkout"),
        ("It came at the end of a session at the labour ministry that began on Monday.", "session"),
        ("The walkout began on Monday after talks over fares.", "walkout"),  # the talks are a clause of their own
        # words that tell something else beside others, and verbs of two words
        ("Both struck a deal on Monday.", "deal"),
        ("The deal, struck on Monday, fell apart.", "struck"),
        ("The ferry went down on Monday.", "went down"),
        ("The walkout began on 7 March.", "walkout"),  # the month is no march
        ("Thousands joined the march on 7 March.", "march"),
        ("The court ordered it on Monday after both parties claimed fraud.", ""),  # a clause of its own behind the date
    ],
)
def test_a_date_hangs_on_its_event_word(text, word):
    assert [frame.word for frame in frames(article(text)) if frame.date] == [word]


def test_two_dates_of_a_sentence_date_two_events():
    text = "A meeting on June 3 will be followed by a vote on June 9."
    assert [frame.word for frame in frames(article(text)) if frame.date] == ["meeting", "vote"]


@pytest.mark.parametrize(
    ("text", "people", "sides"),
    [
        ("The Dutch envoy Bo Berg met Ada Lind in Geneva.", {"berg", "lind"}, {"netherlands"}),
        ("Ottawa and the White House agreed.", set(), {"canada", "united states"}),
        ("They met the National Rail Company in Oslo on Monday.", {"national rail company"}, {"norway"}),
        ("A Lind-Berg call was planned.", {"lind", "berg"}, set()),
        ("It rained on Monday in May.", set(), set()),
        ("Region Four of the South American state voted, Bo Berg said on X.", {"berg"}, set()),
        ("Clerks in Veshki had worked for Eritrean and Omani observers.", set(), {"eritrea", "oman"}),
        # a capital that only its place asks for names nobody, nor does a place behind "off"
        ("Rail traffic stopped when Ada Lind of the Rail Crew Union spoke.", {"lind", "rail crew union"}, set()),
        ("The Gull sank off Veshki with Ada Lind.", {"gull", "lind"}, set()),
    ],
)
def test_participants_are_people_bodies_and_sides(text, people, sides):
    read = study(article(text))
    who = read.cast.within(Span(0, len(text)))
    assert who.people == people
    assert who.sides == sides


@pytest.mark.parametrize(
    "text",
    [
        "Bo Berg said the Gull sank.",
        "Bo Berg also said the Gull sank.",
        "The Gull sank, Bo Berg, head of the harbour office, told the Slate.",
    ],
)
def test_whoever_only_tells_takes_no_part(text):
    assert "berg" not in study(article(text)).known


def test_a_person_is_on_the_side_that_the_article_gives():
    read = study(article("Then the Dutch envoy Bo Berg spoke."))
    assert read.cast.side_of["berg"] == {"netherlands"}


def test_both_countries_are_the_two_sides_named_before():
    text = "Canada and Norway wrote to Ada Lind and Bo Berg. The two sides met on Wednesday."
    (met,) = (frame for frame in frames(article(text)) if frame.date)
    assert met.who.sides == {"canada", "norway"}
    assert not met.who.people


def test_both_leaders_are_the_two_named_before():
    text = "Chancellor Ada Lind flew to see Premier Bo Berg. The two leaders met on Wednesday."
    frame = next(frame for frame in frames(article(text)) if frame.date)
    assert frame.who.people == {"lind", "berg"}


def test_a_body_is_none_of_two_leaders():
    text = (
        "Chancellor Ada Lind called Premier Bo Berg. It pleased the Rail Council and the Harbour Council. "
        "The two leaders met on Wednesday."
    )
    frame = next(frame for frame in frames(article(text)) if frame.date)
    assert frame.who.people == {"lind", "berg"}


@pytest.mark.parametrize("focus", [0, 150, 320, 590])
def test_a_long_sentence_is_cut_around_its_date(focus):
    body = "the council, after a long night, voted; " * 20
    found = cut(body, Span(0, len(body)), Span(focus, focus + 9))
    assert len(found) <= LIMIT
    assert found.start <= focus
    assert focus + 9 <= found.stop


def test_a_wall_of_capitals_is_read_in_time():
    read = study(article("Ab " * 20_000, day=None))
    assert read.tokens


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A deal, struck on Monday, fell apart.", "deal"),
        ("A drone struck on Monday.", "attack"),
        ("The mayor fired two employees on Monday.", "post"),
        ("The guards fired tear gas on Monday.", "attack"),
        ("The union began a strike on Monday.", "protest"),
        ("A strike on Monday hit the depot.", "attack"),
    ],
)
def test_a_word_of_two_senses_goes_by_the_words_beside(text, kind):
    (frame,) = [frame for frame in frames(article(text)) if frame.date]
    assert frame.kinds == {kind}
