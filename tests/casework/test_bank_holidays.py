"""England's bank holidays are carried as a list: it is what the package "holidays" works out."""

import tomllib
from datetime import date
from importlib.resources import files

from holidays import country_holidays

LIST = files("bot.casework") / "content" / "bank_holidays.toml"


def test_the_list_is_what_the_package_works_out() -> None:
    listed = tomllib.loads(LIST.read_text("utf-8"))
    years = [int(year) for year in listed]
    worked_out = country_holidays("GB", subdiv="ENG", years=years)
    assert {day for year in listed.values() for day in year} == set(worked_out)


def test_the_list_reaches_five_years_ahead() -> None:
    last = max(int(year) for year in tomllib.loads(LIST.read_text("utf-8")))
    assert last >= date.today().year + 5  # noqa: DTZ011  (a year is enough)
