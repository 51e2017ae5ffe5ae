"""Every catalogue has every text, in every plural form, with the same parameters, and says it in its own script."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import HTML, worded
from bot.words import languages, say
from bot.words.catalogue import VARIANT, Entry, Field, catalogue, source
from bot.words.merge import as_po, merged
from bot.words.merge import worded as has_words
from bot.words.phrase import JOINTS, VOICES, WORDED
from bot.words.po import read
from corpus.models import Interval
from handlers import COMMANDS
from handlers.messages import Message, msg

OTHERS = [language for language in languages() if language != "en"]
IDS = sorted(source())
NUMBERS = (0, 1, 2, 5, 11, 21, 22, 25, 101, 111, 1000, 12_000)
CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
SAME_EVERYWHERE = {"language.en", "cite.markdown", "cite.bibtex", "action.cite", "report.number"}
LABELS = ("action.", "length.", "asking.", "start.label.", "language.")
OTHER_LABELS = {"report.number", "report.speaker", "report.outlet", "report.date", "report.remove"}
SLASHED = re.compile(r"(?:^|(?<=\s))/([a-z]+)")
MARKUP = re.compile(r"</?[a-z]+[ >]|\*\*|__|&[a-z]+;")
RUSSIAN_ALONE, UKRAINIAN_ALONE = re.compile("[ыэъё]", re.IGNORECASE), re.compile("[іїєґ]", re.IGNORECASE)
BUTTON, COMMAND, ALERT, INLINE = 30, 256, 200, 64


def places(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each parameter with what becomes of it; the case in which it stands is the language's own affair."""
    for form in entry.forms:
        for field in form:
            if field.name:
                kept = field.form if field.form in (*JOINTS, *WORDED, *VOICES) else ""
                yield field.name, kept


def own(entry: Entry) -> str:
    """The bot's own words in it."""
    return " ".join(field.before for form in entry.forms for field in form)


def sampled(entry: Entry, n: int = 2) -> dict[str, object]:
    """Something to fill each parameter with."""
    found: dict[str, object] = {"n": n}
    for name, form in places(entry):
        if name != "n":
            found[name] = (
                ("Ana Lopes", "Юрий")
                if form in {"dots", "lines", "list", "and", "or", "against", "heading"}
                else "Xinhua"
            )
    return found


def test_there_are_russian_and_ukrainian_texts():
    assert OTHERS == ["ru", "uk"]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_and_nothing_is_left_over(language):
    held = {message.context for message in read(language) if message.id}
    assert held == {id_ for id_, texts in source().items() if any(map(has_words, texts))}


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_translated_from_the_english_that_there_is(language):
    """A changed English text is looked at again: python -m bot.words.merge marks it."""
    unsure = [message.context for message in read(language) if message.fuzzy and message.id]
    english = {message.context: message.id for message in merged(language) if message.id}
    stale = [m.context for m in read(language) if m.id and m.id != english.get(m.context)]
    empty = [
        m.context for m in read(language) if m.id and not all([m.string] if isinstance(m.string, str) else m.string)
    ]
    assert (unsure, stale, empty) == ([], [], [])


@pytest.mark.parametrize("language", OTHERS)
def test_a_merge_changes_nothing_that_is_up_to_date(language):
    once = as_po(merged(language, read(language)))
    assert once.count("msgctxt") == sum(1 for message in read(language) if message.id)
    assert "#, fuzzy" not in once


@pytest.mark.parametrize("language", OTHERS)
def test_texts_have_the_parameters_of_the_english_ones(language):
    for id_, english in catalogue("en").items():
        other = catalogue(language)[id_]
        assert set(places(other)) <= set(places(english)) | {("n", "")}, id_
        assert other.names == english.names, id_


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_has_each_of_its_forms(language):
    for id_ in IDS:
        if len(source()[id_]) > 1:
            entry = catalogue(language)[id_]
            assert [entry.plural(n) for n in (1, 2, 5, 11, 21, 22, 25)] == [0, 1, 2, 2, 0, 1, 2]
            assert len(entry.forms) == 3, id_
            assert len({tells(form) for form in entry.forms}) == 1, f"{id_}: 21 has the form of 1, which hides it"


def tells(form: tuple[Field, ...]) -> bool:
    return any(field.name == "n" for field in form)


@pytest.mark.parametrize("language", OTHERS)
def test_texts_are_in_their_own_script(language):
    foreign = RUSSIAN_ALONE if language == "uk" else UKRAINIAN_ALONE
    for id_ in IDS:
        words = own(catalogue(language)[id_])
        if has_words(words) and id_ not in SAME_EVERYWHERE:
            assert CYRILLIC.search(words), id_
            assert id_.startswith("language.") or not foreign.search(words), id_


@pytest.mark.parametrize("language", languages())
def test_texts_hold_no_markup_and_no_stray_space(language):
    for id_, entry in catalogue(language).items():
        for form in entry.forms:
            text = "".join(f"{field.before}{{}}" for field in form)
            assert not MARKUP.search(text), id_
            assert "  " not in text, id_
            assert text == text.strip(), id_


@pytest.mark.parametrize("language", languages())
def test_every_message_can_be_said(language):
    for id_, entry in catalogue(language).items():
        for n in NUMBERS:
            text = say(Message(id_, sampled(entry, n)), language)
            assert text.strip(), id_
            assert "{" not in text, id_


def shortest(id_: str, language: str) -> str:
    """With parameters of a character: what the text itself takes."""
    filled = {
        name: (("x",) if isinstance(value, tuple) else "x") for name, value in sampled(catalogue(language)[id_]).items()
    }
    return say(Message(id_, filled | {"n": 5}), language)


@pytest.mark.parametrize("language", languages())
def test_labels_fit_their_buttons(language):
    labels = [id_ for id_ in IDS if id_.startswith(LABELS) or id_ in OTHER_LABELS]
    assert len(labels) > 50
    assert {id_: told for id_ in labels if len(told := shortest(id_, language)) > BUTTON} == {}


@pytest.mark.parametrize("language", languages())
def test_menus_and_alerts_keep_within_telegrams_limits(language):
    assert all(1 <= len(say(command.menu, language)) <= COMMAND for command in COMMANDS.values())
    alerts = [id_ for id_ in IDS if id_.startswith(("telegram.", "only."))]
    assert [id_ for id_ in alerts if len(shortest(id_, language)) > ALERT] == []
    assert [id_ for id_ in ("telegram.find", "telegram.open") if len(shortest(id_, language)) > INLINE] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_command_in_a_text_is_one_that_there_is(language):
    for id_, entry in catalogue(language).items():
        named = set(SLASHED.findall(own(entry)))
        assert named <= COMMANDS.keys(), id_
        assert named == set(SLASHED.findall(own(catalogue("en")[id_]))), id_


def test_a_variant_belongs_to_a_message_and_is_asked_for():
    asked = {
        field.form
        for language in languages()
        for e in catalogue(language).values()
        for form in e.forms
        for field in form
    }
    for id_ in IDS:
        base, _, variant = id_.partition(VARIANT)
        if variant:
            assert base in source()
            assert source()[id_] == source()[base]
            assert variant in asked
    known = {id_.partition(VARIANT)[2] for id_ in IDS} | {*JOINTS, *WORDED, *VOICES}
    assert asked <= known


@pytest.mark.parametrize(
    ("language", "message", "text"),
    [
        ("ru", msg("quotes", n=1), "1 цитата"),
        ("ru", msg("quotes", n=3), "3 цитаты"),
        ("ru", msg("quotes", n=12), "12 цитат"),
        ("ru", msg("quotes", n=21), "21 цитата"),
        ("ru", msg("quotes", n=12_000), "12\u00a0000 цитат"),
        ("uk", msg("articles", n=1), "1 стаття"),
        ("uk", msg("articles", n=4), "4 статті"),
        ("uk", msg("articles", n=111), "111 статей"),
        ("ru", msg("credit.said", day=dt.date(2021, 12, 8)), "сказано 8 дек. 2021"),
        ("uk", msg("credit.said", day=dt.date(2021, 12, 8)), "сказано 8 груд. 2021"),
        ("ru", msg("days", days=Interval.parse("2021-12")), "декабрь 2021"),
        ("uk", msg("days", days=Interval.parse("2021-11-30/2021-12-01")), "30 лист. – 1 груд. 2021"),
        ("ru", msg("person.spelled", spellings=("Juri", "Yuri", "Jurij")), "встречается и как Juri, Yuri или Jurij"),
        ("uk", msg("picture.more", what=(msg("points", n=2), msg("outlets", n=5))), "і ще: 2 пункти і 5 видань"),
        ("ru", msg("nothing.answer", scope=msg("scope", n=21)), "Нет в корпусе: в 21 статье на это нет ответа."),
        ("uk", msg("compare.only", scope=msg("scope", n=2)), "Лише тут, з 2 статей"),
        ("ru-RU", msg("undated"), "без даты"),
        ("be", msg("undated"), "без даты"),
        ("uk_UA.UTF-8", msg("undated"), "без дати"),
        ("de", msg("undated"), "undated"),
        ("C", msg("undated"), "undated"),
        ("", msg("undated"), "undated"),
    ],
)  # fmt: skip
def test_a_message_is_said_in_a_language(language, message, text):
    assert say(message, language) == text


@given(
    st.sampled_from(IDS), st.sampled_from(languages()), st.integers(0, 10_000_000),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=40),
)  # fmt: skip
def test_words_from_outside_stay_as_they_are_in_every_language(id_, language, n, foreign):
    entry = catalogue(language)[id_]
    filled = {
        name: (foreign, n) if isinstance(value, tuple) else (n if name == "n" else foreign)
        for name, value in sampled(entry, n).items()
    }
    assert "<script" not in worded(Message(id_, filled | {"n": n}), HTML, language)
    plain = [form for name, form in places(entry) if name != "n"]
    if plain:
        assert foreign in say(Message(id_, filled | {"n": n}), language) or entry.plural(n) == 0
