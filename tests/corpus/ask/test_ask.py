import datetime as dt

import pytest

from corpus import store
from corpus.ask.lists import abroad, alike, measures, openings, stemmed, told_as
from corpus.ask.question import Asks, read_question
from corpus.ask.spelling import Speller, meant_stop
from corpus.library import open_library
from corpus.models import Article, DateMention, Interval
from corpus.words import fold, stem, word_list
from tests.corpus.stories import chain, span, stories


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('ask')}/corpus.db"
    store.build(stories(), url)
    return open_library(url)


def best(library, question):
    excerpts = library.ask(question).excerpts
    return excerpts[0].text if excerpts else None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who built the ferry?", "built by Lars Brandt"),
        ("who bilt the fery", "built by Lars Brandt"),
        ("How long did the repair take?", "about an hour"),
        ("How much did the repair cost?", "1,200 crowns"),
        ("Where is Brandt?", "workshop in Gotland"),
        ("what did okafor say about the hull", "We repaired the hull"),
        ("How many windows does the lighthouse have?", "12 windows"),
        ("Who warned about ships without lights?", "no ship may sail"),
        ("When will the ferry sail again?", "in March"),
        ("What happened on 2 March 2020?", "said on Monday"),
        ("what happened on 2 march 2020", "said on Monday"),
    ],
)
def test_the_sentence_that_answers_comes_first(library, question, words):
    assert words in best(library, question)


@pytest.mark.parametrize(
    ("question", "reason", "missing"),
    [
        ("What did Macron say about the ferry?", "name", "Macron"),
        ("Who won the regatta in 2024?", "word", "2024"),
        ("Why do volcanoes erupt?", "word", "volcanoes"),
        ("?!", "empty", None),
        ("what is it about", "empty", None),
        ("' OR 1=1 --", "empty", None),
        ("-1", "empty", None),
        ("12 40 1,200", "empty", None),
    ],
)
def test_a_refusal_says_what_stands_nowhere(library, question, reason, missing):
    refusal = library.ask(question).refusal
    assert refusal.reason == reason
    assert missing is None or missing in refusal.missing


LANDED = (
    "The Maren landed 40 crates at Visby on Monday, and two boats took her crew of nine ashore. "
    "Life on board was quiet, her captain Okafor said in a long talk. The red lines on her hull are worn. "
    "Okafor is wed to the sea and told the town so, and the town bought 300 of the crates."
)


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('landed')}/corpus.db"
    page = Article(id="l", body=LANDED, published="2020-03-10", source="l.txt", provenance=chain("Herald"))
    store.build((page,), url)
    return open_library(url)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many crates did the Maren land?", None),
        ("How many boats took the crew ashore?", None),
        ("How many submarines did the Maren land?", "submarines"),
        ("How many old submarines did the Maren land at Visby?", "submarines"),
        ("How many tanks did the Maren land?", "tanks"),  # no mistyped talk
        ("How many lifeboats did the Maren have?", "lifeboats"),  # no life here and a boat there
        ("Who is Okafor's wife?", "wife"),  # nor is anybody wed
        ("What colour were the red lines?", "colour"),
        ("How many crtaes did the Maren land?", None),
    ],
)
def test_what_is_counted_or_had_must_stand_somewhere(landed, question, missing):
    refusal = landed.ask(question).refusal
    assert (refusal and refusal.missing) == (missing and (missing,))


WRECK = (
    "The ferry Maren sank off Gotland on Monday. Nine people died and 30 passengers were rescued. "
    "The captain was Ines Okafor. The strike of the pilots began in May. The waves reached four meters."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Сколько людей погибло?", "died"),
        ("Скільки людей загинуло?", "died"),
        ("Сколько пассажиров спасли?", "30 passengers"),
        ("Скільки пасажирів врятували?", "30 passengers"),
        ("Кто был капитаном?", "captain"),
        ("Хто був капітаном?", "captain"),
        ("Когда затонул паром?", "on Monday"),
        ("Коли затонув паром?", "on Monday"),
        ("Когда началась забастовка?", "in May"),
        ("Коли почався страйк?", "in May"),
        ("Які були хвилі?", "waves"),
        ("Какие были волны?", "waves"),
        ("Сколько танков затонуло?", None),
        ("Скільки літаків врятували?", None),
    ],
)
def test_plain_questions_in_other_letters(tmp_path, question, words):
    page = Article(id="w", body=WRECK, published="2020-05-12", source="w.txt", provenance=chain("Herald"))
    store.build((page,), f"sqlite:///{tmp_path}/corpus.db")
    found = best(open_library(f"sqlite:///{tmp_path}/corpus.db"), question)
    assert (found is None) if words is None else words in found


RISEN = (
    "The waves at Visby reached four meters on Monday. The pilot, Lars Brandt, 52, saw them. "
    "Jonna Pihl teaches at the school. “We ran,” the 34-year-old said. The ferry stayed in port with 90 guests. "
    "The guild suspended its search for the old anchor on 4 May. About 300 employees joined the walkout."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How high were the waves?", "four meters"),
        ("How tall were the waves?", "four meters"),
        ("How heavy was the anchor?", None),
        ("How old is the pilot?", "52"),
        ("How old is Jonna Pihl?", "34-year-old"),
        ("How old is the ferry?", None),
        ("How fast is the ferry?", None),
        ("When did the search end?", "suspended its search"),
        ("How many workers went on strike?", "300 employees"),
        ("How many guests stayed in port?", "90 guests"),
        ("How many schools are there?", None),  # the school is named, and no number of schools
    ],
)
def test_a_measure_needs_its_units_and_other_words_tell_the_same(tmp_path, question, words):
    page = Article(id="r", body=RISEN, published="2020-05-05", source="r.txt", provenance=chain("Herald"))
    store.build((page,), f"sqlite:///{tmp_path}/corpus.db")
    found = [one.text for one in open_library(f"sqlite:///{tmp_path}/corpus.db").ask(question).excerpts]
    assert any(words in one for one in found) if words else not found


THREAT = (
    "In the long talk of the two, the second of the week, Pihl asked the pilots for calm, while Brandt said that bans "
    "threatening the town could end the trade. Pihl repeated her threat of bans. The refusal of the guild was short."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did Pihl threaten bans?", "her threat of bans"),
        ("Did Brandt threaten bans?", "Brandt said"),
        ("What did the guild refuse?", "The refusal"),
    ],
)
def test_the_noun_of_a_deed_tells_of_it(tmp_path, question, words):
    page = Article(id="t", body=THREAT, published="2020-05-05", source="t.txt", provenance=chain("Herald"))
    store.build((page,), f"sqlite:///{tmp_path}/corpus.db")
    assert words in best(open_library(f"sqlite:///{tmp_path}/corpus.db"), question)


def test_a_refusal_names_the_nearest(library):
    assert library.ask("What did Oxforz say?").refusal.near is not None
    assert (
        "okafor" in library.ask("What did Okefors say about Zanzibar?").refusal.near
        or best(library, "Okefors") is not None
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Anders warn about ships?", "no ship may sail"),
        ("What did Okafor say about the ferry?", "would sail again"),
        ("What did Anders say about the hull?", None),  # Okafor did
        ("What did Brandt say about the hull?", None),  # he is named, and says nothing of it
        ("What did the harbour office say about the repair?", "40 minutes longer"),
    ],
)
def test_what_somebody_said_is_nobody_elses_words(library, question, words):
    found = library.ask(question)
    assert (found.refusal is None) == (words is not None)
    assert words is None or words in found.excerpts[0].text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How long did the repair of 2 March 2020 last?", True),
        ("How long was the call on 2 March 2020?", False),  # the call is of the 9th
        ("How long was the call on 9 March 2020?", True),
    ],
)
def test_a_day_that_is_named_binds(tmp_path, question, told):
    body = "The council's call on 9 March took 50 minutes. It was the second call about the repair."
    day = DateMention(span(body, "9 March"), Interval.day(dt.date(2020, 3, 9)))
    call = Article(
        id="call", body=body, published="2020-03-10", source="call.txt", provenance=chain("Herald"), dates=(day,)
    )
    store.build((*stories(), call), f"sqlite:///{tmp_path}/corpus.db")
    found = open_library(f"sqlite:///{tmp_path}/corpus.db").ask(question)
    assert bool(found.excerpts) == told
    assert all((one.article.id == "call") == ("call" in question) for one in found.excerpts)


def test_a_country_that_stands_nowhere_is_no_mistyped_word(library):
    assert library.ask("Who built the ferry of France?").refusal.near == ()


@pytest.mark.parametrize("question", ["Who is the president of Latvia?", "Who met in Latvia?"])
def test_a_country_is_no_mistyped_word_whatever_is_near(tmp_path, question):
    body = "Latvio Brandt said that the president of the guild, Ines Okafor, met nobody."
    article = Article(id="a", body=body, published="2020-03-10", source="a.txt", provenance=chain("Herald"))
    store.build((article,), f"sqlite:///{tmp_path}/corpus.db")
    assert open_library(f"sqlite:///{tmp_path}/corpus.db").ask(question).refusal.near == ()


MET = (
    "The delegations spoke of prices in a long talk. The talks of the guilds are planned for 14 May. "
    "Whoever takes a place in the hall must come early. "
    "The leaders of other unions thank the guild of pilots. The pilots’ general secretary, Ines Okafor, left on Friday."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the talks take place?", "14 May"),
        ("When are the talks to be held?", "14 May"),
        ("Коли відбудуться переговори?", "14 May"),
        ("Когда состоятся переговоры?", "14 May"),
        ("Who leads the pilots?", "Okafor"),
        ("Who heads the guild of pilots?", "Okafor"),  # nothing here is headed, and nobody means "herds"
        ("Who is the head of the pilots?", "Okafor"),
    ],
)
def test_what_is_asked_for_goes_before_what_repeats_the_question(tmp_path, question, words):
    days = (DateMention(span(MET, "14 May"), Interval.day(dt.date(2020, 5, 14))),)
    met = Article(id="met", body=MET, published="2020-05-04", source="met.txt", provenance=chain("Herald"), dates=days)
    store.build((*stories(), met), f"sqlite:///{tmp_path}/corpus.db")
    assert words in best(open_library(f"sqlite:///{tmp_path}/corpus.db"), question)


def test_both_outlets_are_shown_where_they_differ(library):
    found = library.ask("How long did the repair last?").excerpts
    assert {excerpt.article.id for excerpt in found[:3]} >= {"harbour", "ledger"}


def test_the_order_is_the_same_on_every_run(library):
    runs = {tuple(one.span for one in library.ask("repair of the ferry").excerpts) for _ in range(3)}
    assert len(runs) == 1


VOCABULARY = {
    word: (stem(word), 3)
    for word in [
        "appletalk",
        "escalation",
        "borders",
        "lines",
        "talk",
        "red",
        "weapon",
        "london",
        "peskov",
        "described",
    ]
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bordres", "borders"),
        ("weapn", "weapon"),
        ("escaltaion", "escalation"),
        ("peskof", "peskov"),
        ("Песков", "peskov"),
        ("descritbed", "described"),
    ],
)
def test_unknown_words_stand_for_the_nearest(typed, meant):
    forms = Speller(VOCABULARY).forms(fold(typed), stem(fold(typed)))
    assert forms[0][0] == stem(meant)
    assert 0 < forms[0][1] <= 1


@pytest.mark.parametrize(
    ("typed", "meant"), [("londonian", "london"), ("borderes", "borders"), ("wepons", "weapon"), ("tolking", "talk")]
)
def test_endings_are_forgiven(typed, meant):
    assert stem(meant) in dict(Speller(VOCABULARY).forms(typed, stem(typed)))


@pytest.mark.parametrize("typed", ["zzzzz", "40", "qi", "volcano"])
def test_what_is_near_nothing_stands_for_nothing(typed):
    assert Speller(VOCABULARY).forms(typed, stem(typed)) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "длительность паромов",
            "long паромов",
        ),  # what a difference is of need not stand anywhere; nobody tells of ferries
        ("відбуксирований баркас", "відбуксирований баркас"),
        ("Висбю на 2020", "visby на 2020"),
        ("the call", "the call"),
    ],
)
def test_words_of_another_script_are_put_into_the_corpuses(typed, meant):
    assert Speller(VOCABULARY | {"visby": ("visby", 3)}).rendered(typed) == meant


def test_words_written_together_and_apart_meet():
    speller = Speller(VOCABULARY)
    assert speller.joined("apple", "talk") == stem("appletalk")
    assert speller.joined("appel", "talk") == stem("appletalk")
    assert speller.parted("redlines") == (stem("red"), stem("lines"))


@pytest.mark.parametrize(
    ("typed", "stop"),
    [
        ("wat", "what"),
        ("whihc", "which"),
        ("undre", "under"),
        ("teh", "the"),
        ("woere", "where"),
        ("war", None),
        ("ferry", None),
        ("x", None),
    ],
)
def test_mistyped_stop_words(typed, stop):
    assert meant_stop(typed) == stop


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who said it?", Asks.WHO),
        ("who is Okafor", Asks.MEANING),
        ("who is the head of the guild", Asks.WHO),
        ("When did it sail?", Asks.WHEN),
        ("in what year did the war end", Asks.WHEN),
        ("How long did it last?", Asks.DURATION),
        ("сколько длился разговор?", Asks.DURATION),
        ("how many ships", Asks.COUNT),
        ("Where did the ship sink?", Asks.WHERE),
        ("the ferry where", Asks.WHERE),
        ("Did the ferry sail?", Asks.ANYTHING),
        ("Woere did the ship sink?", Asks.WHERE),
        ("Hwo many ships", Asks.COUNT),
    ],
)
def test_what_a_question_asks_for(text, asks):
    assert read_question(text, Speller(VOCABULARY)).asks is asks


def test_the_lists_are_whole():
    assert all("example" in table for table in word_list("questions").values())
    assert {kind for _, kind in openings()} <= set(Asks)
    assert all(len(group) > 1 for group in alike().values())
    assert all(abroad().values())
    assert all(one != other for one, other in told_as().items())
    assert all(measures().values())
    assert all(len(set(roots)) == len(roots) for roots in abroad().values())
    assert stemmed("fillers")


def test_a_copy_is_no_further_answer_and_is_told_of(tmp_path):
    told = (
        "The pilots of the outer harbour voted on Tuesday to guide no ship at night until the two lights on the mole "
        "burn again. The vote was close. Their speaker, Jonna Pihl, said that the town had promised new lamps in May, "
        "and that nobody had seen a lamp since. The harbour office answered that the lamps lie in a store at Visby, and "
        "that a boat will bring them as soon as the wind allows it, by the end of the week at the latest."
    )
    first = Article(id="a", body=told, published="2021-05-04", source="a", provenance=chain("Herald"))
    copy = Article(
        id="b", body=f"VISBY (Wire) — {told}", published="2021-05-05", source="b", provenance=chain("Ledger")
    )
    store.build((first, copy), f"sqlite:///{tmp_path}/c.db")
    found = open_library(f"sqlite:///{tmp_path}/c.db").ask("Where do the lamps of the harbour office lie?")
    assert len({one.article.witness for one in found.excerpts}) == 1
    at = next(n for n, one in enumerate(found.excerpts) if "lie in a store" in one.text)
    assert {found.excerpts[at].article.id, *(one.article.id for one in found.also[at])} == {"a", "b"}
    assert all("lie in a store" in one.text for one in found.also[at])
