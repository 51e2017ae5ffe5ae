"""Each line of a dump is typed by its own features."""

import pytest

from corpus.ingest.dates import publication_date
from corpus.ingest.dumplines import LineType, count_words, type_lines
from corpus.ingest.paragraphs import paragraphs

TYPES = [
    ("The council met on Monday and left the matter open.", LineType.PROSE),
    ("“We have time,” he said.", LineType.PROSE),
    ("“We have time until the ice goes and the ships come.”", LineType.PROSE),
    ("Lind on the harbour: “We have time until the ice goes”", LineType.HEADING),
    ("Совет собрался в понедельник и отложил решение.", LineType.PROSE),
    ("市议会星期一开会，没有作出决定，港口继续关闭。", LineType.PROSE),
    ("The council met on Monday and left…", LineType.TEASER),
    ("The council met on Monday [...] Read more", LineType.TEASER),
    ("Council leaves harbour closed for winter", LineType.HEADING),
    ("Macedonian", LineType.HEADING),
    ("Friday, December 31, 2021", LineType.STAMP),
    ("30 Dec, 2021 11:28", LineType.STAMP),
    ("2021-12-31 14:21:15", LineType.STAMP),
    ("31 декабря 2021, 12:00", LineType.STAMP),
    ("(Wire) 11:29, December 31, 2021", LineType.STAMP),
    ("By Ada Lind", LineType.BYLINE),
    ("Автор: Ада Линд", LineType.BYLINE),
    ("Post a Comment", LineType.FURNITURE),
    ("23:13", LineType.FURNITURE),
]


@pytest.mark.parametrize(("line", "kind"), TYPES, ids=[row[0][:30] for row in TYPES])
def test_types(line, kind):
    (typed,) = type_lines(paragraphs(line), publication_date)
    assert typed.type is kind


def test_words_are_counted_in_scripts_without_spaces():
    assert count_words("one two-three don’t") == 4
    assert count_words("市议会星期一开会") == 4
