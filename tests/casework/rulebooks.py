"""The files of the rulebook as they are, and with a change."""

from importlib.resources import files

CONTENT = files("bot.casework") / "content"
NAMES = ("rules.toml", "sources.toml", "law.toml")


def texts() -> dict[str, str]:
    return {name: (CONTENT / name).read_text("utf-8") for name in NAMES}


def with_change(name: str, old: str, new: str) -> dict[str, str]:
    """The files as they are, with the first of `old` in one of them written as `new`."""
    found = texts()
    assert old in found[name]
    return found | {name: found[name].replace(old, new, 1)}
