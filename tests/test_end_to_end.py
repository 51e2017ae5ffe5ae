"""The whole road: pages built into a corpus, the real Application before the fake Bot API, a conversation."""

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.render import PLAIN, pages
from bot.transport import Wire
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import COMMANDS, answer
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.stage import on_stage
from tests.botapi import BotApi, serve
from tests.botapi.units import units

BRIEFS = sorted(Path("seeds").glob("*.md"))  # by their days
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"

OWN = {("bot_command", f"/{name}") for name in COMMANDS}  # the bot's own words may name its commands

# A message, and what its answer says; each is true of the five briefs and of the five pages that they are of.
MESSAGES = [
    ("/start", "quote"),
    ("/help", "/timeline"),
    ("/quote Ushakov", "Ushakov"),
    ("/quote ushkov on troops", "where should we move our troops?"),
    ("/quote Юрий Ушаков", "Ushakov"),
    ("/quote Putin via Ushakov", "Ushakov"),
    ("/quote", "/quote"),
    ("/quote " + "Ushakov " * 500, ""),
    ("/quote 😀😀", ""),
    ("/quote <b>&", "<b>&"),
    (f"/quote {OVERRIDE}vokahsU", ""),
    ("/quote Zelensky on wheat", ""),
    ("/timeline", "2021"),
    ("/timeline 2022-01-01..2022-01-31", "2022"),
    ("/timeline <i>", ""),
    ("/compare call", "call"),
    ("/sources", "RT"),
    ("/people", "Ushakov"),
    ("/article", ""),
    ("/qoute ushakov", "no command"),
    ("What did Macron say about the call?", "Macron"),
    ("how long did the call last?", ""),
    ("@someone /stop https://evil.example #tag $USD a@b.org", ""),
]  # fmt: skip


@pytest.fixture(scope="session")
def starter(tmp_path_factory):
    """The corpus of the five briefs."""
    return _corpus(tmp_path_factory.mktemp("starter"), "seeds")


@pytest.fixture(scope="session")
def real(tmp_path_factory, pages_folder):
    """The corpus of the five pages."""
    return _corpus(tmp_path_factory.mktemp("real"), *sorted(pages_folder.glob("*.txt")))


def _corpus(folder, *sources):
    url = f"sqlite:///{folder}/corpus.db"
    found = list(readings([type(folder)(source) for source in sources]))
    assert build(found, url).articles == 5
    return open_library(url)


@pytest.fixture(params=["starter", pytest.param("real", marks=pytest.mark.pages)])
async def stage(request, tmp_path):
    """The bot over either corpus."""
    async with on_stage(tmp_path, handle=answer, library=request.getfixturevalue(request.param)) as stage:
        yield stage


def squeezed(text):
    return " ".join(text.split())


def shown_whole(excerpt, answers):
    """Whether the excerpt stands in one message, with its credit after it and before the next line that is empty."""
    words = squeezed(excerpt.text)[:40]
    for shown in answers:
        text = squeezed(shown.plain)
        at = text.find(words)
        if at >= 0 and excerpt.article.provenance.credit.split(" (")[0] in text[at:]:
            return True
    return False


async def test_a_conversation(stage):
    ann = stage.api.user("Ann")
    for text, words in MESSAGES:
        before = len(ann.private.answers)
        ann.says(text)
        await stage.settled()
        came = ann.private.answers[before:]
        whole = "\n".join(shown.plain for shown in came)
        assert came, text
        assert words in whole, (text, whole)
        assert all(units(shown.text) <= 4096 for shown in came), text
        assert {link for shown in came for link in shown.automatic} <= OWN, text
        assert OVERRIDE not in whole
        # The same request through the handlers alone reads the same.
        direct = answer(stage.asked[-1], stage.door.desk)
        assert squeezed(whole) == squeezed("\n".join(bare(page) for page in pages(direct, PLAIN)))
        for section in direct.sections:
            for excerpt in section.excerpts[: section.lead or None][:1]:
                assert shown_whole(excerpt, came), (text, excerpt.text)
    assert len(stage.asked) == len(MESSAGES)


def bare(text):
    return re.sub("[\u2060\u2066-\u2069]", "", text)


async def test_a_question_that_cannot_be_answered_is_refused_with_its_scope(stage):
    ann = stage.api.user("Ann")
    ann.says("What did Macron say about the call?")
    await stage.settled()
    assert "5 articles" in ann.private.last.plain
    assert "“" not in ann.private.last.plain


async def test_pages_turn_in_place_for_the_asker_alone(stage):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    group = stage.api.group("Readers", ann, bob)
    ann.says("/timeline", group)
    await stage.settled()
    (first,) = group.answers
    text = first.plain
    foreign = bob.presses(first.button("Next"))
    await stage.settled()
    assert foreign.answer["alert"]
    assert group.last.plain == text
    own = ann.presses(first.button("Next"))
    await stage.settled()
    assert own.answer == {"text": "", "alert": False}
    assert [shown.id for shown in group.answers] == [first.id]
    assert group.last.plain != text
    ann.presses(group.last.button("Previous"))
    await stage.settled()
    assert group.last.plain == text


async def test_every_button_of_every_answer_leads_somewhere(stage):
    ann = stage.api.user("Ann")
    for text, _ in MESSAGES[:6] + MESSAGES[12:13] + MESSAGES[15:19]:
        ann.says(text)
        await stage.settled()
        for button in ann.private.last.buttons:
            if not button.data:  # the app itself copies, or opens an address
                assert button.copies or button.url or button.types, (text, button.text)
                continue
            query = ann.presses(button)
            await stage.settled()
            assert query.answer == {"text": "", "alert": False}, (text, button.text)
            assert "went wrong" not in ann.private.last.plain, (text, button.text)


async def test_why_tells_the_basis(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote ushkov on troops")
    await stage.settled()
    ann.presses(ann.private.last.button("Why"))
    await stage.settled()
    assert "RT" in ann.private.last.plain
    assert "inferred" in ann.private.last.plain


async def test_a_digest_now(stage):
    ann = stage.api.user("Ann")
    ann.says("/digest daily 08:30 Europe/Kyiv")
    await stage.settled()
    assert stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)) == Schedule(510, "Europe/Kyiv")
    ann.presses(ann.private.last.button("Digest now"))
    await stage.settled()
    assert ann.private.last.plain.startswith("Digest of 5 articles")
    assert "31 Dec 2021" in ann.private.last.plain
    assert ann.private.last.automatic == []


async def test_a_digest_by_schedule_tells_what_a_rebuild_brought(tmp_path):
    """Silence until an article comes in; then that one, once."""
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(list(readings(BRIEFS[:-1])), url)
    async with on_stage(tmp_path, handle=answer, library=open_library(url)) as stage:
        stage.clock.time = dt.datetime(2022, 1, 3, 6, tzinfo=dt.UTC)
        await stage.ring(days=0)  # what is held before anybody asks is no news
        ann = stage.api.user("Ann")
        ann.says("/digest daily 08:30 Europe/Kyiv")
        await stage.settled()
        await stage.ring()
        assert len(ann.private.answers) == 1
        build(list(readings(BRIEFS)), url)
        await stage.ring()
        assert "31 Dec 2021" in ann.private.last.plain
        await stage.ring()
        assert len(ann.private.answers) == 2


async def test_over_a_socket(starter, tmp_path):
    api = BotApi()
    async with (
        serve(api) as url,
        on_stage(tmp_path, handle=answer, library=starter, api=api, base_url=url, transport=Wire) as stage,
    ):
        ann = api.user("Ann")
        ann.says("/quote ushkov on troops")
        await stage.settled()
        ann.presses(ann.private.last.button("Timeline"))
        await stage.settled()
    assert "troops" in ann.private.answers[0].plain
    assert "2021" in ann.private.last.plain
