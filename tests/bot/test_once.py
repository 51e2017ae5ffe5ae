"""What many chats ask in a round is worked out once, and only while nobody else waits."""

from bot.once import once
from tests.bot.newsroom import Newsroom


def test_the_same_question_is_asked_once_and_each_waits_for_its_turn():
    room, turns = Newsroom(), []
    library = once(room, lambda: turns.append(len(room.asked)))
    for topic in ("ferry", "crane", "ferry", "ferry", "crane"):
        library.compare(topic)
        library.quotes_by(None, topic=topic)
    assert room.asked == ["compare", "quotes"] * 2
    assert turns == [0, 1, 2, 3]  # before each, and before none that was known


def test_what_changes_is_asked_each_time():
    room = Newsroom()
    library = once(room)
    assert library.article("n1") is library.article("n1") is None
    assert library.ask is not None


def test_who_holds_the_library_as_it_is_has_the_same_answers():
    library = Newsroom()
    round_ = once(library)
    assert round_.present().scope() is round_.scope()
