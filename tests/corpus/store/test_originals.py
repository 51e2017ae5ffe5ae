"""What a page merely says of a text is linked to the original while the corpus holds it, in any order."""

import itertools

import pytest

from corpus.chains import packed, unpacked
from corpus.library import open_library
from corpus.models import Article, Basis, Hop, Provenance, Role
from corpus.store import add, build, remove
from corpus.store.originals import linked

BODY = " ".join(
    f"The council of port {word} voted to keep its harbour closed until the ice of {word} has gone from the bay."
    for word in ("Lindholm", "Sundvik", "Okoro", "Branby", "Tarn", "Vess", "Holm", "Aker", "Strand", "Nes")
)
REUTERS = Hop("Reuters", Role.AGENCY, Basis.STATED, "wire")
CLAIM = Hop("Reuters", Role.AGENCY, Basis.STATED, "wire", claimed=True)
OTHER = Article(id="z", body="Nothing moved in the harbour of Okoro on Monday, the mayor said.", published="2022-01-01")
ORIGINAL = Article(id="own", body=BODY, published="2022-01-03", provenance=Provenance((REUTERS,)))
COPY = Article(
    id="copy", body=f"{BODY} It froze.", published="2022-01-04",
    provenance=Provenance((CLAIM, Hop("Harbour Post", Role.CARRIER, Basis.STATED))),
)  # fmt: skip


def credit(library):
    return library.article("copy").provenance.credit


@pytest.mark.parametrize("order", list(itertools.permutations([ORIGINAL, COPY, OTHER])))
@pytest.mark.parametrize("at_once", [True, False])
def test_the_original_is_linked_in_any_order_and_until_it_goes(tmp_path, order, at_once):
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(order if at_once else order[:1], url)
    for article in () if at_once else order[1:]:
        add([article], url)
    library = open_library(url)
    assert library.article("copy").provenance.chain[0].original == "own"
    assert credit(library) == "Reuters via Harbour Post"
    remove("own", url)
    assert credit(library) == "page says Reuters via Harbour Post"
    library.close()


def test_without_the_original_it_stays_a_claim(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    build([COPY, OTHER], url)
    library = open_library(url)
    assert credit(library) == "page says Reuters via Harbour Post"
    library.close()


@pytest.mark.parametrize(
    ("remark", "other", "id_"),
    [
        ("its own", Provenance((REUTERS,)), "a"),
        ("another's claim", Provenance((CLAIM,)), ""),
        ("carried by somebody", Provenance((REUTERS, Hop("X Post", Role.CARRIER, Basis.STATED))), ""),
        ("inferred", Provenance((Hop("Reuters", Role.AGENCY, Basis.INFERRED, "wire"),)), ""),
        ("somebody else's", Provenance((Hop("AFP", Role.AGENCY, Basis.STATED),)), ""),
    ],
)
def test_what_is_an_original(remark, other, id_):
    assert linked(COPY.provenance, [("a", other)]).chain[0].original == id_, remark


def test_a_chain_with_notes_is_read_back():
    chain = Provenance((CLAIM, Hop("a.example", Role.CARRIER, Basis.GIVEN, imitates="b.example"), REUTERS))
    assert unpacked(packed(chain)) == chain
