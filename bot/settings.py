"""What the environment says: one value each, none of them ever printed."""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Annotated

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, Field, SecretStr, ValidationError

from bot.env_lines import slips
from bot.logs import LogShape
from bot.plainly import why

PREFIX = "SENDLINE_"
ENV_FILE = Path(".env")


def _has_colon(token: SecretStr) -> SecretStr:
    if ":" not in token.get_secret_value():
        raise ValueError("a token looks like 1234567890:AA..., as BotFather shows it")
    return token


def is_database(url: str) -> str:
    """The address of a database as it came. Raises ValueError with what to write."""
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError(
            "write it like sqlite:///sendline.db or postgresql+psycopg://name:password@host/database"
        )
    return url


def database_named(to: str) -> str:
    """The database that --to names. Raises ValueError with what to write."""
    try:
        return is_database(to)
    except ValueError as wrong:
        raise ValueError(f"What --to names is no database: {wrong}.") from None


def _is_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("an address begins with https://")
    return url


def _is_group(number: int) -> int:
    if number >= 0:
        raise ValueError("the number of a group starts with a minus")
    return number


class Settings(BaseModel):
    """Read from the environment and from the file .env; the environment wins."""

    token: Annotated[SecretStr, AfterValidator(_has_colon)] = Field(
        description="The bot's token, as BotFather shows it."
    )
    staff_chat: Annotated[int, AfterValidator(_is_group)] = Field(
        description="The number of the staff's group: write /chat@your_bot in it once the bot runs and is a\n"
        "member. It starts with a minus; until you know it, -1 will do."
    )
    master_keys: SecretStr = Field(
        description="Keys that lock what families write, as name:base64, the current one first. "
        "./sendline key makes one.\n"
        "Without it nothing can be read again: keep a copy in a safe place that is not this machine."
    )
    office: Path = Field(
        Path("office.toml"),
        description="The office's own profile: copy office.example.toml and fill it in.",
    )
    database_url: Annotated[str, AfterValidator(is_database)] = Field(
        "sqlite:///sendline.db",
        description="Where everything is stored: one file, beside the program unless you say otherwise. Where one "
        "machine is\n"
        "not enough, a PostgreSQL that several share: postgresql+psycopg://name:password@host/database",
    )
    telegram: Annotated[str, AfterValidator(_is_address)] = Field(
        "https://api.telegram.org",
        description="Telegram's address; another one only for a Bot API server of your own.",
    )
    pace_chat: float = Field(
        1,
        gt=0,
        description="How many messages a second one person is sent, after a few at once. Telegram asks for no "
        "more than 1.",
    )
    pace_group: float = Field(
        20, gt=0, description="How many messages a minute a group is sent. Telegram takes 20."
    )
    pace_overall: float = Field(
        30,
        gt=0,
        description="How many messages a second go out that nobody waits for. Telegram takes about 30; replies "
        "come first.",
    )
    log: LogShape = Field(
        LogShape.PLAIN,
        description="How the log is written to standard error: plain, or json for a collector.",
    )
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="A port on which this machine alone may ask for /health and /metrics; 0 for none. "
        "docs/running.md explains both.",
    )


class SettingsError(Exception):
    """A setting is missing or wrong. The message says which, why, and what to write; never the value."""


def read_settings() -> Settings:
    """Settings from the environment. Raises SettingsError.

    A word that means nothing is refused in .env alone: others may put theirs into the environment.
    """
    text = _env_text()
    wrong = list(
        slips(ENV_FILE.name, text, PREFIX, [f"{PREFIX}{name.upper()}" for name in Settings.model_fields])
    )
    try:
        values = _filled_in(dotenv_values(stream=StringIO(text))) | _filled_in(os.environ)
        settings = Settings.model_validate(values)
        if not wrong:
            return settings
    except ValidationError as found:
        wrong += [_said(error) for error in found.errors()]
    raise SettingsError("\n".join(wrong))


def _env_text() -> str:
    try:
        return ENV_FILE.read_text(encoding="utf-8-sig") if ENV_FILE.exists() else ""
    except UnicodeDecodeError:
        raise SettingsError(f"{ENV_FILE} is not text in UTF-8. Save it again with that encoding.") from None
    except OSError as refused:
        raise SettingsError(
            f"{ENV_FILE} cannot be read ({refused.strerror}). Run Sendline as the user that it belongs to."
        ) from None


def _filled_in(lines: Mapping[str, str | None]) -> dict[str, str]:
    """Our settings by name. A line of .env.example that was not filled in is a missing setting."""
    ours = {name.upper(): value for name, value in lines.items() if name.upper().startswith(PREFIX)}
    return {name.removeprefix(PREFIX).lower(): value for name, value in ours.items() if value}


def _said(error: object) -> str:
    if not isinstance(error, dict):
        raise TypeError
    field = str(error["loc"][0])
    about = " ".join((Settings.model_fields[field].description or "").split())
    trouble = "is missing" if error["type"] == "missing" else f"is wrong: {why(error)}"
    where = f"in the environment, or in the file {ENV_FILE}"
    return f"{PREFIX}{field.upper()} {trouble}.\n  What to write: {about}\n  Where: {where}"


def example() -> str:
    """The text of .env.example: every setting, what it is for, and its default."""
    parts = ["# Sendline's settings. Copy this file to .env and fill it in; .env is never committed."]
    for name, field in Settings.model_fields.items():
        about = [f"# {line.strip()}" for line in (field.description or "").splitlines()]
        default = "" if field.is_required() else str(field.default)
        parts.append(
            "\n".join([*about, f"{'' if field.is_required() else '# '}{PREFIX}{name.upper()}={default}"])
        )
    return "\n\n".join(parts) + "\n"
