"""Messages from staff that do not arrive: it is said as it is, and somebody is asked to phone."""

from storage.vault import number_of
from storage.work import Work
from tests.kept import happened
from tests.town import Town
from tests.writings import WORDS, asked, shows


async def test_a_message_that_is_refused_says_why_and_becomes_a_task_to_phone(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    gone = town.telegram.world.state.people.pop(ann.person)
    await town.jo.taps("Send")
    town.telegram.world.state.people[ann.person] = gone
    assert shows(town, "✗ Not delivered (Chat not found)") == 1
    assert town.jo.hears("could not be delivered (Chat not found). Please phone them.")
    assert await town.priya.taps("Done") == "Thank you."
    assert town.jo.hears(f"{ann.ref}: Priya reached the family another way, Mon 23 Nov, 10:00.")
    assert happened(town, ann, "phoned") == [{}]


async def test_every_message_to_a_family_that_blocked_the_bot_says_so(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("a" * 2500 + "b" * 1000)
    town.telegram.deactivates(ann.person)
    await town.jo.taps("Send")
    assert shows(town, "✗ Not delivered (Forbidden: user is deactivated)") == 1
    assert shows(town, "the family has blocked the bot, so messages do not reach them") == 1
    assert shows(town, "Please phone") == 2  # the card, and the task


async def test_a_family_that_nobody_phoned_is_called_out_again_the_next_working_day(town: Town) -> None:
    ann = await asked(town)
    town.telegram.blocks(ann.person)
    await town.settle()
    await town.passes(days=1)
    assert shows(town, "nobody has said yet that this family was phoned") == 1
    assert numbers_to_phone(town) == [1]
    await town.jo.taps("Done")
    assert numbers_to_phone(town) == []
    assert shows(town, "Jo reached the family another way") == 2
    await town.passes(days=5)
    assert shows(town, "nobody has said yet that this family was phoned") == 0


async def test_a_family_that_lets_the_bot_in_again_need_not_be_phoned(town: Town) -> None:
    ann = await asked(town)
    town.telegram.blocks(ann.person)
    await town.settle()
    town.telegram.unblocks(ann.person)
    await town.settle()
    assert numbers_to_phone(town) == []


async def test_a_family_that_missed_a_message_is_phoned_though_it_is_back(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    town.telegram.blocks(ann.person)
    await town.jo.taps("Send")
    town.telegram.unblocks(ann.person)
    await town.settle()
    assert numbers_to_phone(town) == [1]


def numbers_to_phone(town: Town) -> list[int]:
    """The cases of the families that are to be phoned."""

    def wait(work: Work) -> list[int]:
        found = [case for number in range(1, 5) if (case := work.cases.numbered(number))]
        return [number_of(case) for case in found if work.follow_ups.waits(case, "phone")]

    return town.sendline.database.transact_now(wait)


async def test_a_message_in_mid_interview_that_fails_is_told_too(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.replies("Is he with you?")
    town.telegram.deactivates(ann.person)
    await town.jo.taps("Send")
    assert shows(town, "✗ Not delivered") == 1
    assert town.jo.hears("could not be delivered (Forbidden: user is deactivated). Please phone them.")


async def test_a_family_is_reached_by_what_arrived_and_not_by_what_was_only_sent(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    gone = town.telegram.world.state.people.pop(ann.person)
    await town.jo.taps("Send")
    town.telegram.world.state.people[ann.person] = gone
    assert "Contact the family by" in town.jo.card
    await town.jo.taps("Message the family")
    await town.jo.writes(WORDS)
    assert "first contact with the family: Mon 23 Nov, 10:00" in town.jo.card
