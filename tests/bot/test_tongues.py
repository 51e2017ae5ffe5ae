"""Everybody is answered in their language, a chat in the one that it has chosen, and alerts go by whoever sees them."""

import pytest

from handlers import answer
from handlers.messages import ChatKind, ChatRef, Preferences
from tests.bot.stage import on_stage
from tests.handlers.fake import FakeLibrary

MISS = {
    "en": "Not in the corpus",
    "ru": "Нет в корпусе",
    "uk": "Немає в корпусі",
}


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("ru", "ru"),
        ("uk", "uk"),
        ("ru-RU", "ru"),
        ("be", "ru"),
        ("de", "en"),
        (None, "en"),
        ("xx-yy", "en"),
    ],
)
async def test_somebody_is_answered_in_the_language_of_their_telegram(stage, tag, language):
    ann = stage.api.user("Ann", language=tag)
    ann.says("/quote Zelda")
    await stage.settled()
    assert ann.private.last.plain.startswith(MISS[language])


async def test_excerpts_and_names_stay_as_they_are_and_credits_do_not(stage):
    ann = stage.api.user("Ann", language="ru")
    ann.says("/quote Ana Lopes")
    await stage.settled()
    shown = ann.private.last.plain
    assert shown.startswith("Ana Lopes")
    assert "We will open the harbour on Monday" in shown
    assert "без ссылки" in shown or "ссылка" in shown
    assert " мар" in shown  # the day of publication


async def test_what_a_chat_has_chosen_beats_whoever_asks(stage):
    ann, ben = stage.api.user("Ann", language="en"), stage.api.user("Ben", language="ru")
    group = stage.api.group("Readers", ann, ben)
    stage.chats.prefer(ChatRef(group.id, ChatKind.GROUP), Preferences(language="uk"))
    for asker in (ann, ben):
        asker.says("/quote Zelda", group)
        await stage.settled()
        assert group.last.plain.startswith(MISS["uk"])
    ben.says("/quote Zelda")
    await stage.settled()
    assert ben.private.last.plain.startswith(MISS["ru"])


@pytest.mark.parametrize("words", ["language ru", "язык русский", "мова російська"])
async def test_the_language_is_chosen_by_words_of_any_of_the_languages(stage, words):
    ann = stage.api.user("Ann")
    ann.says(f"/settings {words}")
    ann.says("/quote Zelda")
    await stage.settled()
    assert ann.private.last.plain.startswith(MISS["ru"])
    assert "Язык: Русский" in ann.private.answers[-2].plain
    ann.says("/settings язык авто")
    ann.says("/quote Zelda")
    await stage.settled()
    assert ann.private.last.plain.startswith(MISS["en"])


async def test_inline_mode_speaks_to_the_asker(stage):
    for language, told in (("ru", "Спросить лично"), ("uk", "Запитати особисто"), ("en", "Ask in private")):
        query = stage.api.user(f"Ann {language}", language=language).asks_inline("")
        await stage.settled()
        assert query["button"]["text"] == told
        assert query["is_personal"]  # Telegram keeps what it is told for everybody else


async def test_a_failure_is_told_in_the_language_of_the_chat(tmp_path):
    def broken(request, desk):
        raise ZeroDivisionError

    async with on_stage(tmp_path, handle=broken, library=FakeLibrary()) as stage:
        ann = stage.api.user("Ann", language="uk")
        ann.says("/quote Zelda")
        await stage.settled()
        assert ann.private.last.plain.startswith("Щось пішло не так")
        stage.chats.prefer(ChatRef(ann.id, ChatKind.PRIVATE), Preferences(language="ru"))
        ann.says("/quote Zelda")
        await stage.settled()
        assert ann.private.last.plain.startswith("Что-то пошло не так")
