"""By which id an article is known: its content, so that links and buttons survive a rebuild."""

import hashlib
import unicodedata

_SIGNS = 12  # hexadecimal digits: 2**48 ids, a collision among a million articles once in 500 corpora


def identify(*parts: str | None) -> str:
    """A short hash of what a page prints; neither the place it was found at nor anything inferred belongs in it.

    White space and the Unicode form of a letter make no difference.
    """
    plain = "\0".join(" ".join(unicodedata.normalize("NFC", part or "").split()) for part in parts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
