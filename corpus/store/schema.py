"""The tables of a corpus, the same in every database; row ids carry the day, so that newest-first needs no sort."""

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 8  # of the tables and of what is written into them: another number means another build
REBUILD = "build it with: dateline corpus build PATH… --to {url}"
CHANGE = "change "  # and a number: the key of the fact that an article came or went after the generation was built

metadata = MetaData()

facts = Table("facts", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("title", Text),
    Column("published", String),
    Column("published_basis", String),
    Column("language", String),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("kind", String, nullable=False),
    Column("chain", Text, nullable=False),  # hops as JSON, origin first
    Column("credit", Text, nullable=False),
    Column("copy_of", String),  # the id of the first article that prints the same text
    Column("byline", Text, nullable=False),  # JSON: who wrote it, as the page spells them
    Index("articles_by_day", "published", "id"),
    Index("articles_copied", "copy_of"),
)

people = Table(
    "people",
    metadata,
    Column("at", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),  # person | org
    Column("spellings", Text, nullable=False),  # JSON, commonest first
    Column("roles", Text, nullable=False),  # JSON, commonest first
    Column("quotes", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("block", Text, nullable=False),  # only names of one block can be one person's
    Column("late", Integer, nullable=False),  # 1 for who was not so called yet when the generation was built
    Index("people_by_block", "block"),
    Index("people_by_quotes", "quotes", "articles"),
    Index("people_late", "late"),
)

speakers = Table(
    "speakers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # as printed
    Column("person", Integer, ForeignKey("people.at")),
    Index("speakers_by_person", "person"),
)

utterances = Table(
    "utterances",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("kind", String, nullable=False),  # of quote, or "statement"
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("speaker", Integer, ForeignKey("speakers.id")),
    Column("speaker_start", Integer),
    Column("speaker_stop", Integer),
    Column("relay", Integer, ForeignKey("speakers.id")),
    Column("medium", Text),
    Column("said_on", String),
    Column("confidence", Float, nullable=False),
    Column("rule", Text, nullable=False),
    Column("words", Text, nullable=False),  # stems of the sentences it stands in
    Column("meta", Text, nullable=False),  # marks: @s7 of who speaks, @r9 of who passes it on
    Index("utterances_by_speaker", "speaker", "row"),
    Index("utterances_by_relay", "relay", "row"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),  # stems, in order
    Column(
        "meta", Text, nullable=False
    ),  # marks: @s7 @r9, ids of those who speak and relay in it; @d20211230, days it names
)

dates = Table(
    "dates",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("mod", String),
    Column("tense", String),
    Column("anchor", String),
    Column("year_stated", Integer, nullable=False),
    Index("dates_by_day", "first", "last"),
)

figures = Table(
    "figures",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("unit", Text, nullable=False),
    Column("hedged", Integer, nullable=False),
)

roles = Table(
    "roles",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("speaker", Integer, ForeignKey("speakers.id"), nullable=False),
    Column("role", Text, nullable=False),  # as printed beside the name: "Kremlin spokesman"
)

vocabulary = Table(
    "vocabulary",
    metadata,
    Column("word", String, primary_key=True),  # folded, as printed
    Column("stem", String, nullable=False),
    Column("times", Integer, nullable=False),
    Index("vocabulary_by_stem", "stem"),
)

undated = Table(  # articles whose day, if they have one, is inferred
    "undated",
    metadata,
    Column("article", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("least", Integer, nullable=False),  # stems that a dated article must share to bear on it
)

bands = Table(  # by which copies find each other: two texts that share one may be one text
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

tellings = Table(  # what an article tells, worked out when it is written: a row an article
    "tellings",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", BigInteger, ForeignKey("articles.row"), nullable=False),
    Column("frames", Text, nullable=False),  # of happenings: corpus.events.kept
    Column("notes", LargeBinary, nullable=False),  # of all that comparisons take from it: corpus.compare.kept
)

SEARCHED = {"sentences": ("words", "meta"), "utterances": ("words", "meta")}
PARTS = 1 << 16  # rows that one article may have in each of the tables of its parts
DAILY = 1 << 24
SIZE = ("sentences", "words")  # keys of the facts that tell how many of them there are
MARK = "@"  # begins a mark, which stands among the stems of a sentence


def article_row(day: dt.date | None, n: int) -> int:
    """A row id of a day, n of DAILY; undated articles come last when read newest first."""
    return (day.toordinal() if day else 0) << 24 | n


def day_of(published: str | None) -> dt.date | None:
    """The day of a moment as articles keep it."""
    return dt.date.fromisoformat(published[:10]) if published else None


def opening(day: int) -> int:
    """The row id of the first article of a day, given the first number of the day: others may come before it."""
    return day + (1 << 20)


def following(row: int) -> int:
    """The row id after the last of a day: with room for late articles between, the less the more the day has."""
    n = row % DAILY
    return row + (1 << 10 if n < DAILY // 2 else 1 << 6 if n < DAILY // 4 * 3 else 1)


def of_article(part: Table, article: int) -> ColumnElement[bool]:
    """The rows of an article's parts, found without an index of their own."""
    return part.c.row.between(part_row(article, 0), part_row(article, PARTS - 1))


def part_row(article: int, n: int) -> int:
    """The row id of an article's n-th sentence, utterance, date or figure."""
    return article * PARTS + n
