import datetime as dt

import pytest

from corpus.ingest.dates import find_dates

ANCHOR = dt.date(2021, 12, 30)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Мэр сказал во вторник, что встреча пройдёт 10 января 2022 года.", "ru", ["2021-12-28", "2022-01-10"]),
        ("Вчера мэр молчал, завтра скажет.", "ru", ["2021-12-29", "2021-12-31"]),
        ("Мер виступив у середу, а рада збереться 12 січня.", "uk", ["2021-12-29", "2022-01-12"]),
        ("Der Bürgermeister sprach am Montag und am 3. März 2020.", "de", ["2021-12-27", "2020-03-03"]),
        ("Le maire a parlé hier, puis en mars 2020.", "fr", ["2021-12-29", "2020-03"]),
        ("El 3 de marzo de 2020 habló el alcalde.", "es", ["2020-03-03"]),
        ("2021-06-16", "xx", ["2021-06-16"]),
        ("Віктор Середа прийшов. Середа сказав, що в середу дощ.", "uk", ["2021-12-29"]),  # a surname
        ("Середа минула тихо.", "uk", ["2021-12-29"]),
        ("Lundi, le maire a parlé.", "fr", ["2021-12-27"]),
    ],
)
def test_dates_of_other_languages(text, language, values):
    assert [mention.interval.iso for mention in find_dates(text, anchor=ANCHOR, language=language)] == values
