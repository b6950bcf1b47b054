"""Numbers of the law with dates and sources, and the office's policy, each with what it means."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.casework.rulebook import Mark, Policy, Source
from bot.office import Office
from bot.papers.texts import day, value

EXAMPLE = Path(__file__).parent.parent.parent / "office.example.toml"


def sourced(source: Source) -> str:
    """A source with its heading, mark and day, linked where it has an address."""
    title = f"[{source.title}]({source.link})" if source.link else source.title
    heading = f", “{source.heading}”" if source.heading else ""
    return f"{title}{heading} [{source.mark}], read on {day(source.read_on)}"


def law_lines(on: date) -> Iterator[str]:
    """A line for each number that holds, held or will hold; what holds on the day comes in bold."""
    described = _described_law()
    sources = tomllib.loads(_content("sources.toml"))
    for name, periods in tomllib.loads(_content("law.toml")).items():
        for period in periods:
            yield f"- {_value(period, on)} (`{name}`): {described[name]} {_when(period)}. {_source(period, sources)}."


def _value(period: Mapping[str, Any], on: date) -> str:
    holds = period["since"] <= on <= period.get("until", date.max)
    return f"**{value(period['value'])}**" if holds else value(period["value"])


def _when(period: Mapping[str, Any]) -> str:
    until = f" until {day(period['until'])}" if "until" in period else ""
    return f"Since {day(period['since'])}{until}"


def _source(period: Mapping[str, Any], sources: Mapping[str, Any]) -> str:
    found = sources[period["source"]]
    return sourced(
        Source(
            found["title"],
            Mark(found["mark"]),
            period["read_on"],
            found.get("link", ""),
            found.get("heading", ""),
        )
    )


@cache
def _described_law() -> Mapping[str, str]:
    """What law.toml says of each number, in the comment above it."""
    found, said = dict[str, str](), list[str]()
    for line in _content("law.toml").splitlines():
        if line.startswith("# "):
            said.append(line.removeprefix("# "))
        elif name := re.fullmatch(r"\[\[(\w+)\]\]", line):
            found.setdefault(name[1], " ".join(said))
        elif not line:
            said = []
    return found


def policy_lines(office: Office) -> Iterator[str]:
    """A line for each number of the office's, with what the example profile says of it."""
    described = dict(re.findall(r"^(\w+) = [\d.]+ +# (.+)$", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    for name, held in vars(office.rules_policy).items():
        usual = "" if held == getattr(Policy(), name) else f" (usually {value(getattr(Policy(), name))})"
        yield f"- **{value(held)}**{usual} (`{name}`): {described[name]}."


def _content(name: str) -> str:
    return (files("bot.casework") / "content" / name).read_text("utf-8")
