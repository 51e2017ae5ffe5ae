import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import store
from corpus.errors import StoreError
from corpus.models import Article, Quote, Reading, Span
from corpus.people import People
from corpus.store.place import current, place
from corpus.store.schema import article_row
from tests.corpus.stories import harbour, ledger, stories, undated


def everything(url):
    generation = store.open_generation(url)
    try:
        return {article.id: article for article in generation.full()}
    finally:
        generation.close()


def generation_file(url) -> Path:
    return current(place(url))


def test_what_is_written_is_read_again(url):
    built = store.build(stories(), url)
    assert (built.articles, built.quotes) == (3, 4)
    assert everything(url) == {article.id: article for article in stories()}


def test_a_built_corpus_is_sound_and_counted(url):
    store.build(stories(), url)
    assert store.check(url) == []
    counts = store.stats(url)
    assert (counts["articles"], counts["quotes"], counts["statements"]) == (3, 4, 1)
    assert (counts["first"], counts["last"]) == ("2020-03-03", "2020-03-05")


def test_readings_are_taken_as_their_articles(url):
    store.build([Reading(harbour())], url)
    assert list(everything(url)) == ["harbour"]


def test_of_the_same_id_the_later_counts(url):
    store.build([replace(harbour(), title="Old"), harbour()], url)
    assert everything(url)["harbour"].title == "Ferry sails again"


def test_newest_come_first_and_undated_last(url):
    store.build(stories(), url)
    generation = store.open_generation(url)
    assert [article.id for article in generation.printed(generation.newest(9)).values()] == [
        "ledger",
        "harbour",
        "lighthouse",
    ]
    assert generation.newest(9, article_row(dt.date(2020, 3, 4), 0)) == generation.newest(1)


def test_progress_is_told(url):
    told = []
    store.build(stories(), url, lambda done, of: told.append((done, of)))
    assert told == [(3, 3)]


def test_adding_is_seen_and_replaces(url):
    store.build([harbour()], url)
    generation = store.open_generation(url)
    assert generation.fresh()
    store.add([ledger(), replace(harbour(), title="New")], url)
    assert not generation.fresh()
    assert {article.title for article in everything(url).values()} == {"New", "An hour for the hull"}
    assert store.check(url) == []


def test_adding_gives_what_building_gives(url, other_url):
    store.build([harbour()], url)
    store.add([ledger(), undated()], url)
    store.build(stories(), other_url)
    assert everything(url) == everything(other_url)
    one, two = store.open_generation(url), store.open_generation(other_url)
    assert one.vocabulary() == two.vocabulary()
    assert one.matching(["repair"], 9) == two.matching(["repair"], 9) != []
    assert _people(one) == _people(two) != []


def test_articles_come_back_however_few_are_kept(url, monkeypatch):
    monkeypatch.setattr("corpus.store.read.KEPT", 1)
    store.build(stories(), url)
    generation = store.open_generation(url)
    rows = generation.newest(9)
    assert [len(generation.printed(some)) for some in (rows[:1], rows, rows[1:], rows)] == [1, 3, 2, 3]


def _people(generation):
    return sorted(
        (row.name, row.kind, row.spellings, row.roles, row.quotes, row.articles) for row in generation.everybody()
    )


def test_whoever_came_later_is_found_and_whoever_went_is_not(url):
    store.build([harbour()], url)
    before = _people(store.open_generation(url))
    store.add([ledger(), undated()], url)
    generation = store.open_generation(url)
    late = [row.name for row in generation.everybody(late=True)]
    people = People(generation)
    assert late
    assert all(people.resolve(name).best.name == name for name in late)
    store.remove("ledger", url)
    store.remove("lighthouse", url)
    assert _people(store.open_generation(url)) == before
    assert all(
        People(store.open_generation(url)).resolve(name).best is None for name in set(late) - {one[0] for one in before}
    )


def test_removed_is_removed_for_good(url):
    store.build(stories(), url)
    assert store.remove("harbour", url)
    assert not store.remove("harbour", url)
    assert "harbour" not in everything(url)
    assert store.open_generation(url).matching(["engin"], 9) == []
    assert store.check(url) == []
    assert store.build(stories(), url).removed == ("harbour",)
    assert store.add([harbour()], url).removed == ("harbour",)
    assert "harbour" not in everything(url)


def test_the_removed_stay_out_when_the_database_was_lost(file_url):
    store.build(stories(), file_url)
    store.remove("harbour", file_url)
    place(file_url).pointer.write_bytes(b"")
    store.build(stories(), file_url)
    assert "harbour" not in everything(file_url)


def test_a_reader_keeps_its_generation_while_others_build(file_url):
    store.build([harbour()], file_url)
    generation = store.open_generation(file_url)
    for _ in range(4):
        store.build(stories(), file_url)
    assert [article.id for article in generation.full()] == ["harbour"]
    assert not generation.fresh()
    assert len(list(place(file_url).pointer.parent.glob("corpus.db.g*"))) == 2


def test_threads_share_a_generation(url):
    store.build(stories(), url)
    generation = store.open_generation(url)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: [article.id for article in generation.full()], range(40)))
    assert found == [found[0]] * 40


def test_a_generation_is_opened_by_its_own_name_too(file_url):
    store.build(stories(), file_url)
    assert len(everything(f"sqlite:///{generation_file(file_url)}")) == 3


def newer(path):
    with sqlite3.connect(path) as database:
        database.execute("UPDATE facts SET value = '999'")


def older(path):
    with sqlite3.connect(path) as database:
        database.execute("UPDATE facts SET value = '0'")


def foreign(path):
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (name)")


def shortened(path):
    path.write_bytes(path.read_bytes()[:5000])


def scrambled(path):
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 9000)


def emptied(path):
    path.write_bytes(b"")


def without_a_table(path):
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE figures")


@pytest.mark.parametrize("harm", [newer, older, foreign, shortened, scrambled, emptied, without_a_table, Path.unlink])
def test_a_spoilt_database_is_named_with_what_mends_it(file_url, harm):
    store.build(stories(), file_url)
    path = generation_file(file_url)
    harm(path)
    for use in (store.open_generation, store.stats, store.check):
        with pytest.raises(StoreError) as failed:
            use(file_url)
        assert failed.value.path == str(path)
        assert f"dateline corpus build PATH… --to {file_url}" in str(failed.value)
    store.build(stories(), file_url)
    assert store.check(file_url) == []


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe\x00", b"dateline corpus: ../other", b"dateline corpus: "]
)
def test_a_spoilt_pointer_is_named(file_url, content):
    place(file_url).pointer.write_bytes(content)
    with pytest.raises(StoreError) as failed:
        store.open_generation(file_url)
    assert str(place(file_url).pointer.parent) in failed.value.path


@pytest.mark.parametrize(
    "bad", ["", "corpus.db", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "sqlite:///no/such/place/x.db"]
)
def test_what_is_no_corpus_is_refused(bad):
    with pytest.raises(StoreError):
        store.open_generation(bad)


def test_a_place_that_cannot_be_written_is_refused():
    with pytest.raises(StoreError):
        store.build(stories(), "sqlite:////proc/corpus.db")


def test_check_finds_a_span_that_cuts_nothing(file_url):
    store.build(stories(), file_url)
    with sqlite3.connect(generation_file(file_url)) as database:
        database.execute("UPDATE utterances SET stop = 99999 WHERE row = (SELECT min(row) FROM utterances)")
        database.execute("UPDATE sentences SET words = 'other' WHERE row = (SELECT min(row) FROM sentences)")
        database.execute("UPDATE dates SET article = 5")
    faults = "\n".join(store.check(file_url))
    assert "is no stretch" in faults
    assert "its words are not those" in faults
    assert "its article is missing" in faults
    assert "the index of sentences" in faults


bodies = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120)


@settings(max_examples=25, deadline=None)
@given(st.lists(bodies, min_size=1, max_size=4, unique=True), st.data())
def test_any_text_comes_back_as_it_was(tmp_path_factory, texts, data):
    url = f"sqlite:///{tmp_path_factory.mktemp('any')}/corpus.db"
    articles = []
    for n, body in enumerate(texts):
        start = data.draw(st.integers(0, len(body) - 1))
        stop = data.draw(st.integers(start + 1, len(body)))
        byline = tuple(data.draw(st.lists(bodies, max_size=2)))
        quotes = (Quote(Span(start, stop), body),)
        articles.append(Article(id=str(n), body=body, title=body, quotes=quotes, byline=byline))
    store.build(articles, url)
    assert [replace(one, copy_of=None) for _, one in sorted(everything(url).items())] == articles
    assert store.check(url) == []


def test_what_is_written_into_a_generation_whose_place_was_just_taken_is_refused(url):
    store.build([harbour()], url)
    old = generation_file(url)
    store.build([ledger()], url)
    with pytest.raises(StoreError, match="taken the place"), place(url).writing(old):
        pass
    assert list(everything(url)) == ["ledger"]
