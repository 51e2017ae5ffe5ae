import datetime as dt

import pytest

from corpus.ingest.dates import find_dates

ANCHOR = dt.date(2024, 8, 28)  # a Wednesday


def values(text, anchor=ANCHOR):
    return [mention.interval.iso for mention in find_dates(text, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The fire on August 22 killed nine. A day after the fire the mayor came.", "2024-08-23"),
        ("The court ruled on Monday. An hour after the ruling she wrote to them.", "2024-08-26"),
        ("The vote was on August 25. On the eve of the vote he spoke on radio.", "2024-08-24"),
        ("He spoke on Friday. He had left the day before.", "2024-08-22"),
        ("The court sat on Wednesday 21st August. The hearing, two days after, took long.", "2024-08-23"),
        ("The square was calm last night. Twenty-four hours earlier police had come.", "2024-08-26"),
        ("It came a day after Sunday's vote in the south.", "2024-08-26"),
        ("The mill burnt on August 20. They were taken on the night of the 22nd, all of them.", "2024-08-22"),
        ("On 19 July it was worse. They left on the night of the 4th.", "2024-08-04"),
        ("She left on 19 January 1999. They left on the 24th.", "1999-01-24"),
        ("The oath is on the first day of next month, he said.", "2024-09-01"),
        ("On the last day of March the mill closed.", "2024-03-31"),
        ("On the first day of March 2023 the mill closed.", "2023-03-01"),
    ],
)
def test_a_day_told_from_another(text, last):
    assert values(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "A day after the fire the mayor came.",
        "He had left the day before.",
        "It rained day after day.",
        "She came 4th, and lives on the 4th floor.",
        "She wrote an hour after the ruling.",
    ],
)
def test_nothing_is_told_from_nothing(text):
    assert values(text) == []


def test_the_day_before_that_is_said_of_a_date_is_no_other():
    assert values("On August 12, the day before the crash, he was ill.") == ["2024-08-12"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The count is on 15 and 16 September under control.", ["2024-09-15/2024-09-16"]),
        ("The count is on 3 and 17 September.", ["2024-09-17"]),
        ("The mill burnt on 22. August.", ["2024-08-22"]),
        ("He was 22. August came.", ["2024-08"]),
    ],
)
def test_runs_and_stops(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor, who led in every poll before Sunday's run-off, did not come.", 25),
        ("They prepared for Sunday's vote.", 32),
        ("She called on people to gather on Saturday outside the court.", 31),
        ("People are asked to bring candles on Saturday.", 31),
        ("The two sides agreed to meet again on Saturday.", 31),
        ("“Go home and come back on Saturday with a pencil.”", 31),
        ("The opposition has called a rally for Saturday.", 31),
        ("The case was adjourned to Saturday.", 31),
        ("The next session is on Saturday.", 31),
        ("The service planned for Saturday was cancelled.", 24),
        ("He was asked to leave the building on Saturday.", 24),
        ("She told him to go home on Saturday, he said.", 24),
    ],
)
def test_what_people_are_called_to_lies_ahead(text, day):
    assert values(text) == [(dt.date(2024, 7, 31) + dt.timedelta(day)).isoformat()]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Polls put her ahead for the election in November.", "2024-11"),
        ("He lost the election in November.", "2023-11"),
    ],
)
def test_the_event_that_is_awaited_lies_ahead(text, month):
    assert values(text) == [month]
