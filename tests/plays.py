"""What families tell, from the first word to the last: the ways through the interview that many tests begin with."""

from tests.town import Family, Town


async def begins(family: Family, postcode: str = "AL1 3JE") -> None:
    """A parent says hello and where they live."""
    await family.says("/start")
    await family.taps("Parent or carer")
    await family.says(postcode)


async def part_time(
    family: Family,
    hours: str = "6 to 10",
    weeks: str = "12 weeks",
    agreed: str = "No",
    end: str = "No end date",
    why: str = "They did not say",
) -> None:
    """The questions on a part-time timetable."""
    await family.taps("Part days", hours, weeks, agreed, end)
    if agreed == "Yes" and end.startswith("In"):
        await family.taps("Yes")
    await family.taps(why)


async def suspended(
    family: Family,
    days: str = "3",
    first_day: str = "Today",
    total: str = "This is the first",
    letter: str = "Yes",
    talk: str = "Neither",
) -> None:
    """The questions on a suspension of five days or fewer."""
    await family.taps("Suspended", days, first_day, total, letter, talk)


async def finishes(family: Family) -> None:
    """Nothing at home, a number, nothing to add, send with permission."""
    await family.taps("None of these")
    await family.shares_number()
    await family.taps("Nothing to add", "Send. You may")


async def up_to_impact(family: Family, **suspension: str) -> None:
    """One child, suspended for the first time and for three days: on to what it does to the family."""
    await begins(family)
    await family.taps("Years 7", "No")
    await suspended(family, **suspension)
    await family.taps("No")


async def routine_case(family: Family) -> None:
    """A first formal suspension of three days, and nothing else."""
    await up_to_impact(family)
    await finishes(family)


async def case_to_be_asked_about(family: Family) -> None:
    """The same, of a family that wants to be asked before anybody speaks to council or school."""
    await up_to_impact(family)
    await family.taps("None of these")
    await family.shares_number()
    await family.taps("Nothing to add", "Send, but ask me")


async def seed_case(family: Family) -> None:
    """Two children, one suspended and one on two hours a day that was not agreed; job and home at risk."""
    await begins(family)
    await family.taps("Years 3 to 6", "Being done")
    await suspended(family, total="5½ to 9½")
    await family.taps("20 to 40 weeks")
    await family.taps("Yes, different", "Years 1 and 2", "No")
    await part_time(family, hours="6 to 10", agreed="I said yes but felt", why="Not enough staff")
    await family.taps("No", "My job", "My home", "Done", "I had a warning", "Worried about it", "Yes")
    await family.shares_number()
    await family.taps("Nothing to add", "Send. You may")


async def writes_on(town: Town, family: Family) -> str:
    """Answer on to the end, send, and return the card as staff open it."""
    await family.taps("Years 7", "No")
    await suspended(family)
    await family.taps("No")
    await finishes(family)
    await town.jo.taps("Open the card")
    return town.jo.card


async def not_going(family: Family, missed: str, back: str = "Yes") -> None:
    """Out of school for some days, with no lessons."""
    await begins(family)
    await family.taps("Years 7", "No", "Not going")
    await family.says(missed)
    await family.taps(back, "None", "Worry", "No", "No")
    await finishes(family)


async def card_is_open(town: Town, family: Family | None = None) -> Family:
    """A seed case whose card Jo has opened."""
    family = family or town.family("Ann")
    await seed_case(family)
    await town.jo.taps("Open the card")
    return family
