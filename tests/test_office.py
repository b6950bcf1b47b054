"""The office's profile: the example is valid, and every mistake is refused with file, line, key and what to write."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from bot.casework.calendar import Term, Window
from bot.casework.rulebook import Policy
from bot.office import OfficeError, read_office
from tests.profiles import PROFILE, REFUSED
from tests.town import ROOT


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
