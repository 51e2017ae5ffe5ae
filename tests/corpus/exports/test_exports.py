"""Files of other programs: nothing calculated, nothing broken, nothing more than excerpts and facts."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.exports import Row, calendar, comma_separated, cut, fields, json_text, planned, timelinejs
from corpus.exports.icalendar import escaped, folded
from corpus.exports.tables import FIELDS, safe
from corpus.models import Article, Basis, Excerpt, Hop, Interval, Kind, Person, Provenance, Quote, Role, Span

BODY = "The ferry, “Ana; Rui”, sails on Monday. “=1+1 is what we owe,” Ana Lopes said. It was late again."
FERRY = Article(
    id="f1", title="Ferry", body=BODY, published="2022-03-08", published_basis=Basis.STATED, url="https://ferry.example/a?b=1&c=2",
    provenance=Provenance((Hop("Ferry Post", Role.AUTHOR, Basis.STATED),)),
)  # fmt: skip
MONDAY = Interval.day(dt.date(2022, 3, 14))
NOON = dt.datetime(2022, 3, 9, 14, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


def row(words, /, **more):
    at = BODY.index(words)
    span = Span(at, at + len(words))
    quote = Quote(span, "Ana Lopes", said_on=dt.date(2022, 3, 7)) if words.startswith("=") else None
    return Row(Excerpt(FERRY, span, quote=quote), **more)


SAILS = row("The ferry, “Ana; Rui”, sails on Monday.", event=1, when=MONDAY, words=("ferry", "sailing"))
OWED = row("=1+1 is what we owe,", event=2, when=Interval.month(2022, 3))


def unfolded(content):
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_table_has_a_row_an_excerpt_with_its_facts():
    found = list(csv.DictReader(io.StringIO(comma_separated(fields([SAILS, OWED])).decode("utf-8-sig"))))
    assert found[0]["text"] == "The ferry, “Ana; Rui”, sails on Monday."
    assert (
        found[0] | {"when": "2022-03-14", "called": "ferry, sailing", "outlet": "Ferry Post", "speaker": ""} == found[0]
    )
    assert (
        found[1] | {"speaker": "Ana Lopes", "said_on": "2022-03-07", "when": "2022-03", "published": "2022-03-08"}
        == found[1]
    )
    assert found[1]["text"] == "'=1+1 is what we owe,"


def test_json_has_the_same_fields_with_nulls():
    first, second = json.loads(json_text(fields([SAILS, OWED])))
    assert tuple(first) == FIELDS
    assert (first["speaker"], second["text"]) == (None, "=1+1 is what we owe,")
    assert BODY[second["start"] : second["stop"]] == second["text"]


def test_people_are_a_table_of_their_own():
    rows = csv.DictReader(
        io.StringIO(comma_separated(fields([Person("Ana Lopes", roles=("Mayor",), quotes=3)])).decode("utf-8-sig"))
    )
    assert [(one["name"], one["role"], one["quotes"]) for one in rows] == [("Ana Lopes", "Mayor", "3")]


def test_an_empty_table_has_its_head():
    assert comma_separated([]).decode("utf-8-sig").strip() == ",".join(FIELDS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\u00a0=1", "\0=1"]
)
def test_no_cell_is_a_formula(text):
    assert safe(text).startswith("'")


@given(ANY)
def test_no_text_is_a_formula(text):
    shown = safe(text)
    assert shown.lstrip()[:1] not in set("=+-@＝＋－＠")
    assert shown.removeprefix("'") == text.replace("\0", "") or shown == text.replace("\0", "")


@given(st.lists(st.dictionaries(st.just("text"), ANY, min_size=1), min_size=1, max_size=5))
def test_a_table_is_read_back_as_it_was_written(records):
    rows = list(csv.reader(io.StringIO(comma_separated(records).decode("utf-8-sig"), newline="")))
    assert [value for (value,) in rows[1:] if value] == [value for one in records if (value := safe(one["text"]))]


@given(st.text(max_size=300))
def test_lines_of_a_calendar_are_short_and_whole(text):
    found = folded(f"SUMMARY:{escaped(text)}")
    (line, end) = unfolded(found)
    assert end == ""
    back = (
        line.removeprefix("SUMMARY:")
        .replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\0", "\\")
    )
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert (
        back
        == "".join(c for c in plain if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))
        .encode("utf-8", "replace")
        .decode()
    )


def test_a_calendar_has_an_entry_a_planned_day():
    lines = unfolded(calendar([SAILS], NOON, "Dateline"))
    assert lines[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"]
    assert {
        "DTSTART;VALUE=DATE:20220314",
        "DTEND;VALUE=DATE:20220315",
        "DTSTAMP:20220309T120000Z",
        "SUMMARY:Ferry\\, sailing",
    } <= set(lines)
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DESCRIPTION:“The ferry\\, “Ana\\; Rui”\\, sails on Monday.”\\nFerry Post\\, 8 Mar 2022" in lines


def test_our_own_account_in_a_brief_stands_without_marks():
    brief = replace(FERRY, kind=Kind.BRIEF)
    ours, said = (
        replace(one, event=1, when=MONDAY, excerpt=replace(one.excerpt, article=brief)) for one in (SAILS, OWED)
    )
    (line,) = [line for line in unfolded(calendar([ours, said], NOON, "x")) if line.startswith("DESCRIPTION:")]
    assert line.startswith("DESCRIPTION:The ferry\\, “Ana\\; Rui”\\, sails on Monday.\\n")
    assert "\\n“=1+1 is what we owe\\,”\\n" in line


def test_an_entry_keeps_its_name_whenever_it_is_made():
    made = [unfolded(calendar([SAILS], NOON + dt.timedelta(days=n), "x")) for n in (0, 30)]
    uids = {line for lines in made for line in lines if line.startswith("UID:")}
    assert len(uids) == 1
    other = replace(SAILS, when=Interval.day(dt.date(2022, 3, 15)))
    assert not uids & set(unfolded(calendar([other], NOON, "x")))


def test_a_plan_for_a_year_is_no_entry():
    assert planned([replace(SAILS, when=Interval.year(2022)), SAILS, replace(SAILS, when=None)]) == (SAILS,)


def test_a_timeline_has_a_slide_an_event():
    found = json.loads(
        timelinejs([SAILS, replace(SAILS, event=1), OWED, replace(OWED, event=3, when=None)], "Dateline: <x>")
    )
    assert found["title"]["text"]["headline"] == "Dateline: &lt;x&gt;"
    first, second = found["events"]
    assert first["start_date"] == {"year": 2022, "month": 3, "day": 14}
    assert second["start_date"] == {"year": 2022, "month": 3}
    assert "end_date" not in first
    assert first["text"]["headline"] == "Ferry, sailing"
    assert 'href="https://ferry.example/a?b=1&amp;c=2"' in first["text"]["text"]
    assert len({one["unique_id"] for one in found["events"]}) == 2


def test_a_stretch_of_days_has_an_end():
    days = Interval(dt.date(2022, 3, 14), dt.date(2022, 3, 16))
    (found,) = json.loads(timelinejs([replace(SAILS, when=days)], "x"))["events"]
    assert (found["start_date"]["day"], found["end_date"]["day"]) == (14, 16)


def test_no_export_gives_a_whole_body():
    body = " ".join(f"Sentence number {n} tells of one more thing that went on in the harbour." for n in range(100))
    article = replace(FERRY, body=body)
    starts = range(0, len(body) - 80, 80)
    pairs = list(cut([Row(Excerpt(article, Span(at, at + 80))) for at in starts]))
    assert len(pairs) == len(starts)
    assert 0 < sum(len(words) for _, words in pairs) <= len(body) // 3


def test_an_outlet_s_own_sentence_is_cut_and_an_utterance_is_not():
    article = replace(FERRY, body="word " * 200)
    own = Excerpt(article, Span(0, 900))
    said = replace(own, quote=Quote(Span(0, 900), "Ana Lopes"))
    (_, short), (_, whole) = cut([Row(own), Row(said)])
    assert len(short) <= 300
    assert short.endswith("…")
    assert len(whole) == 899


def test_a_sentence_around_an_utterance_is_its_outlet_s_own():
    body = " ".join(f"“Words {n},” Ana Lopes said of one more thing that went on in the harbour." for n in range(100))
    article = replace(FERRY, body=body)
    size = len(body) // 100
    rows = [
        Row(Excerpt(article, Span(at, at + size), quote=Quote(Span(at + 1, at + 9), "Ana Lopes")))
        for at in range(0, len(body) - size, size)
    ]
    assert 0 < sum(len(words) for _, words in cut(rows)) <= len(body) // 3


def test_the_same_words_on_two_slides_have_two_names():
    found = json.loads(timelinejs([SAILS, replace(SAILS, event=2)], "x"))["events"]
    assert len({one["unique_id"] for one in found}) == len(found) == 2
