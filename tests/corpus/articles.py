"""Made-up articles for tests."""

from corpus.ingest.annotated import annotated
from corpus.models import Article, Basis, Hop, Provenance, Role


def article(text: str, *, day: str | None = "2024-05-16", outlet: str = "Harbour Post", id_: str = "") -> Article:
    """An article of a stated day, with all that annotation finds in it."""
    return annotated(
        Article(
            id=id_ or f"{outlet.casefold().replace(' ', '-')}-{day}",
            body=text,
            published=day,
            published_basis=Basis.STATED if day else None,
            language="en",
            source=f"{outlet}.txt",
            provenance=Provenance((Hop(outlet, Role.AUTHOR, Basis.STATED),)),
        )
    )
