"""Fourteen real kinds of situation, each told as that parent would; what staff read of it on the card."""

from tests.town import Family, Town, begins, finishes

SEND = ("Nothing to add", "Send. You may")


async def tells(family: Family, *taps: str) -> None:
    """Tap, or type what begins with a colon; a date that is read back is right."""
    for said in taps:
        if said.startswith(":"):
            await family.says(said[1:])
            if family.hears("Just to be sure"):
                await family.taps("Yes, that day")
        else:
            await family.taps(said)


async def sends(family: Family) -> None:
    await family.shares_number()
    await family.taps(*SEND)


async def card_of(town: Town) -> str:
    await town.jo.taps("Open the card")
    return town.jo.card


def names(card: str, *parts: str) -> None:
    """The card holds all of these."""
    assert [part for part in parts if part not in card] == []


async def test_1_two_hours_of_a_tutor_and_a_letter_from_the_landlord(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 7", "Yes", "No school place", ":since 1 September", ":2", "Something else", "No")
    await tells(ann, "My job", "My home", "Done", "Worried", "I had a letter", "Yes")
    await sends(ann)
    card = await card_of(town)
    names(
        card,
        "URGENT",
        "impact.home-notice",
        "impact.job-or-home",
        "oos.no-place",
        "oos.with-plan",
        "Section F",
    )
    names(card, "Hours of lessons a week: 2", "How long: since Tuesday 1 September 2026")


async def test_2_five_suspensions_and_another_from_tomorrow(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 3", "Being done", "Suspended", "3", "Tomorrow", ":17", "Yes", "Neither")
    await tells(ann, "I don't know", "No", "My job", "Done", "I had a warning", "Yes")
    await sends(ann)
    names(
        await card_of(town),
        "URGENT",
        "exclusion.cumulative-over-15",
        "governors must meet",
        "impact.job-or-home",
    )


async def test_3_called_to_collect_him_most_days(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 1", "Being done", "Sent or kept home", "4 times", "Neither", "Some lessons", "No")
    await tells(ann, ":31 weeks", "No", "My job", "Usually on part days", "Done", "I had a warning", "Yes")
    await sends(ann)
    card = await card_of(town)
    names(
        card,
        "URGENT",
        "exclusion.informal-repeat",
        "impact.job-or-home",
        "ehcp.late-20",
        "Plan asked for: 31 weeks",
    )


async def test_4_nine_till_eleven_for_a_fortnight_that_never_ended(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 1", "Being done", "Part days", ":10", ":10 weeks", "Yes, happy", "It passed")
    await tells(ann, "They did not say", "I don't know", "No", "My job", "Done", "I had a warning", "Yes")
    await sends(ann)
    names(
        await card_of(town),
        "URGENT",
        "rtt.too-long",
        "rtt.no-end-date",
        "rtt.under-half",
        "impact.job-or-home",
    )


async def test_5_half_days_or_we_exclude_him(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 7", "No", "Part days", ":15", ":7 months", "I said yes but felt", "It passed")
    await tells(ann, "Behaviour", "No")
    await finishes(ann)
    names(await card_of(town), "URGENT", "rtt.no-consent", "rtt.too-long", "rtt.no-end-date", "rtt.behaviour")


async def test_6_suspended_and_the_first_exam_is_tomorrow(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(
        ann, "Year 11", "Yes", "Suspended", ":6", ":friday", "This is the first", "Yes", "Nothing yet", "Yes"
    )
    await tells(ann, ":tomorrow", "Neither", "No")
    await finishes(ann)
    card = await card_of(town)
    names(card, "URGENT", "exclusion.exam-at-risk", "chair of governors", "Tue 24 Nov", "the first exam")
    names(card, "exclusion.cumulative-over-5", "governors meet only if the parent asks")
    assert ann.heard("Tuesday 24 November 2026: the first exam: the governors should decide before it")


async def test_7_too_unwell_with_anxiety_for_six_weeks(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 7", "Being done", "Not going", ":28", "I don't know", "None", "Worry", "No")
    await tells(ann, "I don't know", "No")
    await finishes(ann)
    card = await card_of(town)
    names(card, "URGENT", "oos.no-education-15", "School days missed: 28")
    assert ann.heard("The council must set up lessons if your child can't go to school.")


async def test_8_four_days_left_to_appeal_and_no_certificate(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 3", "Turned down", "Full days", "The plan was turned down", ":27 September")
    await tells(ann, "No certificate", "No")
    await finishes(ann)
    card = await card_of(town)
    names(
        card,
        "URGENT",
        "appeal.deadline-near",
        "appeal.mediation-missed",
        "Fri 27 Nov",
        "the last day to appeal",
    )
    assert ann.heard("Friday 27 November 2026: the last day to appeal")


async def test_9_an_exclusion_fourteen_months_ago_and_settled_since(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 7", "No", "Full days", "An exclusion in the past", ":14 months ago", "No")
    await finishes(ann)
    names(await card_of(town), "ROUTINE", "exclusion.pex-settled", "Exclusion in the past")


async def test_10_one_day_of_suspension_and_back(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 7", "No", "Full days", "Suspensions", ":1", "Neither", "No")
    await finishes(ann)
    names(await card_of(town), "ROUTINE", "exclusion.suspended-before", "Days suspended this term: 1")


async def test_11_a_plan_in_its_31st_week_and_in_school_every_day(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(ann, "Years 3", "Being done", "Full days", "The plan is late", ":31 weeks", "No")
    await finishes(ann)
    names(await card_of(town), "ROUTINE", "ehcp.late-20", "Plan asked for: 31 weeks")


async def test_12_an_agreed_return_after_an_operation(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(
        ann, "Years 3", "Yes", "Part days", ":15", "Under 2", "Yes, happy", ":21 December", "Yes", "Illness"
    )
    await tells(ann, "No")
    await finishes(ann)
    names(await card_of(town), "ROUTINE", "rtt.agreed-phased-return")


async def test_13_a_family_in_monmouthshire_is_shown_the_welsh_door(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "NP25 3AB")
    assert ann.hears("SNAP Cymru")
    assert not town.jo.screen
    ben = town.family("Ben")
    await begins(ben, "NP15 1AA")
    assert ben.hears("Different rules apply in Wales.")


async def test_14_a_sixth_form_timetable_is_no_reduced_one(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await tells(
        ann, "Year 12", "No", "Part days", ":15", "12 weeks", "Yes, happy", "No end date", "They did not say"
    )
    await tells(ann, "No")
    await finishes(ann)
    names(await card_of(town), "ROUTINE", "scope.post-16-check", "check today")
