"""Troubles of the staff group: noticed, said with what to do, and mended without anything lost."""

import logging

import pytest
from pydantic import SecretStr

from bot.casework.messages import STAFF_ROOM
from bot.doctor import _telegram
from bot.menus import STAFF_COMMANDS
from bot.sandbox.state import STAFF_CHAT
from bot.settings import Settings
from bot.trial import TOKEN
from tests.handlers.owed import queued, states
from tests.handlers.ticks import Ticks, count_by_ticks, passes
from tests.kept import set_aside
from tests.plays import seed_case
from tests.running import a_telegram
from tests.town import Town

OUT = "The bot was taken out of the staff group. Add it again: what the group is owed waits until then."
MUTE = "The bot may not write in the staff group. Let it send messages and files there, under the group's"
ADMIN = "The bot is an administrator of the staff group, so that Telegram shows it all that staff write."


@pytest.fixture
async def ticks(town: Town) -> Ticks:
    return await count_by_ticks(town)


@pytest.mark.parametrize(("status", "words"), [("kicked", OUT), ("left", OUT), ("restricted", MUTE)])
async def test_what_the_group_is_owed_waits_while_the_bot_may_not_write_and_comes_once_it_may(
    town: Town, ticks: Ticks, caplog: pytest.LogCaptureFixture, status: str, words: str
) -> None:
    town.telegram.bot_becomes(status)
    await town.settle()
    assert words in caplog.text
    await queued(town, STAFF_ROOM, "Good morning.")
    for _ in range(8):
        await passes(town, ticks, 60)
    assert states(town) == ["queued"]
    assert "its messages wait. Let the bot be a member of it that may write" in caplog.text
    town.telegram.bot_becomes("member")
    await town.settle()  # no more time passes: it is not the next try that brings it
    assert town.jo.count("Good morning.") == 1


async def test_a_family_is_served_while_the_group_is_closed_to_the_bot(town: Town, ticks: Ticks) -> None:
    town.telegram.bot_becomes("kicked")
    ann = town.family("Ann")
    await seed_case(ann)
    assert ann.heard("Your reference is")
    town.telegram.bot_becomes("member")
    await passes(town, ticks, 60)
    assert town.jo.count(f"URGENT · {ann.ref}") == 1


async def test_a_group_that_the_bot_is_back_in_is_offered_the_commands(town: Town) -> None:
    town.telegram.bot_becomes("kicked")
    town.telegram.bot_becomes("member")
    await town.settle()
    offered = town.telegram.world.state.commands[f"chat:{STAFF_CHAT}"]
    assert [each["command"] for each in offered] == list(STAFF_COMMANDS)


# What staff write among themselves


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
async def test_what_staff_write_among_themselves_leaves_no_trace_though_telegram_shows_it(
    town: Town, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    if how == "administrator":
        town.telegram.bot_becomes("administrator")
    else:
        town.telegram.privacy_mode(on=False)
    await town.settle()
    assert (ADMIN in caplog.text) == (how == "administrator")
    shown, heard = len(town.jo.screen), len(ann.screen)
    with caplog.at_level(logging.DEBUG):
        await town.jo.says("poor woman, that school again")
    town.telegram.says(town.priya.person, town.priya.chat, "indeed", reply_to=mine(town))
    await town.settle()
    assert (len(town.jo.screen), len(ann.screen)) == (shown, heard)
    assert "poor woman" not in town.stored() + caplog.text
    assert "indeed" not in town.stored()
    assert set_aside(town) == []


def mine(town: Town) -> int:
    """The newest message that Jo wrote."""
    return int(
        [m for m in town.telegram.history(STAFF_CHAT) if m["from"]["id"] == town.jo.person][-1]["message_id"]
    )


# Cards that Telegram lets nobody change any more


async def test_a_card_that_is_too_old_to_edit_is_posted_anew(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    card, claim = town.jo.newest_with("Claim")
    town.telegram.misbehave("uneditable", "editMessageText")
    await town.jo.taps("Claim")
    assert town.jo.screen[-2]["message_id"] != card["message_id"]
    assert town.jo.count("Claimed by Jo") == 1
    assert (
        await town.priya.taps_data(card["message_id"], claim) == "Jo has this case since Mon 23 Nov, 10:00."
    )
    await town.jo.taps("Accept")
    assert "verdict accepted by Jo" in town.jo.card
    assert town.jo.count("verdict accepted by Jo") == 1


async def test_a_button_of_a_card_that_is_gone_still_does_what_it_says(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    card, claim = town.jo.newest_with("Claim")
    await town.sendline.bot.delete_message(STAFF_CHAT, card["message_id"])
    assert await town.jo.taps_data(card["message_id"], claim) == "It is yours."
    assert "Claimed by Jo" in town.jo.card


async def test_a_line_that_is_too_old_to_tell_of_a_failure_is_no_way_to_miss_it(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.replies("We rang the school.")
    town.telegram.deactivates(ann.person)
    town.telegram.misbehave("uneditable", "editMessageText", times=2)
    await town.jo.taps("Send")
    assert town.jo.heard("Please phone or write.")
    assert town.jo.newest_with("Done")


# The doctor


async def findings(change: str) -> dict[str, str]:
    """What the doctor says of Telegram once this has happened in the group."""
    async with a_telegram() as (telegram, port):
        if change == "privacy off":
            telegram.privacy_mode(on=False)
        else:
            telegram.bot_becomes(change)
        settings = Settings.model_construct(
            token=SecretStr(TOKEN),
            staff_chat=STAFF_CHAT,
            master_keys=SecretStr(""),
            telegram=f"http://127.0.0.1:{port}",
        )
        return {name: said async for name, said in _telegram(settings)}


@pytest.mark.parametrize(
    ("change", "what", "words"),
    [
        ("kicked", "staff chat", OUT),
        ("left", "staff chat", OUT),
        ("restricted", "staff chat", MUTE),
        ("administrator", "staff chat", ADMIN),
        ("privacy off", "privacy mode", "it is off, so that Telegram shows the bot all that staff write"),
    ],
)
async def test_the_doctor_says_what_to_do(change: str, what: str, words: str) -> None:
    found = await findings(change)
    assert found.pop(what).startswith(words)
    assert set(found.values()) == {""}


async def test_of_an_ordinary_member_the_doctor_has_nothing_to_say() -> None:
    assert await findings("member") == {"token": "", "staff chat": "", "privacy mode": ""}
