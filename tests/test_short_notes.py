"""Short notes: what comes unasked names nobody and nothing, until the family taps to read it."""

from tests.plays import begins, routine_case, seed_case, up_to_impact
from tests.town import Family, Town

GIVES_AWAY = (
    "robin",
    "ashdown",
    "mp",
    "team",
    "school",
    "send",
    "sl-",
    "case",
    "council",
    "sam",
    "urgent",
    "child",
)
"""No word of what it is about may stand in a short note, in its text or on its buttons."""


def seen(family: Family, since: int) -> str:
    """All that can be read of the messages from the one at `since` on, in small letters."""
    texts = []
    for message in family.screen[since:]:
        texts.append(message["text"])
        for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
            texts += [button["text"] for button in row]
    return "\n".join(texts).casefold()


def given_away(family: Family, since: int) -> list[str]:
    return [word for word in GIVES_AWAY if word in seen(family, since)]


async def wants_short_notes(family: Family) -> None:
    await family.says("/privacy")
    await family.taps("Short notes", "Close")


async def test_four_weeks_of_what_comes_unasked_name_nobody_and_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    await wants_short_notes(ann)
    since = len(ann.screen)
    await town.passes(days=3)
    await town.jo.taps("Message the family")
    await town.jo.writes("We rang the school about Sam. Robin Ashdown MP will write.")
    await town.passes(days=25)
    await town.jo.taps("Close", "Advice given")
    assert ann.count("You have a message. Open it when you can.") == 7
    assert len(ann.screen) - since == 7
    assert given_away(ann, since) == []


async def test_an_interview_that_was_left_is_called_back_to_in_short(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    await wants_short_notes(ann)
    since = len(ann.screen)
    await town.passes(days=3)
    assert ann.count("You have a message.") == 2
    assert given_away(ann, since) == []
    await ann.taps("Show it")
    assert ann.heard("looks urgent, but it is not sent yet")
    assert ann.hears("How long has it been like this?")
    await ann.taps("12 weeks", "No", "No end date", "They did not say")
    assert ann.hears("Is there another child")


async def test_a_tap_shows_what_the_team_wrote_and_another_hides_it_again(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("We rang the school.")
    assert not ann.heard("We rang the school.")
    await ann.taps("Show it")
    assert ann.hears("We rang the school.")
    await ann.taps("Hide this")
    assert ann.last == "You have a message. Open it when you can."
    assert not ann.heard("We rang the school.")
    await ann.taps("Show it")
    assert ann.hears("We rang the school.")


async def test_a_long_message_of_the_teams_comes_as_one_note_and_is_shown_whole(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    since = len(ann.screen)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("first " + "word " * 600 + "last")
    assert len(ann.screen) == since + 1
    await ann.taps("Show it")
    assert "first word" in ann.screen[since]["text"]
    assert "word last" in ann.last
    await ann.taps("Hide this")
    assert given_away(ann, since) == []
    await ann.taps("Show it")
    assert "word last" in ann.last
    assert len(ann.screen) == since + 2


async def test_staff_read_that_only_a_short_note_went_out_however_long_the_message(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("first " + "word " * 600 + "last")
    assert town.jo.heard("✓ A short note was sent Mon 23 Nov, 10:00. The family reads this when it taps")
    assert not town.jo.heard("Waiting to be sent")


async def test_a_check_in_that_was_shown_is_answered_as_ever(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await wants_short_notes(ann)
    await town.passes(days=2, hours=1)
    await ann.taps("Show it", "Better")
    assert town.jo.hears("the family says Better")
    assert ann.heard("✓ Better")


async def test_to_read_a_note_in_the_interview_leaves_the_next_words_to_the_team(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("I can't cope")
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("Are you all right?")
    await ann.taps("Show it")
    await ann.says("No, not at all well.")
    assert town.jo.heard("the family wrote\n“No, not at all well.”")
    assert not ann.heard("Sorry, I did not get that.")


async def test_what_a_family_does_is_answered_in_full(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await ann.says("/status")
    assert ann.hears(f"Your reference is {ann.ref}.")
    await ann.says("He is home again.")
    assert ann.hears("I have passed it to the team.")


async def test_a_note_of_a_case_that_is_closed_can_still_be_read(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Close", "Advice given")
    await ann.says("/start")
    await ann.taps("Show it")
    assert ann.heard("The team has closed your case")


async def test_nobody_can_read_a_note_that_was_erased(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("We rang the school.")
    note, show = ann.newest_with("Show it")
    await ann.says("/delete")
    await ann.taps("Yes, delete it all", "Yes, delete it all")
    await ann.taps_data(note["message_id"], show)
    assert not ann.heard("We rang the school.")


async def test_what_the_team_wrote_stands_in_clear_nowhere_while_it_waits(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await wants_short_notes(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("Marmaduke may come back on Monday.")
    assert "Marmaduke" not in town.stored()


async def test_where_someone_is_hurt_at_home_notes_are_short_unless_they_say_otherwise(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("Someone hurts us at home")
    since = len(ann.screen)
    await town.passes(days=2)
    assert ann.heard("You have a message. Open it when you can.")
    assert given_away(ann, since) == []
    await ann.says("/privacy")
    assert ann.hears("Short notes are on.")


async def test_the_numbers_for_someone_who_is_hurt_at_home_can_be_hidden_by_one_tap(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("Someone hurts us at home")
    assert ann.heard("0808 2000 247")
    await ann.taps("Hide this")
    assert not ann.heard("0808 2000 247")
    await ann.taps("Done")
    assert ann.hears("How can we reach you?")


async def test_the_screen_says_what_short_notes_do_not_hide(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/privacy")
    await ann.taps("Short notes")
    assert ann.hears("The name of this chat still shows.")
