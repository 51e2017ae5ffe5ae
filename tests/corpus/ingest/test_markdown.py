"""Front matter is read strictly; what breaks its form is named by its line."""

import pytest

from corpus.ingest.markdown import FrontMatterError, has_front_matter, read_brief
from corpus.models import Basis, Hop, Kind, Role

BRIEF = """---
title: Harbour: closed until spring
published: 2021-12-08T11:53
basis: stated
language: en
chain:
  - Xinhua | agency | stated
  - ? | carrier | inferred | blog
---

The harbour
stays closed.

“We have time,” the mayor said.
"""


def test_a_brief():
    assert has_front_matter(BRIEF)
    brief = read_brief(BRIEF)
    assert brief.body == "The harbour stays closed.\n\n“We have time,” the mayor said."
    assert (brief.title, brief.language, brief.url) == ("Harbour: closed until spring", "en", None)
    assert (brief.published, brief.basis, brief.kind) == ("2021-12-08T11:53", Basis.STATED, Kind.BRIEF)
    assert brief.provenance.chain == (
        Hop("Xinhua", Role.AGENCY, Basis.STATED),
        Hop(None, Role.CARRIER, Basis.INFERRED, "blog"),
    )


def test_an_outlet_alone_is_given():
    brief = read_brief("---\noutlet: Lindholm Gazette\nkind: article\n---\nText.")
    assert brief.provenance.chain == (Hop("Lindholm Gazette", Role.AUTHOR, Basis.GIVEN),)
    assert (brief.kind, brief.published, brief.basis) == (Kind.ARTICLE, None, None)


BROKEN = [
    ("no end", "---\ntitle: x\n", "never ends"),
    ("a key that is not known", "---\nname: x\n---\n", "line 2"),
    ("a key twice", "---\ntitle: x\ntitle: y\n---\n", "line 3"),
    ("no colon", "---\ntitle\n---\n", "line 2"),
    ("a day that is none", "---\npublished: 2021-02-30\n---\n", "day"),
    ("a basis that is none", "---\npublished: 2021-02-03\nbasis: sure\n---\n", "sure"),
    ("a hop too short", "---\nchain:\n  - Xinhua | agency\n---\n", "line 3"),
    ("an outlet not known, yet stated", "---\nchain:\n  - ? | author | stated\n---\n", "line 3"),
]


@pytest.mark.parametrize(("remark", "text", "reason"), BROKEN, ids=[row[0] for row in BROKEN])
def test_what_breaks_the_form_is_named(remark, text, reason):
    with pytest.raises(FrontMatterError) as broken:
        read_brief(text)
    assert reason in str(broken.value), remark
