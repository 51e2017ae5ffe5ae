import datetime as dt

import pytest

from bot.words import phrase, say
from bot.words.days import days
from corpus.models import Interval
from handlers.messages import msg


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (msg("quotes", n=1), "1 quote"),
        (msg("quotes", n=0), "0 quotes"),
        (msg("quotes", n=12000), "12,000 quotes"),
        (msg("credit.said", day=dt.date(2021, 12, 8)), "said 8 Dec 2021"),
        (msg("dots", parts=("a", msg("quotes", n=2), dt.date(2021, 1, 1))), "a · 2 quotes · 1 Jan 2021"),
        (msg("person.spelled", spellings=("Juri", "Yuri", "Юрий")), "also spelled Juri, Yuri or Юрий"),
        (msg("nothing.named", scope=msg("scope", n=5), name="{x}"), "Not in the corpus: none of 5 articles names {x}."),
        (msg("lines", parts=("a", "b")), "a\nb"),
    ],
)
def test_a_message_is_said(message, text):
    assert say(message) == text


def marked(text, voice):
    return f"{voice[0]}[{text}]"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (msg("quotes.on", n=1, topic="<b>"), "o[1]o[ quote on “]f[<b>]o[”]"),
        (msg("usage.try", example="/quote x"), "o[For example: ]c[/quote x]"),
        (msg("undated"), "o[undated]"),
        (msg("credit.said", day=dt.date(2021, 12, 8)), "o[said ]o[8 Dec 2021]"),
        (msg("dots", parts=("a", msg("quotes", n=2))), "f[a]o[ · ]o[2]o[ quotes]"),
        (msg("person.spelled", spellings=("a", "b", "c")), "o[also spelled ]f[a]o[, ]f[b]o[ or ]f[c]"),
    ],
)
def test_words_from_outside_are_told_from_the_bots_own(message, text):
    assert phrase(message, "en", marked) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((msg("undated"), "x"), "Undated · x"),
        ((msg("credit.said", day=dt.date(2021, 12, 8)),), "Said 8 Dec 2021"),
        (("lee", msg("undated")), "lee · undated"),
        ((msg("chain.outlet", outlet="lee"), "x"), "lee · x"),
        ((msg("dots", parts=(msg("undated"), "x")),), "Undated · x"),
        ((), ""),
    ],
)
def test_a_heading_begins_with_a_capital_where_its_words_are_the_bots(parts, text):
    assert say(msg("check.verdict", parts=parts)) == text


def test_what_is_not_in_the_catalogue_cannot_be_said():
    with pytest.raises(KeyError):
        say(msg("no.such.message"))


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2021-12-08", "8 Dec 2021"),
        ("2021-12", "December 2021"),
        ("2021", "2021"),
        ("2021-12-08/2021-12-31", "8–31 Dec 2021"),
        ("2021-11-30/2021-12-01", "30 Nov – 1 Dec 2021"),
        ("2021-12-31/2022-01-02", "31 Dec 2021 – 2 Jan 2022"),
    ],
)
def test_days_are_as_short_as_they_can_be_read(iso, text):
    assert days(Interval.parse(iso)) == text
