import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from bot.render import HTML, PLAIN, TERMINAL, label, pages
from bot.render.credits import credit
from bot.render.excerpts import words_of
from bot.render.guard import ISOLATE, JOINER, POP, neutral
from corpus.models import Article, Basis, Excerpt, Hop, Kind, Provenance, Quote, Role, Span
from handlers.messages import Action, Answer, Request, Section, Status, msg
from tests.bot.render.strategies import answers

TOLERANT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
CHAIN = Provenance((Hop("Harbour Times", Role.AUTHOR, Basis.INFERRED, "state"),))


def units(text):
    return len(text.encode("utf-16-le")) // 2


class Checker(HTMLParser):
    """Well-formed, with Telegram's tags alone."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        assert tag in {"b", "i", "a", "code", "blockquote"}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def text_of(page):
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert not checker.open
    return "".join(checker.text)


def told(body, words="", /, *, heading="q", **more):
    quote = more.pop("quote", None)
    article = Article(id="a", body=body, published="2021-12-08", published_basis=Basis.STATED, provenance=CHAIN, **more)
    start = body.index(words) if words else 0
    span = Span(start, start + len(words or body))
    excerpt = Excerpt(article, span, quote=Quote(span, **quote) if quote else None)
    return Answer(Status.OK, msg("article.title", title=heading), (Section(excerpts=(excerpt,), spoken=bool(quote)),))


@TOLERANT
@given(answers())
def test_each_page_is_valid_and_within_the_limit(answer):
    for page in pages(answer, HTML):
        assert text_of(page).strip()
        assert units(page) <= 4096


@TOLERANT
@given(answers())
def test_each_excerpt_stands_with_its_credit_on_its_page(answer):
    for page in pages(answer, HTML):
        assert len(re.findall("<blockquote", page)) == len(re.findall(r"\n   <i>", page))
        assert len(re.findall("</blockquote>\n   <i>", page)) == len(re.findall("<blockquote", page))


@TOLERANT
@given(answers())
def test_no_word_of_an_excerpt_is_lost(answer):
    shown = "".join(
        ch for page in pages(answer, HTML) for ch in text_of(page) if not ch.isspace() and ch not in f"…{JOINER}"
    )
    for section in answer.sections:
        for excerpt in section.excerpts:
            words = "".join(neutral(excerpt.text).replace("…", "").split())
            assert words in shown or units(words) > 300  # longer ones may be split, which the next test holds


@TOLERANT
@given(answers())
def test_only_credits_are_indented_in_plain_text(answer):
    text = "\n".join(pages(answer, PLAIN))
    shown = sum(len(section.excerpts) for section in answer.sections)
    assert sum(line.startswith("   ") for line in text.split("\n")) == shown
    assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\x1b\x00")
    assert text.count(ISOLATE) == text.count(POP)


def test_a_long_excerpt_is_split_and_each_piece_carries_the_credit():
    body = "".join(f"word{n} <&> " for n in range(2000))
    answer = told(body)
    split = pages(answer, HTML)
    assert len(split) > 2
    assert all("Harbour Times (inferred; state), 8 Dec 2021" in page for page in split)
    pieces = [html.unescape(re.search(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.DOTALL)[1]) for page in split]
    assert "".join(piece.strip("“”… ") + " " for piece in pieces).split() == body.split()


def test_short_sections_share_a_page_and_long_ones_do_not():
    section = told("x" * 280).sections[0]
    answer = Answer(Status.OK, msg("article.title", title="q"), (section,) * 30)
    found = pages(answer, HTML)
    assert 2 < len(found) < 6
    assert sum(page.count("<blockquote") for page in found) == 30


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (told("He said “the sea is calm” today.", "the sea is calm", quote={"speaker": "Ana Lopes", "confidence": 0.9}), ["“the sea is calm”", "   Ana Lopes · day not stated · Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("He said “the sea is calm” today.", "the sea is calm", quote={"speaker": "Ana Lopes", "confidence": 0.6}), ["“the sea is calm”", "   probably Ana Lopes · day not stated · Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("He said “the sea is calm” today.", "the sea is calm", quote={"speaker": "Ana Lopes", "confidence": 0.3}), ["“the sea is calm”", "   speaker not known · day not stated · Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("The sea is calm. It rains.", "The sea is calm."), ["“The sea is calm.”", "   Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("The sea is calm and blue.", "sea is calm"), ["“… sea is calm …”", "   Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("We tell it so.", kind=Kind.BRIEF), ["We tell it so.", "   Dateline's summary of Harbour Times's article · Harbour Times (inferred; state), 8 Dec 2021 · no link"]),
        (told("Two\nlines.", url="https://h.example/1"), ["“Two lines.”", "   Harbour Times (inferred; state), 8 Dec 2021 · link: https://h.example/1"]),
    ],
)  # fmt: skip
def test_the_look(answer, lines):
    assert pages(answer, PLAIN) == ["q\n\n" + "\n".join(lines)]


def test_html_of_one_excerpt():
    excerpt = f"<blockquote>“Ask @{JOINER}ana &lt;now&gt; at evil.{JOINER}example”</blockquote>"
    credited = 'Harbour Times (inferred; state), 8 Dec 2021 · <a href="https://h.example/?a&amp;b">link</a>'
    found = pages(told("Ask @ana <now> at evil.example", url="https://h.example/?a&b"), HTML)
    assert found == [f"<b>q</b>\n\n{excerpt}\n   <i>{credited}</i>"]


def test_highlights_are_set_in_what_is_shown():
    body = "It took  50 minutes, they said."
    at = body.index("50")
    excerpt = Excerpt(Article(id="a", body=body), Span(0, len(body)), (Span(at, at + 10),))
    answer = Answer(Status.OK, msg("article.title", title="q"), (Section(excerpts=(excerpt,)),))
    assert "“It took <b>50 minutes</b>, they said.”" in pages(answer, HTML)[0]


def test_words_around_the_heading_cannot_be_forged():
    page = pages(told("x", heading="<b>@all</b>\n   said 8 Dec"), HTML)[0]
    assert page.startswith(f"<b>&lt;b&gt;@{JOINER}all&lt;/b&gt; said 8 Dec</b>\n")


def test_a_terminal_takes_brackets_as_text():
    from rich.text import Text

    shown = Text.from_markup(pages(told("[bold]not bold[/bold] \\[x]"), TERMINAL)[0]).plain
    assert "“[bold]not bold[/bold] \\[x]”" in shown


@pytest.mark.parametrize(("name", "shown"), [("a\nb", "a b"), ("x" * 99, "x" * 47 + "…"), ("\u202eabc", "abc")])
def test_labels_fit_a_button(name, shown):
    assert label(Action(msg("action.name", name=name), Request("ask"))) == shown


def test_a_page_of_lists_has_no_empty_lines():
    sections = tuple(Section(title=msg("article.title", title=t)) for t in "abc")
    assert pages(Answer(Status.OK, msg("article.title", title="q"), sections), PLAIN) == ["q\n\na\nb\nc"]


def test_credit_names_the_relay():
    answer = told(
        "“x y z w”", "x y z w", quote={"speaker": "Ana", "relay": "Rui", "medium": "Ferry Post", "confidence": 1.0}
    )
    section = answer.sections[0]
    assert credit(section.excerpts[0], section, PLAIN, "en").startswith(
        "   Ana · day not stated · as told by Rui · through Ferry Post · Har"
    )


def test_the_outlet_s_words_around_an_utterance_stand_without_marks():
    body = "The harbour master said the talks set a “good course” for June."
    at = body.index("good course")
    excerpt = Excerpt(Article(id="a", body=body), Span(0, len(body)), quote=Quote(Span(at, at + 11), "Ana Lopes"))
    words = words_of(excerpt)
    assert (words.opening, words.text, words.closing) == ("", body, "")
