"""Requests in Russian and Ukrainian: what parts them, days, settings; every list shows an example of itself."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.requested import in_english
from corpus.words import word_list
from handlers.arguments import VIA, days, versus, wanted
from handlers.messages import Desk
from handlers.narrow import IN
from handlers.parser import parse
from handlers.spoken import asking, every, setting
from tests.handlers.fake import FakeChats, FakeLibrary


class NewYearsEve:
    def now(self) -> dt.datetime:
        return dt.datetime(2021, 12, 31, 12, tzinfo=dt.UTC)


DESK = Desk(FakeLibrary(), FakeChats(), NewYearsEve())
LISTS = word_list("requests")
ROWS = [(key, row) for key, value in LISTS.items() for row in (value if isinstance(value, list) else [value])]


@pytest.mark.parametrize(("key", "row"), ROWS)
def test_every_list_has_an_example_of_one_of_its_words(key, row):
    named = re.search(r"\[(.+?)\]", row["example"])[1].lower()
    words = row.get("words") or [*row["ru"], *row["uk"]]
    assert named in words, key
    assert len(set(words)) == len(words), key
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(
    ("line", "who", "via", "topic"),
    [
        ("Лопес через Мейер о гавани", "Лопес", "Мейер", "гавани"),
        ("Лопес через Маєра про гавань", "Лопес", "Маєра", "гавань"),
        ("Лопес в передаче Мейер", "Лопес", "Мейер", ""),
        ("Лопес через Мейер на тему гавань", "Лопес", "Мейер", "гавань"),
        ("Lopes via Meyer on the harbour", "Lopes", "Meyer", "the harbour"),
    ],
)
def test_who_said_it_through_whom_on_what(line, who, via, topic):
    found = wanted(line)
    assert (found.who, found.via, found.topic) == (who, via, topic)


@pytest.mark.parametrize(
    ("line", "outlets", "topic"),
    [
        ("Herald против Post о гавани", ("Herald", "Post"), "гавани"),
        ("Herald проти Post щодо гавані", ("Herald", "Post"), "гавані"),
        ("о гавани", None, "гавани"),
    ],
)
def test_one_outlet_against_another(line, outlets, topic):
    assert versus(line) == (outlets, topic)


def test_an_outlet_is_named_after_a_preposition():
    assert IN.search(" в Daily Herald о гавани")["outlet"] == "Daily Herald"
    assert wanted("Лопес в Herald").who == "Лопес in Herald"  # no initial


@pytest.mark.parametrize(
    ("text", "iso", "rest"),
    [
        ("декабрь 2021", "2021-12", ""),
        ("грудень 2021 року", "2021-12", ""),
        ("гавань в декабре 2021 г.", "2021-12", "гавань"),
        ("гавань у грудні 2021", "2021-12", "гавань"),
        ("8 декабря 2021", "2021-12-08", ""),
        ("8-го декабря 2021 года", "2021-12-08", ""),
        ("8 дек. 2021", "2021-12-08", ""),
        ("с 8 по 30 декабря 2021", "2021-12-08/2021-12-30", ""),
        ("гавань від 8 до 30 грудня 2021", "2021-12-08/2021-12-30", "гавань"),
        ("между 8 и 30 декабря 2021", "2021-12-08/2021-12-30", ""),
        ("8..30 декабря 2021", "2021-12-08/2021-12-30", ""),
        ("вчера", "2021-12-30", ""),
        ("сьогодні", "2021-12-31", ""),
        ("позавчора", "2021-12-29", ""),
        ("минулого тижня", "2021-12-20/2021-12-26", ""),
        ("гавань на прошлой неделе", "2021-12-20/2021-12-26", "гавань"),
    ],
)  # fmt: skip
def test_days_are_read(text, iso, rest):
    found, words = days(text, DESK)
    assert found is not None
    assert (found.iso, words) == (iso, rest)


@pytest.mark.parametrize("text", ["гавань Мартинеса", "переговоры с Лопес", "Маянская гавань", "три сестры"])
def test_what_names_no_day_stays_as_it_was_typed(text):
    assert days(text, DESK) == (None, text)


@pytest.mark.parametrize(
    ("line", "page"),
    [("/people стр. 2", 2), ("/people Страница 3", 3), ("/people сторінка 4", 4), ("/people page 5", 5)],
)
def test_a_page_is_asked_for(line, page):
    assert parse(line).page == page
    assert parse(line).args == ""


@pytest.mark.parametrize("word", ["all", "все", "Всё", "усі"])
def test_everything_is_asked_for(word):
    assert every(word)


@pytest.mark.parametrize(
    ("word", "kind", "key"),
    [("Мова", "setting", "language"), ("русский", "value", "ru"), ("выкл", "value", "off"), ("22-7", "value", "22-7")],
)
def test_settings_go_by_their_words(word, kind, key):
    assert setting(word, kind) == key


@given(st.text(max_size=200))
def test_days_in_english_are_made_of_any_text(text):
    assert isinstance(in_english(text), str)
    assert in_english(text.encode("ascii", "ignore").decode()) == text.encode("ascii", "ignore").decode()


def test_long_texts_take_no_long_time():
    for text in ("в декабре " * 20_000, "с " * 100_000, "на прошлой " * 20_000, "декабря" * 30_000):
        assert in_english(text)
        VIA.search(text)


def test_a_weekday_that_is_somebodys_name_is_no_day():
    def named(word):
        return word == "Середа"

    assert in_english("Середа", named) == "Середа"
    assert in_english("середа", named) == "Wednesday"
    assert in_english("в Середа", named) == "on Wednesday"
    assert in_english("Середа") == "Wednesday"


@pytest.mark.parametrize(
    ("language", "month", "question"),
    [("en", "may", "What did {name} say?"), ("ru", "май", "Что говорит {name}?"), ("uk", "травень", "Що каже {name}?")],
)
def test_how_examples_ask(language, month, question):
    spoken = asking(language)
    assert (spoken.months[4], spoken.ask) == (month, question)
