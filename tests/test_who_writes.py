"""A young person and a helper are spoken to as what they are."""

from tests.plays import suspended
from tests.town import Town


async def test_a_young_person_hears_of_themselves(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("I'm 16 or over")
    await ann.says("AL1 3JE")
    assert ann.hears("Which class or year are you in?")
    await ann.taps("Year 11", "No")
    assert ann.hears("What is school or college like for you this week?")
    await ann.taps("Excluded")
    await ann.says("today")
    await ann.taps("Yes, that day")
    labels = [b["text"] for row in ann.screen[-1]["reply_markup"]["inline_keyboard"] for b in row]
    assert "Yes, I can go back" in labels
    await ann.taps("Not yet", "No", "None", "I talk or think of self-harm")
    assert town.jo.hears("SAFETY")
    await ann.taps("Done")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    assert ann.heard("someone may be at risk of self-harm; and you are excluded for good")
    await town.jo.taps("Open the card")
    assert "A young person (16 or over) about herself or himself" in town.jo.card


async def test_a_helper_is_asked_whether_the_parents_agree(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("I'm helping someone")
    await ann.says("AL1 3JE")
    await ann.taps("Years 7", "No")
    await suspended(ann)
    await ann.taps("No", "A parent's job", "Done", "There was a warning", "Yes")
    await ann.shares_number()
    await ann.taps("Nothing to add")
    assert ann.hears("Have the parents said that you may send this?")
    assert ann.hears("True for you: A parent's job is at risk")
    await ann.taps("Send. The parents agree to it")
    assert ann.heard("a job or a home is at risk while a child is not in school full time")
    await town.jo.taps("Open the card")
    assert "Writes for someone else: speak with the parent first" in town.jo.card
