"""Who is spoken to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.addressing import Asked, Heard, asked_of
from handlers.messages import ChatKind

PRIVATE, GROUP, CHANNEL = ChatKind.PRIVATE, ChatKind.GROUP, ChatKind.CHANNEL
ME, KNOWN = "Dateline_bot", frozenset({"quote", "people"})
AT = ("@dateline_bot",)


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        (Heard("/quote lee", PRIVATE), Asked("quote", "lee")),
        (Heard("/Quote\nlee on\nboats ", PRIVATE), Asked("quote", "lee on\nboats")),
        (Heard("/unheard of", PRIVATE), Asked("unheard", "of")),  # the handlers say what there is
        (Heard("/help", PRIVATE), Asked("help")),
        (Heard("/quote@other_bot lee", PRIVATE), None),
        (Heard("who said it?", PRIVATE), Asked("ask", "who said it?")),
        (Heard("/ what", PRIVATE), Asked("ask", "/ what")),
        (Heard("/кто", PRIVATE), Asked("ask", "/кто")),
        (Heard("/quote lee", GROUP), Asked("quote", "lee")),  # known to this bot alone
        (Heard("/quote@dateline_bot lee", GROUP), Asked("quote", "lee")),
        (Heard("/QUOTE@DATELINE_BOT lee", GROUP), Asked("quote", "lee")),
        (Heard("/quote@other_bot lee", GROUP), None),
        (Heard("/help", GROUP), None),  # every bot's
        (Heard("/start", GROUP), None),
        (Heard("/help@dateline_bot", GROUP), Asked("help")),
        (Heard("/unheard", GROUP), None),
        (Heard("/unheard@dateline_bot", GROUP), Asked("unheard")),
        (Heard("who said it?", GROUP), None),
        (Heard("who said it?", GROUP, replies=True), Asked("ask", "who said it?")),
        (Heard("/quote@other_bot lee", GROUP, replies=True), None),
        (Heard("/unheard", GROUP, replies=True), None),
        (Heard("@dateline_bot who said it?", GROUP, AT), Asked("ask", "who said it?")),
        (Heard("well @dateline_bot, who?", GROUP, AT), Asked("ask", "well , who?")),
        (Heard("@other who said it?", GROUP, ("@other",)), None),
        (Heard("/quote lee", CHANNEL), Asked("quote", "lee")),
        (Heard("/start", CHANNEL), None),
        (Heard("@dateline_bot who?", CHANNEL, AT), None),
        (Heard("Our news", CHANNEL), None),
    ],
)
def test_what_is_for_the_bot(heard, asked):
    assert asked_of(heard, username=ME, known=KNOWN) == asked


@given(st.text(), st.sampled_from(list(ChatKind)))
def test_any_text_is_understood_or_left_alone(text, kind):
    asked = asked_of(Heard(text, kind), username=ME, known=KNOWN)
    assert asked is None or (asked.command == asked.command.lower() and "/" not in asked.command)
