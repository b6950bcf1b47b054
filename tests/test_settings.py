"""The settings: what is missing or wrong is named, with what to write, and never shown."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, example, read_settings
from tests.env_file import KEY, RIGHT, TOKEN, settles_in, write_env
from tests.town import ROOT

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
    return settles_in(tmp_path, monkeypatch)


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
