"""Coming back: something changed, another child, one question asked once more; nothing starts over."""

from tests.plays import begins, finishes, part_time, routine_case, seed_case, suspended, up_to_impact
from tests.town import Town


async def test_something_changed_asks_the_deciding_questions_and_keeps_the_rest(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/start")
    assert ann.hears("A person should contact you by")
    await ann.taps(
        "Something changed", "Part days", "6 to 10", "Over a year", "No", "No end date", "They did not say"
    )
    await ann.taps("None of these")
    assert town.jo.heard("the family came back: something changed")
    assert town.jo.heard("New answers changed this case")
    assert ann.heard("It now looks urgent")
    assert ann.hears("The team has your new answers.")


async def test_another_child_is_told_of_without_starting_over(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/status")
    await ann.taps("Tell of another child", "Years 1 and 2", "No")
    await part_time(ann)
    await ann.taps("No")
    assert ann.hears("The team has your new answers.")
    assert town.jo.heard("the family came back to tell of another child")
    assert town.jo.heard("Child 1: Another child: No → Yes, different")
    assert town.jo.heard("Child 2: Class: Years 1 and 2")
    await town.jo.taps("Open the card")
    assert "combo.two-children" in town.jo.card


async def test_a_young_person_is_not_asked_for_another_child(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("I'm 16 or over")
    await ann.says("AL1 3JE")
    await ann.taps("Year 12", "No", "Full days", "Something else", "Skip", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await ann.says("/status")
    labels = [b["text"] for row in ann.screen[-1]["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["Something changed", "When may we write?"]


async def test_an_old_button_to_come_back_does_nothing_while_questions_are_asked(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/status")
    message, data = ann.newest_with("Something changed")
    await ann.taps_data(message["message_id"], data)
    toast = await ann.taps_data(message["message_id"], data)
    assert toast == "That button no longer does anything. You can just write to me."
    assert town.jo.count("something changed. I am asking what") == 1


async def test_the_status_says_the_dates_of_the_family(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/status")
    assert ann.hears("Your dates")
    assert ann.hears("if you ask, the school's governors must meet by then")


async def test_where_it_is_not_safe_to_write_the_status_tells_nothing_of_what_it_is_about(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann, total="Over 15")
    await ann.taps("Someone hurts us at home", "Done")
    await ann.shares_number()
    await ann.taps("No, please ring", "Nothing to add", "Send. You may")
    await ann.says("/status")
    assert ann.hears("Your reference is")
    assert not ann.hears("governors")
    assert "reply_markup" not in ann.screen[-1]


# One answer decides


async def test_one_answer_that_decides_is_asked_once_more_and_says_why(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No")
    await suspended(ann, total="I don't know")
    await ann.taps("No", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add")
    assert ann.hears("this one answer decides how soon we must act")
    assert ann.hears("How many school days of suspension this term")
    await ann.taps("This is the first")
    assert ann.hears("Please check your answers")
    await ann.taps("Send. You may")
    assert town.jo.hears("ROUTINE")


async def test_whoever_still_does_not_know_is_not_asked_a_third_time(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No")
    await suspended(ann, total="I don't know")
    await ann.taps("No", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add", "I don't know")
    assert ann.hears("Please check your answers")
    await ann.taps("Send. You may")
    assert town.jo.hears("URGENT")


async def test_nothing_is_asked_once_more_where_something_else_is_urgent_for_certain(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann, total="I don't know", talk="Excluding for good")
    await ann.taps("None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add")
    assert ann.hears("Please check your answers")


# Danger by a command, at any step


async def test_danger_can_be_said_by_a_command_at_any_step(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/danger")
    assert ann.heard("Call 999 now if anyone is in danger.")
    assert ann.hears("Which class or year?")
    assert town.jo.heard("SAFETY · URGENT")
    assert town.jo.hears("the family wrote\n“Someone is not safe now”")


async def test_danger_said_before_anything_else_brings_the_numbers_and_rings_once_it_is_known_who(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await ann.says("/danger")
    assert ann.heard("Call 999 now if anyone is in danger.")
    assert ann.hears("Who are you?")
    await ann.taps("Parent or carer")
    assert not town.jo.screen
    await ann.says("AL1 3JE")
    assert town.jo.hears("SAFETY · URGENT")


async def test_danger_said_again_of_a_case_that_staff_have_reaches_them_each_time(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/danger", "/danger")
    assert town.jo.count("the family wrote\n“Someone is not safe now”") == 2
    assert town.jo.heard("SAFETY · URGENT")


async def test_danger_said_after_the_end_rings(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Close", "Advice given")
    await ann.says("/danger")
    assert ann.hears("Call 999 now if anyone is in danger.")
    assert town.jo.heard("SAFETY · URGENT")


# What a routine family hears, and who lives near a border


async def test_a_routine_family_hears_what_was_passed_on_and_never_that_it_is_no_emergency(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "Being done", "Full days", "The plan is late", "20 to 40 weeks", "No")
    await finishes(ann)
    assert ann.heard("What I passed on: the plan is late.")
    assert not ann.heard("emergency.")
    await town.jo.taps("Open the card")
    assert "ehcp.late-20" in town.jo.card


async def test_a_family_near_a_border_is_shown_every_door(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "NP25 3AB")
    assert ann.hears("close to a border")
    assert ann.hears("SNAP Cymru")
