"""The menus of commands: what is offered is obeyed, and what is obeyed is offered."""

import pytest

from bot.desk.commands import COMMANDS
from bot.menus import FAMILY_COMMANDS, STAFF_COMMANDS
from bot.sandbox.state import STAFF_CHAT
from tests.plays import begins
from tests.town import Town


def test_families_are_offered_every_command_that_is_obeyed_and_no_other() -> None:
    assert sorted(FAMILY_COMMANDS) == sorted(COMMANDS)


@pytest.mark.parametrize("command", FAMILY_COMMANDS)
async def test_a_command_that_families_are_offered_is_not_met_with_the_help_for_unknown_ones(
    town: Town, command: str
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/help")
    help_text = ann.screen[-2]["text"]
    heard = len(ann.screen)
    await ann.says(f"/{command}")
    said = [message["text"] for message in ann.screen[heard:]]
    assert said
    assert (help_text in said) == (command == "help")


@pytest.mark.parametrize("command", STAFF_COMMANDS)
async def test_a_command_that_staff_are_offered_is_obeyed(town: Town, command: str) -> None:
    await town.jo.says("/nonsense")
    help_text = town.jo.last
    await town.jo.says(f"/{command}")
    assert (town.jo.last == help_text) == (command == "help")


@pytest.mark.parametrize("texts", [FAMILY_COMMANDS, STAFF_COMMANDS], ids=["families", "staff"])
def test_what_is_offered_is_as_telegram_takes_it(texts: dict[str, str]) -> None:
    wrong = [name for name in texts if not (name.isascii() and name.islower() and 1 <= len(name) <= 32)]
    assert wrong == []
    assert [text for text in texts.values() if not 3 <= len(text) <= 256] == []


async def test_each_kind_of_chat_is_offered_its_own_commands_in_every_language(town: Town) -> None:
    kept = town.telegram.world.state.commands
    kept["default"] = kept["default en"] = [{"command": "old", "description": "Of a bot before"}]
    await town.sendline.start()
    await town.sendline.stop()
    offered = {scope: [each["command"] for each in commands] for scope, commands in kept.items()}
    assert offered == {
        "all_private_chats": list(FAMILY_COMMANDS),
        "all_private_chats en": list(FAMILY_COMMANDS),
        f"chat:{STAFF_CHAT}": list(STAFF_COMMANDS),
        f"chat:{STAFF_CHAT} en": list(STAFF_COMMANDS),
    }
