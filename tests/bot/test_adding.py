"""Operators put articles in by link, file, forward or text: shown as understood, confirmed, put right, or dropped."""

import datetime as dt
import io
import zipfile

import pytest

from corpus.curating import Curating
from corpus.errors import UnreadableError
from corpus.library import open_library
from corpus.models import Page
from corpus.store import build
from corpus.watched.holding import expire, hold, take_up
from corpus.watched.ledger import Ledger
from handlers import answer
from tests.bot.stage import Hands, on_stage
from tests.handlers.fake import ARTICLES

OLGA = 5_000_001  # the first account that the fake makes
STORY = """Harbour stays closed until spring, council says

LINDHOLM, Jan. 3, 2022 (Reuters) - The council of Lindholm voted on Monday to keep the harbour closed until the spring, and no ship may enter before the ice has gone from the whole of the bay.

“We have no ice breaker that could do it,” said Mayor Ada Lind, who had asked for the vote. “Nobody will starve for it.”

The dockers' union said that it would go to court. The harbour has been closed since the first week of December, when the ice came early.
"""
PAGE = f"""<html lang="en"><head><title>Harbour stays closed | Lindholm Gazette</title>
<meta property="og:site_name" content="Lindholm Gazette"><link rel="canonical" href="https://gazette.example/harbour">
<meta property="article:published_time" content="2022-01-03T10:00:00Z"></head><body><article><h1>Harbour stays closed</h1>
{"".join(f"<p>{part}</p>" for part in STORY.split(chr(10) * 2)[1:])}</article></body></html>"""
LINK = "https://gazette.example/harbour"


@pytest.fixture
async def stage(tmp_path):
    async with staged(tmp_path) as stage:
        yield stage


def staged(tmp_path, **options):
    url = f"sqlite:///{tmp_path}/corpus.db"
    if not (tmp_path / "corpus.db").exists():
        build(ARTICLES, url)
    fetched = []

    async def fetch(address):
        fetched.append(address)
        if "gazette.example" in address:
            return Page(address, PAGE.encode(), "text/html", dt.datetime(2022, 1, 4, tzinfo=dt.UTC), url=address)
        return UnreadableError(address, "an address of a private network")

    class Staged:
        async def __aenter__(self):
            self.library = open_library(url)
            self.context = on_stage(
                tmp_path, handle=answer, library=self.library, curator=Curating(url, Hands()),
                admins=frozenset({OLGA}), fetch=fetch, **options,
            )  # fmt: skip
            stage = await self.context.__aenter__()
            if "api" not in options:
                stage.olga, stage.ann = stage.api.user("Olga"), stage.api.user("Ann")
                assert stage.olga.id == OLGA
            stage.fetched = fetched
            stage.library = self.library
            return stage

        async def __aexit__(self, *error):
            await self.context.__aexit__(*error)
            self.library.close()

    return Staged()


async def said(stage, text, **extra):
    stage.olga.says(text, **extra)
    await stage.settled()
    return stage.olga.private.last


def new(stage):
    """The id of what was added."""
    return next(one.id for one in stage.library.articles(limit=50) if one.id not in {each.id for each in ARTICLES})


async def pressed(stage, label):
    stage.olga.presses(stage.olga.private.last.button(label))
    await stage.settled()
    return stage.olga.private.last


async def asked(stage, text="/quote Ada Lind"):
    stage.ann.says(text)
    await stage.settled()
    return stage.ann.private.last.plain


async def test_a_link_is_shown_as_understood_and_added_when_confirmed(stage):
    shown = await said(stage, f"/add {LINK}")
    assert stage.fetched == [LINK]
    assert shown.plain.startswith("To be added: 1 article, 0 of them held already")
    assert "Harbour stays closed" in shown.plain
    assert "page says Reuters via Lindholm Gazette" in shown.plain
    assert "Agency: Reuters, printed on the page · the page says so" in shown.plain
    assert "3 Jan 2022" in shown.plain
    assert "no ice breaker" in shown.plain
    assert "no ice breaker" not in await asked(stage)
    done = await pressed(stage, "Add")
    assert done.plain == "Added: 1 article. Answers use it from now on."
    assert "no ice breaker" in await asked(stage)


async def test_what_is_dropped_is_not_added(stage):
    await said(stage, f"/add {LINK}")
    button = stage.olga.private.last.button("Add")
    assert (await pressed(stage, "Drop")).plain == "Dropped; nothing was added."
    stage.olga.presses(button)
    await stage.settled()
    assert stage.olga.private.last.plain.startswith("It is not there any more")
    assert "no ice breaker" not in await asked(stage)


def packed(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


LINE = '{"id": "j1", "text": "“It is cold in here,” said Ada Lind.", "outlet": "Dock Post", "published": "2022-01-05"}'
FILES = [
    ("a page", "harbour.html", PAGE.encode(), 1),
    ("a text", "harbour.txt", STORY.encode(), 1),
    ("lines", "articles.jsonl", LINE.encode(), 1),
    ("a packed folder", "both.zip", packed(one_txt=STORY, two_jsonl=LINE), 2),
    ("a brief", "one.md", f"---\noutlet: Dock Post\npublished: 2022-01-05\n---\n{STORY}".encode(), 1),
]


@pytest.mark.parametrize(("remark", "name", "content", "n"), FILES, ids=[row[0] for row in FILES])
async def test_files_of_any_kind(stage, remark, name, content, n):
    stage.olga.sends(name, content, "/add")
    await stage.settled()
    assert stage.olga.private.last.plain.startswith(f"To be added: {n} article"), remark
    assert (await pressed(stage, "Add")).plain.startswith(f"Added: {n} article")
    assert "Ada Lind" in await asked(stage)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b" ", "empty"),
        ("table.py", b"print(1)", "a program"),
        ("big.zip", b"\0" * (20 * 2**20 + 1), "larger than the 20 MB"),
        ("broken.zip", b"PK\x03\x04 and no more", "broken.zip"),
        ("../../etc/passwd", b"root", "passwd"),
    ],
)
async def test_what_cannot_be_read_says_why(stage, name, content, told):
    stage.olga.sends(name, content, "/add")
    await stage.settled()
    shown = stage.olga.private.last.plain
    assert shown.startswith("Nothing in it can be added")
    assert told in shown
    assert "/tmp" not in shown


async def test_a_link_that_is_refused_says_why(stage):
    shown = await said(stage, "/add http://10.0.0.1/")
    assert "an address of a private network" in shown.plain


async def test_text_that_is_pasted_or_replied_to(stage):
    shown = await said(stage, f"/add {STORY}")
    assert shown.plain.startswith("To be added: 1 article")
    pasted = stage.olga.says("“Bring your own shovel,” said Omar Okoro, who keeps the pier.")
    await stage.settled()
    shown = await said(stage, "/add", reply_to=pasted)
    assert "Bring your own shovel" in shown.plain


async def test_after_a_bare_add_the_next_thing_is_meant(stage):
    assert "within ten minutes" in (await said(stage, "/add")).plain
    stage.olga.sends("harbour.txt", STORY.encode())
    await stage.settled()
    assert stage.olga.private.last.plain.startswith("To be added: 1 article")
    assert "not in the corpus" in (await said(stage, "What did Ada Lind say?")).plain.lower()


async def test_too_late_it_is_a_question(stage):
    await said(stage, "/add")
    stage.clock.time += dt.timedelta(minutes=11)
    assert not (await said(stage, STORY)).plain.startswith("To be added")


async def test_values_are_put_right_by_reply_and_are_given(stage):
    shown = await said(stage, f"/add {LINK}")
    shown = await said(stage, "outlet: Dock Gazette\ndate: Jan 5, 2022\ntitle: Ice", reply_to=shown)
    assert "Dock Gazette" in shown.plain
    assert "published 5 Jan 2022 (given by whoever added it)" in shown.plain
    assert "Outlet: Dock Gazette, given by whoever added the page" in shown.plain
    await pressed(stage, "Add")
    card = await asked(stage, "/article " + new(stage))
    assert "Ice" in card


async def test_a_button_asks_for_one_value(stage):
    await said(stage, f"/add {LINK}")
    how = await pressed(stage, "Correct date")
    assert how.plain.startswith("When was it published?")
    shown = await said(stage, "2022-01-06", reply_to=how)
    assert "published 6 Jan 2022 (given by whoever added it)" in shown.plain


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("date: soon", "a day reads like 2021-12-08"),
        ("outlet: " + "x" * 400, "Dock"),
        ("what is this", "Not understood: what is this"),
    ],
)
async def test_what_cannot_be_taken_over_is_said(stage, line, told):
    shown = await said(stage, f"/add {LINK}")
    shown = await said(stage, line, reply_to=shown)
    assert told in shown.plain or "xxx" in shown.plain
    assert "Lindholm Gazette" in shown.plain or "xxx" in shown.plain


async def test_a_chain_may_be_given_whole(stage):
    shown = await said(stage, f"/add {LINK}")
    shown = await said(stage, "outlet: Xinhua via People's Daily Online", reply_to=shown)
    assert "Xinhua (state) via People's Daily Online (state)" in shown.plain


async def test_what_is_held_already_is_said(stage):
    for _ in range(2):
        await said(stage, f"/add {LINK}")
        shown = stage.olga.private.last
        await pressed(stage, "Add")
    assert shown.plain.startswith("To be added: 1 article, 1 of them held already")
    assert "Held already as" in shown.plain


async def test_a_copy_is_said(stage):
    await said(stage, f"/add {LINK}")
    await pressed(stage, "Add")
    held = new(stage)
    shown = await said(
        stage, f"/add {STORY}\n\nReporting was done by the Dock Post in Lindholm alone, says the Dock Post."
    )
    assert f"A copy of {held}: no second witness" in shown.plain


async def test_it_waits_through_a_restart_and_no_longer_than_a_day(tmp_path):
    async with staged(tmp_path) as stage:
        first = await said(stage, f"/add {LINK}")
        await said(stage, "title: Ice", reply_to=first)
        api, olga, ann = stage.api, stage.olga, stage.ann
    async with staged(tmp_path, api=api) as stage:
        stage.olga, stage.ann = olga, ann
        assert (await pressed(stage, "Add")).plain.startswith("Added: 1 article")
        await said(stage, f"/add {LINK}")
        stage.clock.time += dt.timedelta(days=1, minutes=1)
        assert (await pressed(stage, "Add")).plain.startswith("It is not there any more")


async def test_what_was_added_comes_back_when_the_corpus_is_built_anew_and_watched(stage, tmp_path):
    await said(stage, f"/add {LINK}")
    await pressed(stage, "Add")
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(ARTICLES, url)
    ledger = Ledger(url)
    assert take_up(ledger) == 1
    hold(ledger)
    assert expire(ledger, "2099-01-01") == 0
    ledger.close()
    assert "no ice breaker" in await asked(stage)


@pytest.mark.parametrize("text", ["/add", f"/add {LINK}", "/add #12345678 yes", "/add @harbour"])
async def test_nobody_else_may_and_nothing_is_fetched(stage, text):
    group = stage.api.group("Readers", stage.olga, admins=(stage.ann,))
    stage.ann.says(text)
    stage.ann.says(text.replace("/add", "/add@dateline_bot"), group)
    stage.olga.says(text.replace("/add", "/add@dateline_bot"), group)
    stage.ann.sends("harbour.txt", STORY.encode(), "/add")
    await stage.settled()
    assert {shown.plain for shown in (*stage.ann.private.answers, *group.answers)} == {
        "That is for those who keep this bot."
    }
    assert stage.fetched == []
    assert stage.api.called("getFile") == []


async def test_what_was_removed_stays_out(stage):
    await said(stage, f"/add {LINK}")
    await pressed(stage, "Add")
    article = new(stage)
    await said(stage, f"/remove {article}")
    await said(stage, f"/add {LINK}")
    assert (await pressed(stage, "Add")).plain == "Nothing is added: what it holds was removed for good."


async def test_a_hostile_name_is_shown_plain(stage):
    stage.olga.sends("\u202e<b>x</b>\u202c.txt", STORY.encode(), "/add")
    await stage.settled()
    shown = stage.olga.private.last.plain
    assert "\u202e" not in shown
    assert shown.startswith("To be added")


# Channels.


@pytest.fixture
def harbour(stage):
    return stage.api.channel("Harbour News", username="harbour", admins=(stage.olga,))


POST = (
    "Harbour closed until spring\n\nThe council has voted. “Nobody will starve for it,” said Mayor Ada Lind on Monday."
)


async def test_a_channels_posts_come_in_while_it_is_followed(stage, harbour):
    harbour.posts(POST)
    await stage.settled()  # each chat has a lane of its own: what is posted a moment before /add may be read after it
    assert (await said(stage, "/add @harbour")).plain.startswith("Posts of Harbour News come in from now on.")
    assert "Nobody will starve" not in await asked(stage)
    post = harbour.posts(POST)
    await stage.settled()
    shown = await asked(stage)
    assert "Nobody will starve" in shown
    assert "Harbour News" in shown
    kept = stage.library.article(f"tg{abs(harbour.id)}-{post.id}")
    assert kept.url == f"https://t.me/harbour/{post.id}"
    assert kept.title == "Harbour closed until spring"
    assert [(hop.outlet, str(hop.basis)) for hop in kept.provenance.chain] == [("Harbour News", "stated")]


async def test_edits_change_the_article_and_do_not_double_it(stage, harbour):
    await said(stage, "/add @harbour")
    post = harbour.posts(POST)
    await stage.settled()
    harbour.changes(post, text=POST.replace("starve", "freeze"))
    await stage.settled()
    shown = await asked(stage)
    assert "Nobody will freeze" in shown
    assert "Nobody will starve" not in shown
    harbour.changes(post, text="")
    await stage.settled()
    assert "Nobody will freeze" in await asked(stage)
    card = await asked(stage, f"/article tg{abs(harbour.id)}-{post.id}")
    assert "Nobody will starve" in card


async def test_an_album_is_one_article(stage, harbour):
    await said(stage, "/add @harbour")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    first = harbour.posts("", media_group_id="77", photo=photo, caption=POST)
    harbour.posts("", media_group_id="77", photo=photo)
    harbour.posts("", media_group_id="77", photo=photo, caption="The ice of the bay, seen from the old pier.")
    harbour.posts("", photo=photo)
    await stage.settled()
    kept = [one for one in stage.library.articles(limit=50) if one.id.startswith("tg")]
    assert [one.id for one in kept] == [f"tg{abs(harbour.id)}-{first.id}"]
    assert kept[0].body.endswith("seen from the old pier.")


async def test_a_forward_within_a_channel_keeps_its_origin(stage, harbour):
    await said(stage, "/add @harbour")
    other = {"id": -1001, "type": "channel", "title": "Ice Watch", "username": "ice"}
    harbour.posts(POST, forward_origin={"type": "channel", "chat": other, "message_id": 3, "date": 1})
    await stage.settled()
    assert stage.library.articles(limit=9)[0].provenance.credit == "Ice Watch via Harbour News"


async def test_channels_are_listed_and_stopped(stage, harbour):
    await said(stage, "/add @harbour")
    shown = await said(stage, "/add")
    assert "Harbour News · @harbour" in shown.plain
    assert (await pressed(stage, "Stop Harbour News")).plain.startswith("Posts of Harbour News come in no longer")
    harbour.posts(POST)
    await stage.settled()
    assert "Nobody will starve" not in await asked(stage)


async def test_a_forward_is_one_post_and_its_channel_can_be_followed(stage, harbour):
    post = harbour.posts(POST)
    await said(stage, "/add")
    stage.olga.forwards(post)
    await stage.settled()
    shown = stage.olga.private.last
    assert shown.plain.startswith("To be added: 1 article")
    assert "Harbour News" in shown.plain
    stage.olga.presses(shown.button("Add"))
    await stage.settled()
    assert "Nobody will starve" in await asked(stage)
    await said(stage, "/add", reply_to=stage.olga.forwards(post))
    assert (await pressed(stage, "Follow this channel")).plain.startswith("Posts of Harbour News come in")
    harbour.posts("“Bring your own shovel to the pier,” said Omar Okoro on Tuesday.")
    await stage.settled()
    assert "own shovel" in await asked(stage, "/quote Omar Okoro")


async def test_an_operator_who_lets_the_bot_into_a_channel_is_asked(stage):
    await said(stage, "/privacy")
    channel = stage.api.channel("Ice Watch", admins=(stage.olga,), bot_posts=False)
    me = stage.api.me
    change = {"chat": channel.state.json, "from": stage.olga.json, "date": 1}
    old = {"status": "left", "user": me}
    from tests.botapi.core import standing
    from tests.botapi.world import Member

    new = standing(me, Member("administrator", {"can_post_messages": True}))
    stage.api.tell(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})
    await stage.settled()
    assert stage.olga.private.last.plain == "The bot is in Ice Watch now. Shall its posts come in?"
    await pressed(stage, "Follow this channel")
    channel.posts(POST)
    await stage.settled()
    assert "Nobody will starve" in await asked(stage)


@pytest.mark.parametrize(("name", "told"), [("@nobody1", "No such channel"), ("@readers", "That is no channel")])
async def test_what_is_no_channel(stage, name, told):
    group = stage.api.group("Readers", stage.olga)
    group.state.username = "readers"
    assert (await said(stage, f"/add {name}")).plain.startswith(told)


async def test_a_channel_that_the_bot_is_not_in(stage):
    stage.api.channel("Ice Watch", username="icewatch", bot_posts=False)
    assert (await said(stage, "/add @icewatch")).plain.startswith("The bot is not in @icewatch")
