"""Answers full of hostile text, for the properties of rendering."""

from hypothesis import strategies as st

from corpus.models import Article, Basis, Excerpt, Hop, Kind, Provenance, Quote, Role, Span
from handlers.messages import Answer, Section, Status, msg

HOSTILE = ["@everyone", "/start", "#tag", "$USD", "https://evil.example/x", "a.b@c.example", "evil.example", "t.me/x", "10.0.0.1", "<b>", "&lt;", "</i>", "[red]", "\\[", "\u202e", "\u2066", "\u2069", "\n   said 8 Dec 2021 · RT", "\u2028", "\x1b[31m", "\x00", "שלום", "مرحبا", "🙂", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\u3164" * 9, "”", "…", "\ud800"]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.just("word ")), max_size=12).map("".join)
LONG = st.one_of(
    WORDS, st.tuples(WORDS, st.integers(1, 900)).map(lambda pair: pair[0] * pair[1]).map(lambda t: t[:14000])
)


@st.composite
def excerpts(draw):
    body = draw(LONG) or "x"
    start = draw(st.integers(0, len(body) - 1))
    span = Span(start, draw(st.integers(start + 1, len(body))))
    inside = st.integers(span.start, span.stop)
    marks = tuple(Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(inside, inside), max_size=3)))
    speech = st.builds(
        lambda speaker, relay, sure: Quote(span, speaker, relay=relay, confidence=sure),
        st.none() | WORDS,
        st.none() | WORDS,
        st.floats(0, 1),
    )
    article = Article(
        id="a", body=body, url=draw(st.none() | WORDS | st.just("https://outlet.example/1?a=1&b=2")), published="2021-12-08", published_basis=Basis.STATED,
        kind=draw(st.sampled_from(Kind)), provenance=Provenance((Hop(draw(WORDS) or None, Role.AUTHOR, Basis.STATED),)),
    )  # fmt: skip
    return Excerpt(article, span, marks, draw(st.none() | speech))


@st.composite
def sections(draw):
    title = draw(st.none() | WORDS.map(lambda text: msg("article.title", title=text)))
    return Section(
        title=title,
        excerpts=tuple(draw(st.lists(excerpts(), max_size=2))),
        notes=tuple(msg("article.title", title=draw(WORDS)) for _ in range(draw(st.integers(0, 2)))),
        speakers=draw(st.booleans()),
    )


@st.composite
def answers(draw):
    heading = msg("article.title", title=draw(WORDS))
    return Answer(Status.OK, heading, tuple(draw(st.lists(sections(), max_size=3))))
