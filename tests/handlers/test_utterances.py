import datetime as dt

from corpus.models import Article, Excerpt, Quote, Span
from corpus.results import Said
from handlers.utterances import newest, utterances, whole
from tests.handlers.fake import span

BODY = "The mayor spoke. She called the plan “bold” and “rather late” in a letter. “We will see it through, all of us,” she said."
FAR = "x " * 200


def said(words, body=BODY, **more):
    place = span(body, words)
    quote = Quote(place, **({"speaker": "Ana Lopes", "confidence": 0.9} | more))
    return Said(Excerpt(Article(id="a", body=body), place, quote=quote))


def test_a_fragment_stands_in_its_sentence():
    shown = whole(said("bold").excerpt)
    assert shown.text == "She called the plan “bold” and “rather late” in a letter."
    assert [mark.cut(BODY) for mark in shown.highlights] == ["bold"]


def test_a_sentence_of_ones_own_stands_alone():
    assert whole(said("We will see it through, all of us,").excerpt).text == "We will see it through, all of us,"


def test_a_fragment_of_an_endless_sentence_stands_among_whole_words():
    body = f"He said {FAR}“rather late” {FAR}to her."
    shown = whole(said("rather late", body).excerpt)
    assert "“rather late”" in shown.text
    assert len(shown.text) < 300
    assert not body[shown.span.start - 1].strip()
    assert not body[shown.span.stop].strip()


def test_fragments_of_one_sentence_stand_in_it_together():
    (shown,) = utterances([said("bold"), said("rather late")], speakers=True)
    assert [mark.cut(BODY) for mark in shown.excerpts[0].highlights] == ["bold", "rather late"]


def test_words_shown_before_join_the_sentence_that_holds_them():
    body = "She called the plan “a bold one indeed” and “late” in a letter."
    (shown,) = utterances([said("a bold one indeed", body), said("late", body)], speakers=True)
    assert [mark.cut(body) for mark in shown.excerpts[0].highlights] == ["a bold one indeed", "late"]


def test_fragments_of_two_speakers_stay_apart():
    assert len(utterances([said("bold"), said("rather late", speaker="Rui Lopes")], speakers=True)) == 2


def test_the_newest_comes_first_and_the_undated_last():
    days = [dt.date(2022, 3, 1), None, dt.date(2022, 3, 9)]
    assert [one.excerpt.quote.said_on for one in newest([said("bold", said_on=day) for day in days])] == [
        days[2],
        days[0],
        None,
    ]


def test_a_quote_without_a_sentence_around_it_stays():
    body = "“bold”"
    assert whole(said("bold", body).excerpt).span in Span(0, len(body))
