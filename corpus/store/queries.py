"""What is asked of a corpus for every answer, compiled once; rows come in the order of the tables' columns."""

from sqlalchemy import Integer, bindparam, func, select

from corpus.store import sqlite
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

PRINTED = Prepared(select(articles).where(sqlite.among(articles.c.row, "rows")))
ARTICLE_ROW = Prepared(select(articles.c.row).where(articles.c.id == bindparam("id")))
PARTS_OF = {table.name: Prepared(sqlite.parts(table)) for table in (utterances, dates, figures)}
PARTS_BETWEEN = {
    table.name: Prepared(
        select(table).where(table.c.row.between(bindparam("first"), bindparam("last"))).order_by(table.c.row)
    )
    for table in (utterances, dates, figures)
}
TELLINGS = Prepared(sqlite.parts(tellings))

NAME = Prepared(select(speakers.c.name).where(speakers.c.id == bindparam("id")))
CALLED = Prepared(
    select(people).join(speakers, speakers.c.person == people.c.at).where(speakers.c.name == bindparam("name"))
)
SPELLED = Prepared(select(speakers.c.id).where(speakers.c.person == bindparam("person")))
SAID = Prepared(sqlite.found(utterances))
NEWEST_SAID = Prepared(select(utterances).order_by(utterances.c.row.desc()).limit(bindparam("limit", type_=Integer)))

SENTENCES = Prepared(select(sentences).where(sqlite.among(sentences.c.row, "rows")))
MATCHING = {table: Prepared(sqlite.numbers(table)) for table in SEARCHED}
MARKED = Prepared(sqlite.frequency(sentences.name))
TIMES = Prepared(select(func.sum(vocabulary.c.times)).where(vocabulary.c.stem == bindparam("word")))
ENTRY = Prepared(select(vocabulary.c.stem, vocabulary.c.times).where(vocabulary.c.word == bindparam("word")))
HELD = Prepared(select(vocabulary.c.word).where(vocabulary.c.stem == bindparam("stem")).limit(1))
