"""What somebody with bad intentions may send: any letters, crafted buttons and links, floods, others' commands."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.models import Article, Basis, Excerpt, Hop, Provenance, Role, Span
from handlers import COMMANDS, OPERATORS, answer
from handlers.messages import Answer, Section, Status, msg
from tests.bot.newsroom import Newsroom
from tests.bot.stage import on_stage
from tests.botapi.units import units

PLANES = [chr(plane * 0x10000 + at) for plane in range(17) for at in (0x20, 0x3C, 0x301, 0x5D0, 0xFFFD, 0xFFFF)]
NASTY = [
    *("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH JOINER}", "\ufeff"),
    *("<b>", "</b>", "&amp;", "<a href='tg://user?id=1'>", "<script>", "&#0;", "]]>", "\\", "`", "*_~"),
    *("@admin", "/start", "#tag", "$USD", "https://evil.example", "\0", "\x1b[2J", "\r", "\u2028"),
]  # fmt: skip
text = st.lists(st.sampled_from([*PLANES, *NASTY, "Lee", " ", "quote"]), min_size=1, max_size=40).map("".join)
STEADY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def seen(stage, start):
    """What the bot sent since: each message was parsed by the fake as strictly as Telegram does."""
    calls = stage.api.calls[start:]
    return [call for call in calls if call.method in {"sendMessage", "editMessageText", "answerInlineQuery"}]


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=Newsroom(), admins=frozenset({9})) as stage:
        yield stage


async def test_whatever_is_asked_is_answered_in_markup_that_parses(stage):
    chance = random.Random(3)
    ann = stage.api.user("Ann")
    for number in range(150):
        line = "".join(chance.choices([*PLANES, *NASTY, "Lee ", "quote "], k=chance.randrange(1, 60)))
        start = len(stage.api.calls)
        ann.says((("/quote ", "/compare ", "/follow ", "/digest ", "") * 30)[number] + line)
        await stage.settled()
        assert seen(stage, start), repr(line)
        assert {call.status for call in seen(stage, start)} == {200}, repr(line)
        assert all(units(one.text) <= 4096 for one in ann.private.answers[-1:])
    assert stage.app.tally.failed == 0


@pytest.mark.parametrize(
    "line", ["x" * 4_096, "<" * 4_096, "“" * 4_096, "😀" * 2_048, "/quote " + "a " * 2_000, "\u202e" * 4_000]
)
async def test_a_message_as_long_as_telegram_takes(stage, line):
    ann = stage.api.user("Ann")
    ann.says(line)
    await stage.settled()
    assert ann.private.answers
    assert stage.app.tally.failed == 0


@pytest.mark.parametrize("unit", ["“", "(", "A", "«x ", "a. ", "Mr. ", "1.", "-", "said ", "\u202e", "<", "\n"])
async def test_a_line_of_a_megabyte_in_a_file(stage, unit):
    ann = stage.api.user("Ann")
    ann.sends("page.txt", (unit * (1_000_000 // len(unit.encode()))).encode(), caption="/compare")
    await stage.settled()
    assert stage.app.tally.failed == 0


def _marked(markup):
    body = f"{markup} It is so. {markup}"
    hop = Hop(f"{markup} Post", Role.AUTHOR, Basis.GIVEN)
    return Article(id="a1", title=markup, body=body, published="2026-03-01", provenance=Provenance((hop,)))


@STEADY
@given(markup=text)
def test_markup_in_titles_names_and_outlets_stays_text(markup):
    """By the renderer and the parser alone, as many times as it takes."""
    from bot.render import pages
    from bot.render.style import HTML
    from tests.botapi.markup import parse_html

    article = _marked(markup)
    section = Section(msg("action.name", name=markup), (Excerpt(article, Span(0, len(article.body))),))
    for page in pages(Answer(Status.OK, msg("action.name", name=markup), (section,)), HTML):
        found, entities = parse_html(page)
        assert found
        assert not any(one.get("type") == "text_mention" for one in entities)
        assert not any("evil.example" in str(one.get("url", "")) for one in entities)


CRAFTED = [
    "",
    ".",
    "0",
    "x.0",
    "." * 64,
    "\0.0",
    "{token}.99",
    "{token}.-1",
    "{token}.٣",
    "{token}.0x0",
    "{token}.0.0",
    "{token} .0",
    "{other}.0",
]


@pytest.mark.parametrize("data", CRAFTED)
async def test_crafted_buttons_lead_nowhere(tmp_path, data):
    async with on_stage(tmp_path) as stage:
        ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
        for user in (ann, bob):
            user.says("/quote lee")
            await stage.settled()
        mine, theirs = (user.private.last.buttons[0] for user in (ann, bob))
        sent, tokens = len(stage.asked), {"token": mine.data.partition(".")[0], "other": theirs.data.partition(".")[0]}
        query = ann.presses(mine, data=data.format(**tokens))
        await stage.settled()
    assert query.answer["alert"]
    assert len(stage.asked) == sent


async def test_nobody_presses_another_chats_button_though_they_know_its_token(tmp_path):
    async with on_stage(tmp_path) as stage:
        ann, eve = stage.api.user("Ann"), stage.api.user("Eve")
        group = stage.api.group("Readers", ann, eve)
        for user, place in ((ann, None), (eve, None), (eve, group)):
            user.says("/quote@dateline_bot lee" if place else "/quote lee", place)
            await stage.settled()
        secret, sent = ann.private.last.buttons[0].data, len(stage.asked)
        for place in (eve.private, group):
            query = eve.presses(place.last.buttons[0], data=secret)
            await stage.settled()
            assert query.answer["alert"]
        tokens = {stage.chats.keep(5, stage.asked[0], stage.asked[:1]) for _ in range(500)}
    assert len(stage.asked) == sent
    assert len(tokens) == 500
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", one) for one in tokens)  # 96 bits, of the system's own randomness


async def test_crafted_links_only_read(stage):
    from bot.links import payload

    ann = stage.api.user("Ann")
    for line in (
        "/digest daily 08:30 UTC",
        "/follow Lee",
        "/forgetme",
        "/announce x",
        "/remove a1",
        "/settings",
        "/stats",
    ):
        ann.says(f"/start {payload(line, stage.chats)}")
        await stage.settled()
    for crafted in ("r", "l", "r____", "l" + "0" * 16, "r" + "A" * 63, "x" * 64, "r" + "_" * 63):
        ann.says(f"/start {crafted}")
        await stage.settled()
    assert stage.chats.memory.readers() == ()
    assert len(ann.private.answers) == 14
    assert stage.app.tally.failed == 0


async def test_a_flood_of_inline_queries_delays_nobody_else(stage):
    eve, ann = stage.api.user("Eve"), stage.api.user("Ann")
    waiting = [eve.asks_inline(f"Lopes {n}") for n in range(300)]
    ann.says("/help")
    await stage.settled()
    assert ann.private.answers
    assert "results" in waiting[-1]
    assert stage.app.lanes.waiting == 0


@pytest.mark.parametrize("name", sorted(name for name, command in COMMANDS.items() if command.only == OPERATORS))
async def test_operators_commands_are_refused_to_everyone_else(stage, name):
    """In private, in a group, to its administrators, in a channel, by a link, by a button that was an operator's."""
    eve = stage.api.user("Eve")
    group = stage.api.group("Readers", admins=(eve,))
    channel = stage.api.channel("News", admins=(eve,))
    example = COMMANDS[name].example
    eve.says(example)
    eve.says(example.replace(f"/{name}", f"/{name}@dateline_bot"), group)
    eve.says_anonymously(example.replace(f"/{name}", f"/{name}@dateline_bot"), group)
    channel.posts(example)
    await stage.settled()
    assert all(not request.is_operator for request in stage.asked)
    said = [one.plain for place in (eve.private, group, channel) for one in place.answers]
    statuses = {answer(request, stage.door.desk).status for request in stage.asked}
    assert Status.OK not in statuses, said
