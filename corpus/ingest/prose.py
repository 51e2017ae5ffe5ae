"""Which stretches of a text are no prose: a word or two over and over, or hardly anything but single letters."""

_STRETCH = 2_000  # code points that are judged together
_WORDS = 3  # different words that make no prose
_SHORT = 4.05  # code points a word, its space too, that make no prose


def only_prose(text: str) -> str:
    """The text with blanks for what is no prose, as long as before: offsets stay. Linear."""
    if len(text) < 2 * _STRETCH:
        return text
    pieces = (text[start : start + _STRETCH] for start in range(0, len(text), _STRETCH))
    return "".join(piece if _is_prose(piece) else " " * len(piece) for piece in pieces)


def _is_prose(piece: str) -> bool:
    words = piece.split()
    if len(words) < _STRETCH // 40:
        return True  # one long word costs nothing
    return len(set(words)) > _WORDS and len(piece) > _SHORT * len(words)
