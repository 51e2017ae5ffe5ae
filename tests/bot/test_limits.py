"""Order within a chat, bounds over all, and nobody held up by others."""

import asyncio

from telegram import Chat, Message, Update, User

from bot.limits import InOrder


def update(number, chat):
    person = User(chat, "Ann", is_bot=False)
    return Update(number, Message(number, None, Chat(chat, "private"), from_user=person, text="x"))


async def play(processor, updates, work):
    await asyncio.gather(*(processor.process_update(one, work(one)) for one in updates))


async def test_a_chats_updates_keep_their_order_and_others_do_not_wait():
    seen, gate = [], asyncio.Event()

    async def work(one):
        if one.update_id == 1:
            await gate.wait()
        seen.append(one.update_id)
        if one.update_id == 4:
            gate.set()

    await play(InOrder(2), [update(1, 7), update(2, 7), update(3, 7), update(4, 8)], work)
    assert seen == [4, 1, 2, 3]


async def test_two_thousand_updates_of_one_hold_one_slot():
    seen = []

    async def work(one):
        await asyncio.sleep(0)
        seen.append(one.effective_chat.id)

    crowd = [update(number, 7) for number in range(2_000)]
    await play(InOrder(2), [*crowd, update(2_001, 8)], work)
    assert seen.index(8) < 5
    assert len(seen) == 2_001


async def test_no_more_than_the_slots_work_at_once():
    working, most = 0, 0

    async def work(one):
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0)
        working -= 1

    await play(InOrder(3), [update(number, number) for number in range(50)], work)
    assert most == 3


async def test_an_idle_processor_keeps_no_lanes():
    processor = InOrder()

    async def work(one):
        raise ValueError

    ended = await asyncio.gather(
        *(processor.process_update(update(n, n % 3), work(n)) for n in range(9)), return_exceptions=True
    )
    assert [type(error) for error in ended] == [ValueError] * 9
    assert processor._lanes == {}
