"""What comes on its own gives way: to a talk with a person, to a pause, to the family's hours, to another prompt."""

from datetime import UTC, datetime, timedelta

from storage.tables import Case
from storage.work import Work
from tests.plays import begins, seed_case
from tests.town import Family, Town

HOW = "How are things with school now?"


def wishes(town: Town, family: Family, **columns: object) -> None:
    """As the family's settings would have it."""

    def change(work: Work) -> None:
        case = work.cases.of_chat(family.chat)
        assert isinstance(case, Case)
        for name, value in columns.items():
            setattr(case, name, value)

    town.sendline.database.transact_now(change)


def moments(family: Family, text: str) -> list[str]:
    sent = [m["date"] for m in family.screen if text in m["text"]]
    return [datetime.fromtimestamp(at, UTC).strftime("%a %d %b %H:%M") for at in sent]


async def test_words_of_the_team_hold_back_the_question_how_things_are(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)  # Monday, 10:00
    await town.passes(days=1)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("We rang the school.")
    await town.passes(days=5)
    assert moments(ann, HOW) == ["Thu 26 Nov 10:00"]


async def test_words_of_a_family_to_the_team_hold_it_back_as_well(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=1)
    await ann.says("Has anybody rung the school?")
    await town.passes(days=5)
    assert moments(ann, HOW) == ["Thu 26 Nov 10:00"]


async def test_a_paused_family_is_asked_when_the_pause_is_over(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    wishes(town, ann, paused_until=town.clock() + timedelta(days=8))
    await town.passes(days=9)
    assert moments(ann, HOW) == ["Tue 01 Dec 10:00"]


async def test_after_the_familys_hour_it_comes_on_the_next_morning(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    wishes(town, ann, not_after=10)
    await town.passes(days=4)
    assert moments(ann, HOW) == ["Thu 26 Nov 09:30"]


async def test_a_family_that_blocked_the_bot_is_for_staff_to_ring(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    town.telegram.blocks(ann.person)
    await town.settle()
    await town.passes(days=8)
    assert town.jo.count("please ring the family and ask how things are") == 2
    assert town.jo.heard("the family cannot be reached here")


async def test_a_family_that_rang_is_for_staff_to_ring(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    wishes(town, ann, chat_id=None, by_phone=True)
    await town.passes(days=3)
    assert town.jo.count("please ring the family and ask how things are") == 1
    assert not ann.heard(HOW)


async def test_a_family_that_wants_no_messages_is_left_alone_by_staff_too(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/stop")
    await town.passes(days=10)
    assert not town.jo.heard("please ring the family")


async def test_two_prompts_that_fall_due_together_come_on_two_days(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    wishes(town, ann, prompted_on=town.clock().date())
    await town.passes(hours=8)
    assert not ann.heard("it is not sent yet")
    await town.passes(days=1)
    assert moments(ann, "it is not sent yet") == ["Tue 24 Nov 09:30"]


async def test_a_question_that_falls_due_while_staff_correct_the_answers_comes_after_that(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)  # Monday, 10:00
    await town.passes(days=2, minutes=-10)
    await town.jo.taps("Open the card", "More", "Correct answers", "1. Letter")
    await town.passes(minutes=30)
    assert moments(ann, HOW) == []
    await town.jo.taps("Yes")
    await town.jo.replies("They have it in writing.")
    await town.passes(days=1)
    assert moments(ann, HOW) == ["Wed 25 Nov 11:00"]
