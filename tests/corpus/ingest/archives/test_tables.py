"""Rows of tables and lists are articles by what their columns are called; links alone are counted, not lost."""

import csv
import io
import json

import pytest

from corpus.errors import UnreadableError
from corpus.ingest.archives.mapping import MappingError, fitting, load_mapping
from corpus.ingest.files import find_pages
from corpus.ingest.read import read_all
from corpus.models import Page
from corpus.words import word_list
from tests.corpus.ingest.archives.packing import STORY, html

FIELDS = ("id", "title", "outlet", "url", "published", "text")
ROW = ("7", "Ferry stays", "Lindholm Gazette", "https://example.org/ferry", "2021-12-30", STORY)


def rows(tmp_path, name, content, mapping=None):
    """What the rows of a file are read as: articles, and reasons."""
    path = tmp_path / name
    path.write_bytes(content)
    found = []
    for page in find_pages([path], mapping):
        found += [page] if isinstance(page, UnreadableError) else read_all(page)
    return [each.reason if isinstance(each, UnreadableError) else each.article for each in found]


def parted(found):
    """Articles, and reasons in the order of the alphabet."""
    return [each for each in found if not isinstance(each, str)], sorted(
        each for each in found if isinstance(each, str)
    )


def table(*lines, delimiter=",", quote='"', encoding="utf-8", header=FIELDS):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quotechar=quote).writerows([header, *lines])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_table_of_any_form(tmp_path, delimiter, quote, encoding):
    other = ("8", "Паром, паром", "Газета", "", "30.12.2021", f"Совет; города | решил.\n'Нет', \"да\".\t{STORY}")
    quoted = [tuple(f"{cell}, {delimiter}" if at == 1 else cell for at, cell in enumerate(row)) for row in (ROW, other)]
    header = tuple(f"{name}" for name in FIELDS)
    content = table(*quoted, delimiter=delimiter, quote=quote, encoding=encoding, header=header)
    if quote == "'":
        content = content.decode(encoding).replace("id", "'id'", 1).encode(encoding)
    first, second = rows(tmp_path, "a.csv", content)
    assert (first.id, first.body, first.published) == ("7", STORY, "2021-12-30")
    assert first.provenance.credit == "Lindholm Gazette"
    assert second.body == other[-1]
    assert second.published == "2021-12-30"


def test_a_row_is_never_lost_in_silence(tmp_path):
    content = table(
        ROW, ("8", "Two", "", "", "soon", STORY), ("", "Three", "", "https://example.org/3", "", ""), ("9",)
    )
    articles, reasons = parted(rows(tmp_path, "a.csv", content))
    assert [article.id for article in articles] == ["7"]
    assert reasons[1:] == ["row 2: not an ISO day or minute: 'soon'", "row 4: no text"]
    assert reasons[0].startswith("1 row holds links only")


def test_a_formula_is_text_and_a_huge_cell_is_read(tmp_path):
    formula = '=HYPERLINK("https://example.org";"x") is what the form said, the council told reporters on Tuesday.'
    huge = " ".join(f"word{at}" for at in range(40_000))
    first, second = rows(tmp_path, "a.csv", table((*ROW[:-1], formula), ("8", *ROW[1:-1], huge)))
    assert (first.body, second.body) == (formula, huge)


def test_a_quotation_mark_that_never_closes(tmp_path):
    good = table(ROW)
    articles, (reason,) = parted(rows(tmp_path, "a.csv", good + b'8,"Never, closed\n' + b"9,x,y,z,,text\n" * 3))
    assert [article.id for article in articles] == ["7"]
    assert reason == "row 2: a quotation mark in it never closes"


EXPORTS = [
    ("stories of a search", ("id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
     "a1,2021-12-31,en,Lindholm Gazette,example.org,2021-12-30,Ferry,https://example.org/1\n")),
    ("stories, the older export", ("stories_id,publish_date,title,url,language,ap_syndicated,media_id,media_name,media_url\n"
     "5,2021-12-30 11:28:00,Ferry,https://example.org/1,en,False,1,Gazette,https://example.org\n")),
    ("a list of articles", "URL,MobileURL,Date,Title\nhttps://example.org/1,,20211230T113000Z,Ferry\n"),
    ("events", "\t".join(["1"] * 60 + ["https://example.org/1"]) + "\n"),
    ("events of the first version", "\t".join(["1"] * 57 + ["https://example.org/1"]) + "\n"),
    ("a knowledge graph", "\t".join(["20211230-1", "20211230113000", "1", "example.org", "https://example.org/1"] + ["x"] * 22) + "\n"),
]  # fmt: skip


@pytest.mark.parametrize("content", [row[1] for row in EXPORTS], ids=[row[0] for row in EXPORTS])
def test_exports_of_links_say_that_they_hold_no_texts(tmp_path, content):
    (reason,) = rows(tmp_path, "export.csv", content.encode())
    assert reason.startswith("1 row holds links only: `dateline corpus add`")


def test_an_export_with_texts_is_read_and_a_day_seen_is_no_day_of_publication(tmp_path):
    gdelt = {
        "articles": [
            {
                "url": "https://example.org/1",
                "title": "Ferry",
                "seendate": "20211230T113000Z",
                "domain": "example.org",
                "text": STORY,
            }
        ]
    }
    (article,) = rows(tmp_path, "list.json", json.dumps(gdelt).encode())
    assert (article.title, article.published, article.provenance.outlet) == ("Ferry", None, "example.org")
    header = ("stories_id", "publish_date", "title", "url", "media_name", "story_text")
    row = ("5", "2021-12-30 11:28:00", "Ferry", "https://example.org/1", "Lindholm Gazette", STORY)
    (article,) = rows(tmp_path, "stories.csv", table(row, header=header))
    assert (article.id, article.published, article.body) == ("5", "2021-12-30T11:28", STORY)


LISTS = [
    ("a list", [{"headline": "Ferry", "body": STORY, "source": {"name": "Gazette"}, "publishedAt": "2021-12-30T11:28:00Z"}]),
    ("a list in an object", {"status": "ok", "articles": [{"headline": "Ferry", "body": STORY, "source": {"name": "Gazette"}, "publishedAt": "2021-12-30T11:28:00Z"}]}),
    ("one object", {"headline": "Ferry", "body": STORY, "source": {"name": "Gazette"}, "publishedAt": "2021-12-30T11:28:00Z"}),
]  # fmt: skip


@pytest.mark.parametrize("value", [row[1] for row in LISTS], ids=[row[0] for row in LISTS])
def test_lists_of_objects(tmp_path, value):
    for indent in (None, 2):
        (article,) = rows(tmp_path, "a.json", json.dumps(value, indent=indent).encode())
        assert (article.title, article.body) == ("Ferry", STORY)
        assert (article.provenance.credit, article.published) == ("Gazette", "2021-12-30T11:28")


def test_a_long_list_is_read_in_pieces_and_where_it_breaks_off_is_told(tmp_path):
    objects = [{"id": at, "text": f"{STORY} {at}" * 400} for at in range(50)]
    (tmp_path / "cut.json").write_bytes(json.dumps(objects).encode()[:-100])
    found = [*find_pages([tmp_path / "cut.json"])]
    assert sum(page.content.count(b"\n") for page in found if isinstance(page, Page)) == 49
    assert any("object 50: not JSON" in str(each) for each in found)


@pytest.mark.parametrize("content", [b"{}", b"[]", b"[1, 2]", b'{"a": {"b": 1}}', b"null", b"[" * 100_000, b'{"x": ['])
def test_json_that_holds_no_articles(tmp_path, content):
    (reason,) = rows(tmp_path, "a.json", content)
    assert isinstance(reason, str)


def test_lines_with_names_of_their_own(tmp_path):
    lines = [{"headline": "Ferry", "content": STORY, "link": "https://example.org/1"}, {"headline": "No more"}, "x"]
    content = "\n".join(map(json.dumps, lines)) + "\n{"
    (article,), reasons = parted(rows(tmp_path, "a.jsonl", content.encode()))
    assert (article.title, article.url) == ("Ferry", "https://example.org/1")
    assert sorted(reasons) == ["line 2: no text", "line 3: not an object", "line 4: not JSON"]


def test_markup_in_rows_is_read_as_a_page(tmp_path):
    whole = {"id": "1", "html": html().decode(), "published": "2021-12-30"}
    piece = {"id": "2", "text": f"<p>{STORY}</p><script>x()</script><p>The <b>end</b>.</p>", "outlet": "Gazette"}
    plain = {"id": "3", "text": f"{STORY} <p> is a tag."}
    given = {"id": "4", "title": "Given", "html": "no tags at all, but a text that somebody calls markup"}
    first, second, third, fourth = rows(
        tmp_path, "a.jsonl", "\n".join(map(json.dumps, (whole, piece, plain, given))).encode()
    )
    assert (first.id, first.title, first.published, first.published_basis) == (
        "1",
        "Ferry stays",
        "2021-12-30",
        "given",
    )
    assert first.body.startswith(STORY)
    assert (second.body, second.provenance.credit) == (f"{STORY}\n\nThe end.", "Gazette")
    assert third.body == plain["text"]
    assert (fourth.title, fourth.body) == ("Given", given["html"])


def test_markup_with_nothing_in_it_says_so(tmp_path):
    lines = [{"id": "1", "html": "<p><img src='x'></p>"}, {"id": "2", "html": "<html><body>x</body></html>"}]
    reasons = rows(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    assert reasons == [
        "line 1: id '1': markup with no text in it",
        "line 2: a web page without an article: no paragraphs of prose",
    ]


def test_a_mapping_of_ones_own(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[columns]\ntext = ["Lead text", 3]\ntitle = "Überschrift"\npublished = "Tag"\n[always]\noutlet = "Lindholm Gazette"\n'
        '[table]\ndelimiter = "^"\n',
        encoding="utf-8",
    )
    content = f"Überschrift^Tag^Lead text\nFähre^30. Dezember 2021^{STORY}\n"
    (article,) = rows(tmp_path, "a.csv", content.encode(), load_mapping(tmp_path / "own.toml"))
    assert (article.title, article.published) == ("Fähre", "2021-12-30")
    assert article.provenance.credit == "Lindholm Gazette"


def test_a_table_without_a_header_by_the_numbers_of_its_columns(tmp_path):
    (tmp_path / "own.toml").write_text("columns = { text = 2, id = 1 }\ntable = { header = false }\n")
    (article,) = rows(tmp_path, "a.csv", f'a1,"{STORY}"\n'.encode(), load_mapping(tmp_path / "own.toml"))
    assert (article.id, article.body) == ("a1", STORY)


BAD = [
    ("", "no [columns]"),
    ("[columns]\nbody = 'x'", "'body' is no field"),
    ("[columns]\ntext = []", "neither the name nor the number"),
    ("[columns]\ntext = true", "neither the name nor the number"),
    ("[columns", "not TOML"),
]


@pytest.mark.parametrize(("content", "reason"), BAD)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path, content, reason):
    (tmp_path / "own.toml").write_text(content)
    with pytest.raises(MappingError, match=r"own\.toml") as told:
        load_mapping(tmp_path / "own.toml")
    assert reason in str(told.value)


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(MappingError, match="no such file"):
        load_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize("name", [name for name, row in word_list("mappings").items() if "known_by" in row])
def test_each_built_in_mapping_knows_its_example(name):
    assert fitting(word_list("mappings")[name]["example"].split(",")) == load_mapping(name)


def test_a_table_of_other_things_is_refused(tmp_path):
    (reason,) = rows(tmp_path, "a.csv", b"name,age\nLind,40\nOkoro,50\n")
    assert "no column of it is known" in reason
