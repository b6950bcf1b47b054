"""What a family allows: given, taken back, and held to."""

from datetime import UTC, datetime

import pytest

from bot.casework.consent import Consent
from bot.desk import consents, permission
from bot.desk.talk import Talk
from storage.tables import Consent as Row
from storage.work import Work
from tests.kept import happened
from tests.plays import begins, case_to_be_asked_about, routine_case, seed_case
from tests.town import Family, Town


def rows(town: Town, family: Family) -> list[Row]:
    """All that the family ever allowed or took back, in its order."""

    def read(work: Work) -> list[Row]:
        case = work.cases.of_chat(family.chat)
        return list(work.consents.of(case)) if case else []

    return town.sendline.database.transact_now(read)


def said(town: Town, family: Family) -> list[tuple[str, bool, str, str]]:
    return [(row.kind, row.given, row.wording, row.who) for row in rows(town, family)]


def may(town: Town, family: Family, kind: Consent) -> bool:
    def ask(work: Work) -> bool:
        case = work.cases.of_chat(family.chat)
        assert case
        return permission.may(Talk(work, town.sendline.house, case, town.clock()), kind)

    return town.sendline.database.transact_now(ask)


def authority(town: Town, family: Family) -> str:
    def read(work: Work) -> str:
        case = work.cases.of_chat(family.chat)
        return case.authority if case else ""

    return town.sendline.database.transact_now(read)


async def test_to_send_is_to_ask_for_help_and_the_button_says_whom_the_team_may_speak_to(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await routine_case(ann)
    await case_to_be_asked_about(bea)
    assert said(town, ann) == [
        ("casework", True, "send/1", "family"),
        ("council", True, "send/1", "family"),
        ("school", True, "send/1", "family"),
    ]
    assert said(town, bea) == [
        ("casework", True, "send/1", "family"),
        ("council", False, "send/1", "family"),
        ("school", False, "send/1", "family"),
    ]
    assert rows(town, ann)[0].at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


async def test_whoever_helps_is_asked_for_what_the_parents_agree_to(town: Town) -> None:
    hal = town.family("Hal")
    await hal.says("/start")
    await hal.taps("I'm helping someone")
    await hal.says("AL1 3JE")
    await hal.taps("Years 7", "No", "Suspended", "3", "Today", "This is the first", "Yes", "Neither", "No")
    await hal.taps("None of these")
    await hal.shares_number()
    await hal.taps("Nothing to add", "Send, but ask the parents")
    assert said(town, hal)[0] == ("casework", True, "send-helper/1", "family")
    await hal.says("/privacy")
    assert hal.hears("✗ The parents agree: the team may talk with the council about it.")
    await hal.taps("Ask the council")
    assert said(town, hal)[-1] == ("council", True, "council-helper/1", "family")


async def test_a_young_person_reads_of_her_own_case_in_her_own_words(town: Town) -> None:
    kim = town.family("Kim")
    await kim.says("/start")
    await kim.taps("I'm 16 or over")
    await kim.says("AL1 3JE")
    await kim.says("/privacy")
    assert not kim.hears("your child")
    assert not kim.hears("parents")


@pytest.mark.parametrize(
    ("label", "kind", "left"),
    [
        ("✓ Ask the council", "council", "may speak to the school, but not to the council"),
        ("✓ Ask the school", "school", "may speak to the council, but not to the school"),
    ],
)
async def test_what_is_taken_back_is_off_the_card_at_once_and_the_group_is_told(
    town: Town, label: str, kind: str, left: str
) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card")
    assert "may speak to school and council" in town.jo.card
    await ann.says("/privacy")
    assert await ann.taps(label.removeprefix("✓ ")) == "OK, noted."
    assert left in town.jo.card
    assert town.jo.hears(f"the family no longer allows to speak to the {kind}.")
    assert not may(town, ann, Consent(kind))
    assert said(town, ann)[-1] == (kind, False, f"{kind}/1", "family")
    await ann.taps(label.removeprefix("✓ "))
    assert "may speak to school and council" in town.jo.card
    assert town.jo.hears(f"the family now allows to speak to the {kind}.")
    assert may(town, ann, Consent(kind))
    assert authority(town, ann) == "speak"


async def test_the_history_keeps_the_words_that_were_shown(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/privacy")
    await ann.taps("Count my case")
    assert happened(town, ann, "consent") == [
        {
            "consent": "numbers",
            "given": True,
            "wording": "numbers/1",
            "said": "The team may count my case with others. No names.\nCount my case",
        }
    ]


async def test_numbers_and_words_are_not_given_until_they_are_asked_for_and_staff_are_not_rung(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    assert not may(town, ann, Consent.NUMBERS)
    assert not may(town, ann, Consent.QUOTE)
    rung = len(town.jo.screen)
    await ann.says("/privacy")
    assert ann.hears("✗ The team may count my case with others.")
    await ann.taps("Count my case", "Use my words")
    assert ann.hears("✓ The team may count my case with others.")
    assert may(town, ann, Consent.NUMBERS)
    assert may(town, ann, Consent.QUOTE)
    await ann.taps("Use my words")
    assert not may(town, ann, Consent.QUOTE)
    assert len(town.jo.screen) == rung


async def test_whoever_takes_back_casework_is_told_of_delete_and_staff_to_stop(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    await ann.says("/privacy")
    await ann.taps("Work on my case")
    assert ann.hears("/delete erases it all.")
    assert town.jo.hears("took back that you work on its case. Please stop")
    assert "TAKEN BACK: speak to nobody but the family" in town.jo.card
    assert "Do nothing more on it" in town.jo.card
    assert "Contact the family by" not in town.jo.card
    assert not may(town, ann, Consent.COUNCIL)
    await town.passes(days=30)
    assert not ann.heard("How are things with school now?")
    await ann.says("/start")
    await town.passes(days=30)
    assert not ann.heard("How are things with school now?")


async def test_casework_that_is_given_again_goes_on_with_what_was_allowed_before(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/privacy")
    await ann.taps("Ask the school", "Work on my case", "Work on my case")
    assert authority(town, ann) == "council"
    await town.passes(days=3)
    assert ann.heard("How are things with school now?")


async def test_a_button_that_was_tapped_twice_counts_once(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/privacy")
    message, back = ann.newest_with("Ask the council")
    await ann.taps_data(message["message_id"], back)
    await ann.taps_data(message["message_id"], back)
    assert said(town, ann)[3:] == [("council", False, "council/1", "family")]


async def test_a_case_from_before_consents_were_kept_allows_what_its_button_said(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    town.sendline.database.transact_now(
        lambda work: work.connection.exec_driver_sql("DELETE FROM consent").close()
    )
    assert may(town, ann, Consent.COUNCIL)
    await ann.says("/privacy")
    await ann.taps("Ask the school")
    assert may(town, ann, Consent.COUNCIL)
    assert not may(town, ann, Consent.SCHOOL)


async def test_nothing_is_allowed_before_anything_is_sent(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await ann.says("/privacy")
    assert ann.hears("You have sent nothing yet. I ask you when you send.")
    assert not may(town, ann, Consent.CASEWORK)
    await ann.taps("Close")
    assert ann.hears("What is school like this week?")


async def test_what_is_allowed_can_be_taken_back_after_the_end(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/privacy")
    await ann.taps("Use my words")
    await town.jo.taps("Open the card", "Close", "Advice given")
    await ann.says("/privacy")
    await ann.taps("Use my words")
    assert not may(town, ann, Consent.QUOTE)


async def ask_staff(town: Town, family: Family, kind: Consent) -> None:
    """As before staff note that they wrote to council or school."""

    def ask(work: Work) -> None:
        case = work.cases.of_chat(family.chat)
        assert case
        consents.ask_staff(Talk(work, town.sendline.house, case, town.clock()), kind)

    await town.sendline.database.transact(ask)
    await town.settle()


async def test_a_yes_by_phone_is_noted_under_the_name_of_whoever_heard_it_and_the_family_can_see_it(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await case_to_be_asked_about(ann)
    await town.jo.taps("Open the card")
    await ask_staff(town, ann, Consent.COUNCIL)
    assert town.jo.hears("“May our team talk with the council about your case?")
    question, yes = town.priya.newest_with("They said yes by phone")
    assert await town.priya.taps_data(question["message_id"], yes) == "Noted, under your name."
    assert said(town, ann)[-1] == ("council", True, "phone/1", "Priya")
    assert "may speak to the council, but not to the school" in town.jo.card
    assert ann.hears(
        "The team noted that you said yes to this when you spoke: The team may talk with the council"
    )
    assert question["message_id"] not in [message["message_id"] for message in town.jo.screen]
    assert await town.jo.taps_data(question["message_id"], yes) == "That is allowed already."


# Casework taken back: nothing more is asked of anybody but to read that, and to close


async def takes_back_casework(family: Family) -> None:
    await family.says("/privacy")
    await family.taps("Work on my case")


async def test_nobody_is_told_to_press_for_an_answer_once_casework_is_taken_back(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council")
    await takes_back_casework(ann)
    await town.passes(days=4)
    assert not town.jo.heard("no answer yet")
    await takes_back_casework(ann)  # the same button: it is given again
    await town.passes(days=7)
    assert town.jo.heard("no answer yet from council or school")


async def test_nobody_is_told_to_write_or_to_ring_once_casework_is_taken_back(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Claim")
    await ann.says("/privacy")
    await ann.taps("Work on my case", "Not safe")
    since = len(town.jo.screen)
    await town.passes(days=40)
    told = [m["text"] for m in town.jo.screen[since:]]
    assert [t for t in told if "by which somebody" in t or "ring" in t or "a date is near" in t] == []
    assert not any("not written to in time" in t for t in told)
