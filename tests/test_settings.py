"""The settings, and the doctor: what is missing or wrong is named, with what to write, and never shown."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.sandbox.server import Server
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.settings import SettingsError, example, read_settings
from storage.database import Database
from storage.sealing import read_master_keys
from tests.sandbox.stage import Clock, FewControls
from tests.town import ROOT

TOKEN = "1234567:practice"
KEY = "first:" + "A" * 43 + "="
OTHER_KEY = "first:" + "B" * 43 + "="
RIGHT = {"TOKEN": TOKEN, "STAFF_CHAT": "-1001000000001", "MASTER_KEYS": KEY}

WHERE = "\n  Where: in the environment, or in the file .env"
ABOUT_TOKEN = "\n  What to write: The bot's token, as BotFather shows it." + WHERE
ABOUT_CHAT = (
    "\n  What to write: The number of the staff's group: write /chat@your_bot in it once the bot runs and is a "
    "member. It starts with a minus; until you know it, -1 will do." + WHERE
)
ABOUT_KEYS = (
    "\n  What to write: Keys that lock what families write, as name:base64, the current one first. "
    "./sendline key makes one. Without it nothing can be read again: keep a copy in a safe place that is not "
    "this machine." + WHERE
)
ABOUT_DATABASE = (
    "\n  What to write: Where everything is stored: one file, beside the program unless you say otherwise. "
    "Where one machine is not enough, a PostgreSQL that several share: "
    "postgresql+psycopg://name:password@host/database" + WHERE
)
ABOUT_LOG = (
    "\n  What to write: How the log is written to standard error: plain, or json for a collector." + WHERE
)
ABOUT_PORT = (
    "\n  What to write: A port on which this machine alone may ask for /health and /metrics; 0 for none. "
    "docs/running.md explains both." + WHERE
)
ABOUT_TELEGRAM = (
    "\n  What to write: Telegram's address; another one only for a Bot API server of your own." + WHERE
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start from, with no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("TOKEN", "STAFF_CHAT", "MASTER_KEYS", "OFFICE", "DATABASE", "TELEGRAM"):
        monkeypatch.delenv(f"SENDLINE_{name}", raising=False)
    return tmp_path


def write_env(folder: Path, **settings: str) -> None:
    lines = [f"SENDLINE_{name}={value}" for name, value in settings.items()]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    (folder / ".env").chmod(0o600)


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


def refusal() -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings()
    return str(refused.value)


def test_the_example_in_the_repository_is_the_one_that_the_settings_make() -> None:
    assert (ROOT / ".env.example").read_text("utf-8") == example()


def test_an_example_that_nobody_filled_in_lacks_the_three_settings_that_have_no_default(folder: Path) -> None:
    (folder / ".env").write_text(example(), encoding="utf-8")
    assert refusal() == (
        f"SENDLINE_TOKEN is missing.{ABOUT_TOKEN}\n"
        f"SENDLINE_STAFF_CHAT is missing.{ABOUT_CHAT}\n"
        f"SENDLINE_MASTER_KEYS is missing.{ABOUT_KEYS}"
    )


REFUSED = {
    "No token is given": ("TOKEN", "", f"SENDLINE_TOKEN is missing.{ABOUT_TOKEN}"),
    "The token is a password of another kind": (
        "TOKEN",
        "hunter2",
        f"SENDLINE_TOKEN is wrong: a token looks like 1234567890:AA..., as BotFather shows it.{ABOUT_TOKEN}",
    ),
    "No staff chat is given": ("STAFF_CHAT", "", f"SENDLINE_STAFF_CHAT is missing.{ABOUT_CHAT}"),
    "The staff chat is a name": (
        "STAFF_CHAT",
        "@hunter2",
        f"SENDLINE_STAFF_CHAT is wrong: this is no whole number.{ABOUT_CHAT}",
    ),
    "The staff chat is the number of a person": (
        "STAFF_CHAT",
        "5000000001",
        f"SENDLINE_STAFF_CHAT is wrong: the number of a group starts with a minus.{ABOUT_CHAT}",
    ),
    "A port that there is not": (
        "HEALTH_PORT",
        "65536",
        f"SENDLINE_HEALTH_PORT is wrong: it must be at most 65535.{ABOUT_PORT}",
    ),
    "A log of a third kind": (
        "LOG",
        "hunter2",
        f"SENDLINE_LOG is wrong: it must be 'plain' or 'json'.{ABOUT_LOG}",
    ),
    "No master key is given": ("MASTER_KEYS", "", f"SENDLINE_MASTER_KEYS is missing.{ABOUT_KEYS}"),
    "The database is a bare file name": (
        "DATABASE_URL",
        "hunter2.db",
        "SENDLINE_DATABASE_URL is wrong: write it like sqlite:///sendline.db or "
        f"postgresql+psycopg://name:password@host/database.{ABOUT_DATABASE}",
    ),
    "Telegram's address is without https": (
        "TELEGRAM",
        "hunter2.example",
        f"SENDLINE_TELEGRAM is wrong: an address begins with https://.{ABOUT_TELEGRAM}",
    ),
}


@pytest.mark.parametrize(("setting", "value", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_missing_or_wrong_setting_is_named_with_what_to_write_and_without_its_value(
    folder: Path, setting: str, value: str, message: str
) -> None:
    write_env(folder, **(RIGHT | {setting: value}))
    assert refusal() == message
    assert "hunter2" not in message


def test_all_that_is_wrong_is_said_at_once(folder: Path) -> None:
    write_env(folder, TOKEN="hunter2", MASTER_KEYS=KEY)
    assert refusal() == (
        "SENDLINE_TOKEN is wrong: a token looks like 1234567890:AA..., as BotFather shows it."
        f"{ABOUT_TOKEN}\nSENDLINE_STAFF_CHAT is missing.{ABOUT_CHAT}"
    )


KNOWN = (
    "SENDLINE_TOKEN, SENDLINE_STAFF_CHAT, SENDLINE_MASTER_KEYS, SENDLINE_OFFICE, SENDLINE_DATABASE_URL, "
    "SENDLINE_TELEGRAM, SENDLINE_PACE_CHAT, SENDLINE_PACE_GROUP, SENDLINE_PACE_OVERALL, SENDLINE_LOG, "
    "SENDLINE_HEALTH_PORT"
)
NOT_READ = "it cannot be read. Write SENDLINE_NAME=value, and quotes, if any, around the whole value."
SLIPS = {
    "Two letters changed places": (
        "SENDLINE_HEATLH_PORT=9101",
        "SENDLINE_HEATLH_PORT is not a setting. Did you mean SENDLINE_HEALTH_PORT?",
    ),
    "A slip in small letters": (
        "sendline_lgo=json",
        "SENDLINE_LGO is not a setting. Did you mean SENDLINE_LOG?",
    ),
    "A slip behind a shell's word": (
        "export SENDLINE_OFICE=hunter2.toml",
        "SENDLINE_OFICE is not a setting. Did you mean SENDLINE_OFFICE?",
    ),
    "A slip with nothing behind it": (
        "SENDLINE_PACE_CHATT=",
        "SENDLINE_PACE_CHATT is not a setting. Did you mean SENDLINE_PACE_CHAT?",
    ),
    "A word that is like none": (
        "SENDLINE_FOO=hunter2",
        f"SENDLINE_FOO is not a setting. Known are: {KNOWN}.",
    ),
    "A colon in place of the equals sign": ("SENDLINE_LOG: json", NOT_READ),
    "A key behind a colon, which ends as keys do": ("SENDLINE_MASTER_KEYS:first:hunter2=", NOT_READ),
    "No equals sign": ("SENDLINE_LOG json", NOT_READ),
    "Nothing but the name": ("SENDLINE_LOG", NOT_READ),
    "A quote that does not end": ('SENDLINE_LOG="hunter2', NOT_READ),
    "More behind a quote": ("SENDLINE_OFFICE='hunter2' or so", NOT_READ),
}


@pytest.mark.parametrize(("slip", "message"), SLIPS.values(), ids=SLIPS.keys())
def test_a_line_of_the_file_that_means_nothing_is_refused_with_its_number_and_without_its_value(
    folder: Path, slip: str, message: str
) -> None:
    write_env(folder, **RIGHT)
    text = (folder / ".env").read_text("utf-8")
    (folder / ".env").write_text(f"# Ours\n\n{text}\n\n\n{slip}\n", encoding="utf-8")
    assert refusal() == f".env, line 8: {message}"
    assert "hunter2" not in message


def test_a_misspelt_setting_is_named_beside_the_one_that_is_missing_for_it(folder: Path) -> None:
    (folder / ".env").write_text(
        f"SENDLINE_TOKN={TOKEN}\nSENDLINE_STAFF_CHAT=-1\nSENDLINE_MASTER_KEYS={KEY}\n"
    )
    assert refusal() == (
        ".env, line 1: SENDLINE_TOKN is not a setting. Did you mean SENDLINE_TOKEN?\n"
        f"SENDLINE_TOKEN is missing.{ABOUT_TOKEN}"
    )


def test_lines_of_other_programs_and_what_they_put_into_the_environment_are_not_judged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_env(folder, **RIGHT)
    with (folder / ".env").open("a", encoding="utf-8") as file:
        file.write("\nCOMPOSE_PROJECT_NAME=office\nset -a\n")
    monkeypatch.setenv("SENDLINE_CALLED_FROM", str(folder))
    monkeypatch.setenv("SENDLINE_PORT_8443_TCP_ADDR", "10.0.0.1")
    assert read_settings().staff_chat == -1001000000001


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / ".env").write_bytes("# Zoë\n".encode("latin-1"))
    assert refusal() == ".env is not text in UTF-8. Save it again with that encoding."


def test_where_there_is_no_reading_the_file_that_is_said(folder: Path) -> None:
    (folder / ".env").mkdir()
    assert refusal() == ".env cannot be read (Is a directory). Run Sendline as the user that it belongs to."


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_env(folder, **RIGHT, DATABASE_URL="sqlite:///of-the-file.db", OFFICE="of-the-file.toml")
    monkeypatch.setenv("SENDLINE_DATABASE_URL", "sqlite:///of-the-environment.db")
    assert read_settings().database_url == "sqlite:///of-the-environment.db"
    assert read_settings().office == Path("of-the-file.toml")


def test_an_empty_line_in_the_environment_says_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_env(folder, **RIGHT, DATABASE_URL="sqlite:///of-the-file.db")
    monkeypatch.setenv("SENDLINE_DATABASE_URL", "")
    assert read_settings().database_url == "sqlite:///of-the-file.db"


def test_what_has_a_default_may_be_left_out(folder: Path) -> None:
    write_env(folder, **RIGHT)
    assert read_settings().office == Path("office.toml")
    assert read_settings().database_url == "sqlite:///sendline.db"
    assert read_settings().telegram == "https://api.telegram.org"


def test_token_and_keys_are_never_shown(folder: Path) -> None:
    write_env(folder, **RIGHT)
    shown = f"{read_settings()!r} {read_settings()}"
    assert "practice" not in shown
    assert "AAAA" not in shown


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
    assert await examine() == [("settings", f"SENDLINE_TOKEN is missing.{ABOUT_TOKEN}")]


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
