"""The rulebook, its sources and the law: read from their files at start, and refused with a reason."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeVar

from bot.casework.clocks import STARTS
from bot.casework.facts import Child, Family
from bot.casework.rulebook import Applies, ClockSpec, Conditions, Law, Mark, Rule, Rulebook, Source, Urgency
from bot.casework.rules import FAMILIES

RULES, SOURCES, LAW = "rules.toml", "sources.toml", "law.toml"
FACTS = frozenset(field.name for kind in (Child, Family) for field in fields(kind)) - {"children"}
RULE_KEYS = (
    "urgency", "scope", "needs", "source", "reason", "next", "family", "clocks", "tag", "second_pass",
    "since", "until",
)  # fmt: skip
SOURCE_KEYS = ("title", "mark", "read_on", "link", "heading")
LAW_KEYS = ("value", "since", "until", "source", "read_on")
UNITS = ("school", "working", "calendar")
LAW_NAMES = tuple(field.name for field in fields(Law))
CLOCK = re.compile(
    r"(?P<count>\d+|[a-z_0-9]+) (?P<unit>\w+) days? after (?P<start>\w+): (?P<due>[^|]*[^|\s])( \| (?P<family>\S.*))?"
)
CLOCK_LIKE = 'Write it like "15 school days after suspension_first_on: for staff | for the family".'

Table = Mapping[str, Any]
_Choice = TypeVar("_Choice", bound=StrEnum)
_Kind = TypeVar("_Kind")


class ContentError(ValueError):
    """A content file cannot be used. The message names file, place and key, and says what to write."""


def load_rulebook() -> Rulebook:
    """The rulebook as installed; the digest covers its files and the rules' code. Raises ContentError."""
    casework = files("bot.casework")
    texts = {name: (casework / "content" / name).read_text("utf-8") for name in (RULES, SOURCES, LAW)}
    modules = [part for part in (casework / "rules").iterdir() if part.name.endswith(".py")]
    code = [part.read_text("utf-8") for part in sorted(modules, key=lambda part: part.name)]
    return rulebook_from(texts, FAMILIES, [(casework / "facts.py").read_text("utf-8"), *code])


def rulebook_from(
    texts: Mapping[str, str], families: Iterable[Conditions], code: Iterable[str] = ()
) -> Rulebook:
    """A rulebook from the texts of its three files and the conditions of its rules. Raises ContentError."""
    rules, sources, law = (_parsed(name, texts[name]) for name in (RULES, SOURCES, LAW))
    known = {source_id: _source(source_id, table) for source_id, table in sources.items()}
    conditions = _conditions(families)
    found = tuple(_rule(rule_id, table, known, conditions) for rule_id, table in _rule_tables(rules))
    _all_used(conditions, {rule.id for rule in found})
    digest = sha256("\0".join([*(texts[name] for name in (RULES, SOURCES, LAW)), *code]).encode())
    return Rulebook(rules=found, law=_law(law, known), digest=digest.hexdigest()[:12])


def _parsed(name: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ContentError(f"{name}: {wrong}. Texts stand in double quotes, days as 2026-09-01.") from None


def _conditions(families: Iterable[Conditions]) -> dict[str, Applies]:
    found: dict[str, Applies] = {}
    for family in families:
        twice = found.keys() & family.by_id.keys()
        if twice:
            raise ContentError(f'bot/casework/rules: "{min(twice)}" has two conditions. Keep one of them.')
        found |= family.by_id
    return found


def _rule_tables(rules: Table) -> Iterable[tuple[str, Table]]:
    for group, members in rules.items():
        for name, table in members.items() if isinstance(members, dict) else ():
            if not isinstance(table, dict):
                raise ContentError(f'{RULES}, [{group}]: a rule\'s id has two parts, like "rtt.no-consent".')
            yield f"{group}.{name}", table


def _rule(
    rule_id: str, table: Table, sources: Mapping[str, Source], conditions: Mapping[str, Applies]
) -> Rule:
    read = _Reader(f'{RULES}, rule "{rule_id}"', table)
    read.only(RULE_KEYS)
    if rule_id not in conditions:
        meant = _meant(rule_id, conditions)
        raise ContentError(f"{read.where}: no condition in bot/casework/rules has this id.{meant}")
    source = sources[read.one_of("source", sources, "a source in sources.toml")]
    since, until = read.period()
    return Rule(
        id=rule_id,
        urgency=read.choice("urgency", Urgency, "an urgency"),
        scope=read.one_of("scope", ("child", "family"), "a scope"),
        needs=frozenset(read.all_of("needs", FACTS, "a fact")),
        source=source,
        reason=read.text("reason"),
        next_step=read.text("next"),
        family_line=_family_line(read, source),
        applies=conditions[rule_id],
        clocks=tuple(_clock(f"{read.where}, clocks", text) for text in read.texts("clocks", [])),
        tag=read.value("tag", str, ""),
        second_pass=read.value("second_pass", bool, False),
        since=since,
        until=until,
    )


def _family_line(read: "_Reader", source: Source) -> str:
    line = read.value("family", str)
    if line and source.mark is Mark.M and "we will check" not in line.lower():
        raise ContentError(
            f'{read.where}, family: "{line}" rests on a source marked M (from memory). Say "we will check".'
        )
    return line


def _clock(where: str, text: str) -> ClockSpec:
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ContentError(f'{where}: "{text}" is not a clock. {CLOCK_LIKE}')
    unit = _one_of(where, found["unit"], UNITS, "a kind of days")
    start = _one_of(where, found["start"], STARTS, "a day that a clock can start from")
    return ClockSpec(_counted(where, found["count"]), unit, start, found["due"], found["family"] or "")


def _counted(where: str, written: str) -> int | str:
    """A number, or the name of a number of the law."""
    return int(written) if written.isdecimal() else _one_of(where, written, LAW_NAMES, "a number of the law")


def _all_used(conditions: Mapping[str, Applies], rule_ids: set[str]) -> None:
    unused = sorted(conditions.keys() - rule_ids)
    if unused:
        raise ContentError(
            f'{RULES}: the condition "{unused[0]}" in bot/casework/rules has no rule. '
            f"Add a table [{unused[0]}], or delete the condition."
        )


def _source(source_id: str, table: Any) -> Source:
    read = _Reader(f'{SOURCES}, source "{source_id}"', table)
    read.only(SOURCE_KEYS)
    link = read.value("link", str, "")
    if link and not re.fullmatch(r"https://\S+", link):
        raise ContentError(f'{read.where}, link: "{link}" is not a plain address. Begin it with https://')
    return Source(
        title=read.text("title"),
        mark=read.choice("mark", Mark, "a mark"),
        read_on=read.value("read_on", date),
        link=link,
        heading=read.value("heading", str, ""),
    )


@dataclass(frozen=True)
class _Value:
    """A number of the law, from its first day to its last."""

    value: float
    since: date
    until: date


def _law(tables: Table, sources: Mapping[str, Source]) -> Callable[[date], Law]:
    for name in tables:
        _one_of(LAW, name, LAW_NAMES, "a number that rules look at")
    periods = {name: _periods(name, tables.get(name), sources) for name in LAW_NAMES}

    def law(on: date) -> Law:
        return Law(**{name: _in_force(name, values, on) for name, values in periods.items()})

    return law


def _periods(name: str, tables: Any, sources: Mapping[str, Source]) -> tuple[_Value, ...]:
    if not isinstance(tables, list) or not tables:
        raise ContentError(
            f"{LAW}: {name} is missing. Add a table [[{name}]] with value, since, source and read_on."
        )
    values = sorted((_value(name, table, sources) for table in tables), key=lambda value: value.since)
    for before, after in pairwise(values):
        if after.since <= before.until:
            raise ContentError(
                f"{LAW}, {name}: two values hold on {after.since}. End the first one the day before."
            )
        if after.since != before.until + timedelta(days=1):
            raise ContentError(
                f"{LAW}, {name}: no value holds from {before.until} to {after.since}. Close the gap."
            )
    if values[-1].until != date.max:
        raise ContentError(
            f"{LAW}, {name}: no value holds after {values[-1].until}. Add the one that follows."
        )
    return tuple(values)


def _value(name: str, table: Any, sources: Mapping[str, Source]) -> _Value:
    read = _Reader(f"{LAW}, {name}", table)
    read.only(LAW_KEYS)
    read.one_of("source", sources, "a source in sources.toml")
    read.value("read_on", date)
    since, until = read.period()
    if since is None:
        raise ContentError(f"{read.where}: since is missing. Give the first day on which the value holds.")
    value = table.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ContentError(f"{read.where}, value: {value!r} is not a number. Write it like 15.")
    return _Value(value, since, until or date.max)


def _in_force(name: str, values: tuple[_Value, ...], on: date) -> Any:
    for period in values:
        if period.since <= on <= period.until:
            return period.value
    raise ContentError(f"{LAW}, {name}: no value holds on {on}; the first begins on {values[0].since}.")


@dataclass(frozen=True)
class _Reader:
    """Reads one table; every refusal says where."""

    where: str
    table: Any

    def only(self, keys: Iterable[str]) -> None:
        if not isinstance(self.table, dict):
            raise ContentError(
                f"{self.where}: this is not a table. Put its name in brackets, on a line of its own."
            )
        for key in self.table:
            _one_of(self.where, key, keys, "a key")

    def value(self, key: str, kind: type[_Kind], default: _Kind | None = None) -> _Kind:
        found = self.table.get(key, default)
        if found is None:
            raise ContentError(f"{self.where}: {key} is missing.")
        if not isinstance(found, kind) or (kind is date and isinstance(found, datetime)):
            raise ContentError(f"{self.where}, {key}: {found!r} is not {_KINDS[kind]}.")
        return found

    def text(self, key: str) -> str:
        found = self.value(key, str)
        if not found.strip():
            raise ContentError(f"{self.where}: {key} is empty. Say it in one line.")
        return found

    def texts(self, key: str, default: list[Any] | None = None) -> list[str]:
        found = self.value(key, list, default)
        for text in found:
            if not isinstance(text, str):
                raise ContentError(f"{self.where}, {key}: {text!r} is not a text in double quotes.")
        return found

    def one_of(self, key: str, known: Iterable[str], what: str) -> str:
        return _one_of(f"{self.where}, {key}", self.text(key), known, what)

    def all_of(self, key: str, known: Iterable[str], what: str) -> list[str]:
        return [_one_of(f"{self.where}, {key}", text, known, what) for text in self.texts(key)]

    def choice(self, key: str, kind: type[_Choice], what: str) -> _Choice:
        return kind(self.one_of(key, list(kind), what))

    def period(self) -> tuple[date | None, date | None]:
        since, until = (self.value(key, date) if key in self.table else None for key in ("since", "until"))
        if since and until and until < since:
            raise ContentError(f"{self.where}, until: {until} comes before since, {since}.")
        return since, until


_KINDS: Mapping[type, str] = {
    str: "a text in double quotes",
    bool: "true or false",
    list: "a list in square brackets",
    date: "a day like 2026-09-01, without quotes",
}


def _one_of(where: str, written: str, known: Iterable[str], what: str) -> str:
    names = list(known)
    if written not in names:
        raise ContentError(f'{where}: "{written}" is not {what}.{_meant(written, names)}')
    return written


def _meant(written: str, known: Iterable[str]) -> str:
    close = get_close_matches(written, list(known), 1)
    return f' Did you mean "{close[0]}"?' if close else f" Known here: {', '.join(sorted(known))}."
