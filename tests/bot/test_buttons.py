"""What stands behind a button, and whose it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import copying, data_of, keep, keyboard, markup, pressed, turns
from bot.chats import ChatStore, Kept
from bot.ready import ANYWHERE
from handlers.messages import Action, ChatKind, ChatRef, Request, msg
from tests.bot.stage import Hands

ANN = ChatRef(5, ChatKind.PRIVATE)
QUOTE = Request("quote", "lee", chat=ANN, asker=5)
ACTIONS = (
    Action(msg("action.why"), Request("why", "/quote lee", chat=ANN)),
    Action(msg("action.help"), Request("help", chat=ANN)),
)


@pytest.fixture(scope="module")
def chats(tmp_path_factory):
    store = ChatStore(f"sqlite:///{tmp_path_factory.mktemp('buttons')}/chats.db", Hands())
    yield store
    store.close()


def test_each_button_leads_to_its_request(chats):
    token = keep(chats, ANN, QUOTE, ACTIONS)
    assert [pressed(chats, data_of(token, number))[1] for number in range(2)] == [action.request for action in ACTIONS]
    assert pressed(chats, data_of(token, 2)) is None
    assert keep(chats, ANN, QUOTE, ()) == ""


@given(st.text(max_size=64))
def test_made_up_data_leads_nowhere(chats, data):
    assert pressed(chats, data) is None


@pytest.mark.parametrize("count", [0, 1, 2, 5, 99])
@pytest.mark.parametrize("link", ["", "https://t.me/dateline_bot"])
def test_a_keyboard_fits_what_telegram_takes(chats, count, link):
    token = keep(chats, ANN, QUOTE, ACTIONS)
    made = keyboard(token, [f"Button {number}" for number in range(count)], link)
    buttons = [button for row in made for button in row]
    assert len(buttons) == count
    assert all(len(row) <= 2 for row in made)
    for button in buttons:
        payload = button["url"].partition("?start=")[2] if link else button["callback_data"]
        assert 1 <= len(payload.encode()) <= 64


def test_the_library_makes_the_same_of_it():
    last = [copying("Copy", "a & b"), {"text": "Share", "switch_inline_query_chosen_chat": {"query": "x"} | ANYWHERE}]
    made = keyboard("token", ["One", "Two", "Three"], last=last)
    assert json.loads(markup(made).to_json())["inline_keyboard"] == made
    assert markup([]) is None


@pytest.mark.parametrize(
    ("behind", "same"),
    [
        (QUOTE.turned(2), True),
        (QUOTE.turned(1), True),
        (Request("quote", "lee on boats", chat=ANN), False),
        (Request("timeline", "lee", chat=ANN), False),
    ],
)
def test_only_a_turned_page_takes_the_place_of_its_answer(behind, same):
    assert turns(Kept(5, 5, QUOTE, (behind,)), behind) == same
