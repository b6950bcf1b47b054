"""The office's profile: the example is valid, and every mistake is refused with file, line, key and what to write."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from bot.casework.calendar import Term, Window
from bot.casework.rulebook import Policy
from bot.office import OfficeError, read_office
from tests.town import ROOT

PROFILE = """\
[office]
mp = "Robin Ashdown MP"
constituency = "St Albans"
council = "Hertfordshire County Council"
postcodes = ["AL1", "AL4 9", "AL3 4AB"]

[hours]
staff = "09:00-17:30"
prompts = "09:30-18:00"
in_words = "9am to 5.30pm"

[contacts]
sendiass = "Herts SENDIASS"
childrens_services = "0300 123 4043"
homelessness = "the homelessness team"

[staff]
alert_at_night = true
second_line = "Sam"

[policy]
rtt_weeks = 4

[[terms]] # of the council's schools
name = "Autumn 2026"
first_on = 2026-09-01
last_on = 2026-12-18
closed = [[2026-10-26, 2026-10-30]]

[[terms]]
name = "Spring 2027"
first_on = 2027-01-04
last_on = 2027-03-25
closed = [
  [2027-02-15, 2027-02-19],
]

[[terms]]
name = "Summer 2027"
first_on = 2027-04-12
last_on = 2027-07-21
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(OfficeError) as refused:
        read_office(path)
    return str(refused.value)


def test_the_example_is_valid_and_has_a_whole_year_of_terms() -> None:
    example = read_office(ROOT / "office.example.toml")
    assert len(example.term_dates()) >= 3
    assert example.rules_policy == Policy()


def test_a_profile_says_what_was_written_and_defaults_where_nothing_was(tmp_path: Path) -> None:
    office = read_office(written(tmp_path, PROFILE))
    assert office.office.postcodes == ("AL1", "AL4 9", "AL3 4AB")
    assert office.hours.staff == Window(time(9), time(17, 30))
    assert office.rules_policy == Policy(rtt_weeks=4)
    assert office.staff.second_line_id == 0
    assert office.term_dates()[1] == Term(
        "Spring 2027", date(2027, 1, 4), date(2027, 3, 25), ((date(2027, 2, 15), date(2027, 2, 19)),)
    )


def test_terms_may_stand_in_any_order(tmp_path: Path) -> None:
    head, *terms = PROFILE.split("[[terms]]")
    mixed = "[[terms]]".join([head, terms[2], terms[0], terms[1]])
    names = [term.name for term in read_office(written(tmp_path, mixed)).term_dates()]
    assert names == ["Autumn 2026", "Spring 2027", "Summer 2027"]


def test_a_profile_that_windows_saved_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    assert read_office(written(tmp_path, f"\ufeff{PROFILE}")).office.constituency == "St Albans"


REFUSED = {
    "A key with a slip": (
        'council = "',
        'counsil = "',
        "office.toml, line 1: office.council is missing. office.example.toml shows how to write it.\n"
        "office.toml, line 4: office.counsil is not a setting. Did you mean council?",
    ),
    "An optional key with a slip": (
        "second_line =",
        "second_lnie =",
        "office.toml, line 19: staff.second_lnie is not a setting. Did you mean second_line?",
    ),
    "A key that means nothing": (
        "rtt_weeks =",
        "colour =",
        "office.toml, line 22: policy.colour is not a setting. "
        "Known here: rtt_weeks, near_cap_days, informal_repeat, deadline_days, late_appeal_days, thin_hours, "
        "part_hours, long_wait_weeks, wait_year_weeks, phase_urgent_month.",
    ),
    "A table with a slip": (
        "[policy]",
        "[polcy]",
        "office.toml, line 21: polcy is not a setting. Did you mean policy?",
    ),
    "A missing table": (
        '[contacts]\nsendiass = "Herts SENDIASS"\nchildrens_services = "0300 123 4043"\n'
        'homelessness = "the homelessness team"\n',
        "",
        "office.toml: contacts is missing. office.example.toml shows how to write it.",
    ),
    "A missing key": (
        'prompts = "09:30-18:00"\n',
        "",
        "office.toml, line 7: hours.prompts is missing. office.example.toml shows how to write it.",
    ),
    "An empty name": (
        '"Robin Ashdown MP"',
        '""',
        "office.toml, line 2: office.mp is wrong: it is empty. Write a text in double quotes.",
    ),
    "A number where a name belongs": (
        '"Herts SENDIASS"',
        "300",
        "office.toml, line 13: contacts.sendiass is wrong: this is no text. Write a text in double quotes.",
    ),
    "A postcode in small letters": (
        '"AL4 9"',
        '"al4 9"',
        'office.toml, line 5: office.postcodes.1 is wrong: write an outward code like "AL1", '
        'a sector like "AL3 4", or a full postcode.',
    ),
    "Half a postcode": (
        '"AL3 4AB"',
        '"AL3 4A"',
        'office.toml, line 5: office.postcodes.2 is wrong: write an outward code like "AL1", '
        'a sector like "AL3 4", or a full postcode.',
    ),
    "One postcode without brackets": (
        '["AL1", "AL4 9", "AL3 4AB"]',
        '"AL1"',
        "office.toml, line 5: office.postcodes is wrong: this is no list. Write a list in square brackets.",
    ),
    "No postcode": (
        '["AL1", "AL4 9", "AL3 4AB"]',
        "[]",
        "office.toml, line 5: office.postcodes is wrong: at least 1 must stand in the square brackets.",
    ),
    "Hours the wrong way round": (
        "09:00-17:30",
        "17:30-09:00",
        "office.toml, line 8: hours.staff is wrong: the opening time must be before the closing time.",
    ),
    "Hours as people say them": (
        "09:30-18:00",
        "9.30 to 6",
        'office.toml, line 9: hours.prompts is wrong: write opening and closing time like "09:00-17:30".',
    ),
    "An hour that no day has": (
        "09:30-18:00",
        "09:30-24:30",
        "office.toml, line 9: hours.prompts is wrong: a day goes from 00:00 to 23:59.",
    ),
    "A word where a number belongs": (
        "rtt_weeks = 4",
        'rtt_weeks = "six"',
        "office.toml, line 22: policy.rtt_weeks is wrong: this is no number. "
        "Write a number like 6, without quotes.",
    ),
    "A policy of no weeks": (
        "rtt_weeks = 4",
        "rtt_weeks = 0",
        "office.toml, line 22: policy.rtt_weeks is wrong: it must be more than 0.",
    ),
    "A limit above the law's": (
        "rtt_weeks = 4",
        "near_cap_days = 46",
        "office.toml, line 22: policy.near_cap_days is wrong: it must be at most 45.",
    ),
    "A word where yes or no belongs": (
        "alert_at_night = true",
        'alert_at_night = "sometimes"',
        "office.toml, line 18: staff.alert_at_night is wrong: this is neither true nor false. "
        "Write true or false, without quotes.",
    ),
    "A key with a slip in the second term": (
        "first_on = 2027-01-04",
        "frist_on = 2027-01-04",
        "office.toml, line 30: terms.1.first_on is missing. office.example.toml shows how to write it.\n"
        "office.toml, line 32: terms.1.frist_on is not a setting. Did you mean first_on?",
    ),
    "A key that the first term lacks and the others have": (
        "last_on = 2026-12-18\n",
        "",
        "office.toml, line 24: terms.0.last_on is missing. office.example.toml shows how to write it.",
    ),
    "A day as people say it in the second term": (
        "last_on = 2027-03-25",
        'last_on = "25 March 2027"',
        "office.toml, line 33: terms.1.last_on is wrong: this is no day. "
        "Write a day like 2026-09-01, without quotes.",
    ),
    "The second term ends before it begins": (
        "last_on = 2027-03-25",
        "last_on = 2027-01-03",
        "office.toml, line 30: terms.1 is wrong: first_on must be before last_on.",
    ),
    "A break of the second term lies outside of it": (
        "[2027-02-15, 2027-02-19]",
        "[2027-03-15, 2027-03-26]",
        "office.toml, line 30: terms.1 is wrong: each closed range must lie within the term, its first day first.",
    ),
    "A break of the second term is the wrong way round": (
        "[2027-02-15, 2027-02-19]",
        "[2027-02-19, 2027-02-15]",
        "office.toml, line 30: terms.1 is wrong: each closed range must lie within the term, its first day first.",
    ),
    "Two terms overlap": (
        "first_on = 2027-01-04",
        "first_on = 2026-12-18",
        "office.toml, line 30: terms.1 is wrong: Spring 2027 begins on 2026-12-18, before Autumn 2026 ends on "
        "2026-12-18. Terms must not overlap.",
    ),
    "A term lies within another": (
        "last_on = 2026-12-18",
        "last_on = 2027-03-26",
        "office.toml, line 30: terms.1 is wrong: Spring 2027 begins on 2027-01-04, before Autumn 2026 ends on "
        "2027-03-26. Terms must not overlap.",
    ),
    "A term was forgotten": (
        "2027-04-12\nlast_on = 2027-07-21",
        "2027-09-01\nlast_on = 2027-12-17",
        "office.toml, line 38: terms.2 is wrong: more than 8 weeks lie between the end of Spring 2027, 2027-03-25, "
        "and its beginning, 2027-09-01, and would count as holidays. Add the term between them.",
    ),
    "A day without its quotes or dashes": (
        "first_on = 2026-09-01",
        "first_on = 1 September 2026",
        "office.toml, line 26: this cannot be read from its character 14 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A text without its quotes": (
        'constituency = "St Albans"',
        "constituency = St Albans",
        "office.toml, line 3: this cannot be read from its character 16 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A list that does not end": (
        "2027-02-19],\n]",
        "2027-02-19],\n",
        "office.toml, line 38: this cannot be read from its character 3 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A quote that does not end, at the end of the file": (
        "last_on = 2027-07-21\n",
        "last_on = '2027-07-21",
        "office.toml, line 41: this cannot be read because the file ends here. Texts stand in double quotes, days "
        "as 2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A key that stands there twice": (
        'second_line = "Sam"\n',
        'second_line = "Sam"\nsecond_line = "Ines"\n',
        "office.toml, line 20: this stands there twice. Keep one. Terms alone come several times, each below a "
        "[[terms]] of its own.",
    ),
    "One heading of a term in single brackets": (
        '[[terms]]\nname = "Spring 2027"',
        '[terms]\nname = "Spring 2027"',
        "office.toml, line 30: this stands there twice. Keep one. Terms alone come several times, each below a "
        "[[terms]] of its own.",
    ),
    "The heading of the only term in single brackets": (
        PROFILE[PROFILE.index("[[terms]]") :],
        '[terms]\nname = "Autumn 2026"\nfirst_on = 2026-09-01\nlast_on = 2026-12-18\n',
        "office.toml, line 24: terms is wrong: this is no list. Write [[terms]], in double square brackets, on a "
        "line of its own above its settings.",
    ),
    "A heading in double brackets": (
        "[policy]",
        "[[policy]]",
        "office.toml, line 21: policy is wrong: this is no heading with settings below it. Write [policy], in "
        "single square brackets, on a line of its own above its settings.",
    ),
    "A text where a heading belongs": (
        "[office]",
        'retention = "long"\n[office]',
        "office.toml, line 1: retention is wrong: this is no heading with settings below it. Write [retention], in "
        "single square brackets, on a line of its own above its settings.",
    ),
    "A word where a whole number belongs": (
        'second_line = "Sam"',
        'second_line_id = "Sam"',
        "office.toml, line 19: staff.second_line_id is wrong: this is no whole number. Write a whole number, "
        "without quotes.",
    ),
    "One number where a list of them belongs": (
        'second_line = "Sam"',
        "managers = 5000000007",
        "office.toml, line 19: staff.managers is wrong: this is no list. Write a list in square brackets.",
    ),
    "Half a person": (
        'second_line = "Sam"',
        "managers = [1.5]",
        "office.toml, line 19: staff.managers.0 is wrong: this is no whole number. Write a whole number, without "
        "quotes.",
    ),
    "Three steps where there are two": (
        "[policy]",
        "[targets]\nurgent_escalate = [5, 10, 15]\n[policy]",
        "office.toml, line 22: targets.urgent_escalate is wrong: no more than 2 may stand in the square brackets.",
    ),
    "A day that was yesterday's": (
        "[policy]",
        "[targets]\nurgent_read = -1\n[policy]",
        "office.toml, line 22: targets.urgent_read is wrong: it must be at least 0.",
    ),
    "Weeks without end": (
        "rtt_weeks = 4",
        "rtt_weeks = inf",
        "office.toml, line 22: policy.rtt_weeks is wrong: this is no number to count with. Write a number like 6, "
        "without quotes.",
    ),
    "A day with an hour": (
        "first_on = 2026-09-01",
        "first_on = 2026-09-01T09:00:00",
        "office.toml, line 26: terms.0.first_on is wrong: this is no day. Write a day like 2026-09-01, without "
        "quotes.",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_mistake_is_refused_with_file_line_key_and_what_to_write(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert PROFILE.count(old) == 1
    assert refusal(written(tmp_path, PROFILE.replace(old, new))) == message


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    broken = PROFILE.replace("rtt_weeks = 4", "rtt_weeks = 0").replace("17:30", "08:30")
    assert refusal(written(tmp_path, broken)) == (
        "office.toml, line 8: hours.staff is wrong: the opening time must be before the closing time.\n"
        "office.toml, line 22: policy.rtt_weeks is wrong: it must be more than 0."
    )


WRONG = (
    '"x"',
    '""',
    "-1",
    "3.5",
    "inf",
    "nan",
    "[]",
    "[[]]",
    "{}",
    "[{}]",
    "true",
    "2026-09-01",
    "09:00:00",
    '["x"]',
    "[9, 9, 9]",
)
THEIRS = re.compile(r"Input|Field|Tuple|Error|should|valid|item|instance|dictionary|parse|finite|fractional")
"""What pydantic and Python say, and we never do."""


def test_whatever_is_written_behind_a_key_is_refused_in_our_own_words_alone(tmp_path: Path) -> None:
    lines = (ROOT / "office.example.toml").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        for wrong in WRONG if re.match(r"\w+ = ", line) else ():
            changed = [*lines[:number], f"{line.partition(' = ')[0]} = {wrong}", *lines[number + 1 :]]
            try:
                read_office(written(tmp_path, "\n".join(changed)))
            except OfficeError as refused:
                assert not THEIRS.search(str(refused))
                assert re.match(r"office\.toml, line \d+: ", str(refused))


def test_a_holiday_of_eight_weeks_is_a_holiday_and_a_day_more_a_forgotten_term(tmp_path: Path) -> None:
    eight_weeks = PROFILE.replace("first_on = 2027-01-04", "first_on = 2027-02-12")
    assert len(read_office(written(tmp_path, eight_weeks)).terms) == 3
    a_day_more = PROFILE.replace("first_on = 2027-01-04", "first_on = 2027-02-13")
    assert "more than 8 weeks lie between" in refusal(written(tmp_path, a_day_more))


def test_a_profile_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    assert refusal(tmp_path / "office.toml") == (
        f"{tmp_path / 'office.toml'} is not there. It says who the office speaks for. Copy office.example.toml to "
        "it, and fill it in."
    )


def test_a_profile_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(PROFILE.replace("Robin", "Zoë").encode("latin-1"))
    assert refusal(path) == "office.toml is not text in UTF-8. Save it again with that encoding."
