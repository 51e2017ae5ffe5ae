"""What is asked of a corpus for every answer, compiled once; rows come in the order of the tables' columns."""

from functools import cache

from sqlalchemy import Integer, bindparam, func, select

from corpus.store.dialects import Dialect, named
from corpus.store.prepared import Prepared
from corpus.store.schema import (
    SEARCHED,
    articles,
    dates,
    figures,
    people,
    sentences,
    speakers,
    tellings,
    utterances,
    vocabulary,
)


class Queries:
    """The queries for one kind of database."""

    def __init__(self, speech: Dialect) -> None:
        self.printed = Prepared(select(articles).where(speech.among(articles.c.row, "rows")).order_by(articles.c.row))
        self.article_row = Prepared(select(articles.c.row).where(articles.c.id == bindparam("id")))
        self.parts_of = {table.name: Prepared(speech.parts(table)) for table in (utterances, dates, figures)}
        self.parts_between = {
            table.name: Prepared(
                select(table).where(table.c.row.between(bindparam("first"), bindparam("last"))).order_by(table.c.row)
            )
            for table in (utterances, dates, figures)
        }
        self.frames = Prepared(speech.parts(tellings, "article", "frames"))
        self.tellings = Prepared(speech.parts(tellings, "article", "frames", "notes"))

        self.name = Prepared(select(speakers.c.name).where(speakers.c.id == bindparam("id")))
        self.names = Prepared(select(speakers.c.id, speakers.c.name).where(speech.among(speakers.c.id, "rows")))
        self.called = Prepared(
            select(people).join(speakers, speakers.c.person == people.c.at).where(speakers.c.name == bindparam("name"))
        )
        self.spelled = Prepared(
            select(speakers.c.id).where(speakers.c.person == bindparam("person")).order_by(speakers.c.id)
        )
        self.said = Prepared(speech.found(utterances))
        self.newest_said = Prepared(
            select(utterances).order_by(utterances.c.row.desc()).limit(bindparam("limit", type_=Integer))
        )

        self.sentences = Prepared(
            select(sentences).where(speech.among(sentences.c.row, "rows")).order_by(sentences.c.row)
        )
        self.places = Prepared(
            select(sentences.c.row, sentences.c.start, sentences.c.stop)
            .where(speech.among(sentences.c.row, "rows"))
            .order_by(sentences.c.row)
        )
        self.matching = {table: Prepared(speech.numbers(table)) for table in SEARCHED}
        self.marked = Prepared(speech.frequency(sentences.name))
        self.times = Prepared(select(func.sum(vocabulary.c.times)).where(vocabulary.c.stem == bindparam("word")))
        self.entry = Prepared(
            select(vocabulary.c.stem, vocabulary.c.times).where(vocabulary.c.word == bindparam("word"))
        )
        self.held = Prepared(select(vocabulary.c.word).where(vocabulary.c.stem == bindparam("stem")).limit(1))


@cache
def queries(name: str) -> Queries:
    """The queries for a kind of database by SQLAlchemy's name for it."""
    return Queries(named(name))
