"""Every list has an example, and the example does what the list says."""

import datetime as dt

import pytest

from corpus.ingest.dates import find_dates, publication_date
from corpus.ingest.dates.lexicon import key, table
from corpus.ingest.figures import find_figures

CALENDAR, TENSE, STAMPS, FIGURES = (table(name) for name in ("calendar", "tense", "stamps", "figures"))
ENTRIES = [
    (entry.get("names") or entry["words"], entry["example"])
    for kind in ("month", "weekday", "relative_day", "step", "part", "season", "feast")
    for entry in CALENDAR[kind]
]
LISTS = [
    (list(entry["words"]), entry["example"])
    for lists in (CALENDAR, TENSE, FIGURES)
    for entry in lists.values()
    if isinstance(entry, dict)
]


@pytest.mark.parametrize(("words", "example"), ENTRIES + LISTS)
def test_an_example_uses_a_word_of_its_list(words, example):
    assert any(key(word) in key(example) for word in words)


@pytest.mark.parametrize("entry", CALENDAR["known_day"], ids=lambda entry: entry["day"])
def test_an_example_of_a_known_day_means_it(entry):
    found = [mention.interval.iso for mention in find_dates(entry["example"], anchor=dt.date(2030, 3, 1))]
    assert found == [entry["day"]]
    for figures in entry.get("figures", ()):
        assert find_dates(f"since {figures}", anchor=dt.date(2030, 3, 1))[0].interval.iso == entry["day"]


@pytest.mark.parametrize("verb", TENSE["timetable"]["words"])
def test_a_timetable_tells_what_is_to_come(verb):
    found = find_dates(f"The museum {verb} September 5.", anchor=dt.date(2024, 6, 10))
    assert [mention.interval.iso for mention in found] == ["2024-09-05"]


@pytest.mark.parametrize(("words", "example"), ENTRIES)
def test_an_example_of_the_calendar_is_a_date(words, example):
    assert find_dates(example, anchor=dt.date(2021, 12, 30))


@pytest.mark.parametrize("language", STAMPS["language"], ids=lambda entry: entry["code"])
def test_a_language_has_twelve_months_and_a_stamp(language):
    assert len(language["months"]) == 12
    assert publication_date(language["example"])[:10] in {"2021-12-31", "2021-12-08", "2021-05-31"}


@pytest.mark.parametrize(
    "name", ["durations", "hedges", "hedges_after", "scales", "signs", "money", "percent", "plurals", "single"]
)
def test_an_example_of_the_figures_holds_one(name):
    assert find_figures(FIGURES[name]["example"])


@pytest.mark.parametrize("name", ["not_a_noun", "breaks"])
def test_what_counts_nothing_is_no_figure(name):
    assert find_figures(FIGURES[name]["example"]) == ()
