"""The doctor: what is missing or wrong is named, with what to do, and never shown."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.sandbox.server import Server
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from storage.database import Database
from storage.sealing import read_master_keys
from tests.env_file import KEY, OTHER_KEY, RIGHT, TOKEN, settles_in, write_env
from tests.sandbox.stage import Clock, FewControls
from tests.town import ROOT

MP = ("Robin Ashdown MP", "Alex Thornbury MP")
SECOND_LINE = ('"Sam"', '"Ines"')
TOWN = ("St Albans", "Elmbridge North")
COUNCIL = ("Hertfordshire County Council", "Elmshire County Council")
POSTCODES = ('["AL1", "AL2", "AL3", "AL4"]', '["KT9"]')
SENDIASS = ("Herts SENDIASS, hertssendiass.org.uk", "Elmshire SENDIASS")
NUMBER = ("0300 123 4043", "01632 960 001")
OWN = (MP, TOWN, COUNCIL, POSTCODES, SENDIASS, NUMBER, SECOND_LINE)
"""What an office that filled in the example wrote in place of what stood there."""


def write_profile(folder: Path, *filled_in: tuple[str, str]) -> str:
    """The example, with this put in place of that. Returns its text."""
    text = (ROOT / "office.example.toml").read_text("utf-8")
    for old, new in filled_in:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "office.toml").write_text(text, encoding="utf-8")
    return text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return settles_in(tmp_path, monkeypatch)


@pytest.fixture
async def line(folder: Path) -> AsyncIterator[str]:
    """The address of a pretend Telegram, and settings beside an office's profile that are all right."""
    clock = Clock()
    telegram = Telegram(clock, TOKEN)
    server = Server(site(telegram, FewControls(clock)), telegram)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    address = f"http://127.0.0.1:{server.port}"
    write_profile(folder, *OWN)
    write_env(folder, **RIGHT, TELEGRAM=address)
    yield address
    server.should_exit = True
    await serving


async def test_the_doctor_finds_nothing_where_all_is_well(line: str) -> None:
    assert await examine() == [
        ("settings", ""),
        ("office profile", ""),
        ("database and master key", ""),
        ("token", ""),
        ("staff chat", ""),
        ("privacy mode", ""),
    ]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o660])
async def test_the_doctor_says_that_others_may_get_at_the_key_and_what_to_type(
    line: str, folder: Path, mode: int
) -> None:
    (folder / ".env").chmod(mode)
    assert (await examine())[0] == (
        "settings",
        "others on this machine may read or change .env, which holds the token and the master key. "
        "Type: chmod 600 .env",
    )


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
async def test_of_a_file_for_its_owner_alone_the_doctor_has_nothing_to_say(
    line: str, folder: Path, mode: int
) -> None:
    (folder / ".env").chmod(mode)
    assert (await examine())[0] == ("settings", "")


async def test_where_all_settings_are_in_the_environment_the_doctor_asks_for_no_file(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").unlink()
    for name, value in (RIGHT | {"TELEGRAM": line}).items():
        monkeypatch.setenv(f"SENDLINE_{name}", value)
    assert (await examine())[0] == ("settings", "")


async def test_the_doctor_says_which_settings_are_missing_and_looks_no_further(folder: Path) -> None:
    write_env(folder, STAFF_CHAT="-1001000000001", MASTER_KEYS=KEY)
    assert await examine() == [
        (
            "settings",
            "SENDLINE_TOKEN is missing.\n  What to write: The bot's token, as BotFather shows it.\n"
            "  Where: in the environment, or in the file .env",
        )
    ]


async def test_the_doctor_says_that_telegram_does_not_know_the_token(line: str, folder: Path) -> None:
    write_env(folder, **(RIGHT | {"TOKEN": "1234567:another"}), TELEGRAM=line)
    assert await examine() == [
        ("settings", ""),
        ("office profile", ""),
        ("database and master key", ""),
        ("token", "Telegram does not know it. Copy it again from BotFather into SENDLINE_TOKEN."),
    ]


async def test_the_doctor_says_that_telegram_cannot_be_reached(line: str, folder: Path) -> None:
    write_env(folder, **RIGHT, TELEGRAM="http://127.0.0.1:9")
    assert (await examine())[-1] == (
        "token",
        "http://127.0.0.1:9 cannot be reached. Check the line, then try again.",
    )


async def test_the_doctor_says_that_the_bot_is_not_in_the_staff_chat(line: str, folder: Path) -> None:
    write_env(folder, **(RIGHT | {"STAFF_CHAT": "-1009999999999"}), TELEGRAM=line)
    assert (await examine())[-2] == (
        "staff chat",
        "the bot is not in it. Add the bot to the staff's group, write /chat@your_bot there, use that number.",
    )


async def test_the_doctor_notices_another_key_than_the_one_that_the_database_was_written_under(
    line: str, folder: Path
) -> None:
    database = Database("sqlite:///sendline.db", read_master_keys(OTHER_KEY))
    database.prepare()
    database.close()
    assert (await examine())[2] == (
        "database and master key",
        "Master key 'first' is not the one that this database was written under. Put the right key into "
        "SENDLINE_MASTER_KEYS; without it, what families wrote cannot be read.",
    )


async def test_the_doctor_refuses_a_key_of_the_wrong_shape_without_showing_it(
    line: str, folder: Path
) -> None:
    write_env(folder, **(RIGHT | {"MASTER_KEYS": "hunter2"}), TELEGRAM=line)
    assert (await examine())[2] == (
        "master key",
        "SENDLINE_MASTER_KEYS is wrong: each key is a name, a colon and 32 bytes in base64. "
        "./sendline key makes one.",
    )


async def test_the_doctor_says_that_the_database_cannot_be_opened(line: str, folder: Path) -> None:
    write_env(folder, **RIGHT, TELEGRAM=line, DATABASE_URL="sqlite:///no-such-folder/sendline.db")
    assert (await examine())[2] == (
        "database and master key",
        "The database cannot be opened. Check the path, and who may read and write there.",
    )


async def test_the_doctor_asks_for_the_office_profile(line: str, folder: Path) -> None:
    (folder / "office.toml").unlink()
    assert (await examine())[1] == (
        "office profile",
        "office.toml is not there. It says who the office speaks for. Copy office.example.toml to it, and fill "
        "it in.",
    )


async def test_the_doctor_asks_for_term_dates(line: str, folder: Path) -> None:
    text = write_profile(folder, *OWN)
    (folder / "office.toml").write_text(text.partition("[[terms]]")[0], encoding="utf-8")
    assert (await examine())[1] == (
        "office profile",
        "no term dates: every count of school days is a guess. Add [[terms]].",
    )


UNFILLED = {
    "Nothing was filled in": (
        (),
        "office.mp, office.constituency, office.council, office.postcodes, contacts.sendiass, "
        "contacts.childrens_services, staff.second_line, terms",
    ),
    "The MP alone was": (
        (MP,),
        "office.constituency, office.council, office.postcodes, contacts.sendiass, contacts.childrens_services, "
        "staff.second_line, terms",
    ),
    "The numbers are another council's": (
        (MP, TOWN, COUNCIL, POSTCODES, SECOND_LINE),
        "contacts.sendiass, contacts.childrens_services",
    ),
    "The postcodes are another constituency's": (
        (MP, TOWN, COUNCIL, SENDIASS, NUMBER, SECOND_LINE),
        "office.postcodes",
    ),
    "Nobody in this office is called Sam": (
        (MP, TOWN, COUNCIL, POSTCODES, SENDIASS, NUMBER),
        "staff.second_line, terms",
    ),
}


@pytest.mark.parametrize(("filled_in", "keys"), UNFILLED.values(), ids=UNFILLED.keys())
async def test_the_doctor_names_what_is_still_the_examples(
    line: str, folder: Path, filled_in: tuple[tuple[str, str], ...], keys: str
) -> None:
    write_profile(folder, *filled_in)
    assert (await examine())[1] == (
        "office profile",
        f"it still says what the example says of an invented office: {keys}. Put in your own.",
    )


async def test_an_office_in_the_examples_own_town_may_keep_what_is_true_there(
    line: str, folder: Path
) -> None:
    write_profile(folder, MP, SECOND_LINE)
    assert (await examine())[1] == ("office profile", "")


async def test_a_real_sam_with_a_number_is_not_the_examples(line: str, folder: Path) -> None:
    write_profile(folder, *OWN[:-1], ("second_line_id = 0", "second_line_id = 5000000007"))
    assert (await examine())[1] == ("office profile", "")
