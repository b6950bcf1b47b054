"""The rulebook as a caseworker reads it, in Markdown."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files

from bot.casework.facts import Family
from bot.casework.rulebook import ClockSpec, Law, Rule, Rulebook
from bot.casework.script import IMPACTS
from bot.casework.summary import QUESTION_OF
from bot.casework.triage import Facts, decide
from bot.casework.words import Words
from bot.content import load_rulebook
from bot.office import Office, calendar_of
from bot.papers.numbers import law_lines, policy_lines, sourced
from bot.papers.texts import day, own_words, paper
from bot.wording import load_words

HEADER = re.compile(r"# --- (?P<title>.+?) -+$")
TABLE = re.compile(r"\[(?P<rule>[a-z0-9-]+\.[a-z0-9-]+)\]$")


def rules_page(office: Office, office_file: str, on: date) -> str:
    """Every rule, the law's numbers and the office's policy, as they stand on a day."""
    rulebook, words = load_rulebook(), load_words("words", office.names())
    return paper(
        "rules.md",
        day=day(on),
        office=f"{office.office.mp}'s office (`{office_file}`)",
        rules="\n".join(_rules(rulebook, words, on)).strip(),
        law="\n".join(law_lines(on)),
        policy="\n".join(policy_lines(office)),
    )


def stamp(office: Office, on: date) -> str:
    """The digests that a verdict of this day would store."""
    verdict = decide(Facts(Family()), on, load_rulebook(), office.rules_policy, calendar_of(office))
    digests = f"Rulebook {verdict.rulebook} · policy {verdict.policy} · calendar {verdict.calendar}"
    return f"---\n\n{digests}. Every verdict stores these three, and its day."


def titles() -> Mapping[str, str]:
    """The title above each rule in rules.toml, by the rule's id."""
    found, title = {}, ""
    for line in (files("bot.casework") / "content" / "rules.toml").read_text("utf-8").splitlines():
        if header := HEADER.match(line):
            title = header["title"]
        elif table := TABLE.match(line):
            found[table["rule"]] = title
    return found


def _rules(rulebook: Rulebook, words: Words, on: date) -> Iterator[str]:
    grouped: dict[str, list[Rule]] = {}
    for rule_id, title in titles().items():
        grouped.setdefault(title, []).append(rulebook[rule_id])
    for title, rules in grouped.items():
        yield f"## {title}\n"
        for rule in rules:
            yield _rule(rule, words, rulebook.law(on))


def _rule(rule: Rule, words: Words, law: Law) -> str:
    clocks = [_clock(spec, law) for spec in rule.clocks]
    lines = {
        "Looks at": ", ".join(looks_at(rule, words)),
        "Source": sourced(rule.source),
        "In force": _period(rule),
        "Next step": rule.next_step,
        "The family is told": f"“{rule.family_line}”" if rule.family_line else "",
        "By when": "; ".join(clocks),
        "On the card": rule.tag,
    }
    urgency = own_words()["urgency"][rule.urgency]
    body = "\n".join(f"- **{name}**: {text}" for name, text in lines.items() if text)
    return f"### `{rule.id}` · {urgency}\n\n**{rule.reason}.**\n\n{body}\n"


def looks_at(rule: Rule, words: Words) -> list[str]:
    """The questions behind a rule's facts, by their labels; what no question tells, in the papers' own words."""
    order = list(QUESTION_OF)
    asked = sorted((fact for fact in rule.needs if fact in QUESTION_OF), key=order.index)
    own = [own_words()["fact"][fact] for fact in sorted(rule.needs) if fact not in QUESTION_OF]
    second = ["what the other rules found"] if rule.second_pass else []
    return list(dict.fromkeys([*(_label(fact, words) for fact in asked), *own, *second]))


def _label(fact: str, words: Words) -> str:
    """A question's label; of what can be ticked, also which tick."""
    label = words.plain(f"label.{QUESTION_OF[fact]}")
    tick = next((option for option, ticked in IMPACTS.items() if ticked == fact), None)
    return f"{label}: “{words.plain(f'option.impact.{tick}')}”" if tick else label


def _period(rule: Rule) -> str:
    parts = [rule.since and f"from {day(rule.since)}", rule.until and f"until {day(rule.until)}"]
    return " ".join(part for part in parts if part)


def _clock(spec: ClockSpec, law: Law) -> str:
    """ "15 school days after the date on the letter: what is due", with the law's number put in."""
    by_law = isinstance(spec.count, str)
    count = int(getattr(law, spec.count)) if isinstance(spec.count, str) else spec.count
    start = own_words()["start"][spec.start]
    kind = "" if spec.unit == "calendar" else f"{spec.unit} "
    length = f"{count} {kind}day{'' if count == 1 else 's'} after {start}" if count else f"on {start}"
    family = f" (the family reads: “{spec.family}”)" if spec.family else ""
    return f"{length}{' (law)' if by_law else ''}: {spec.due}{family}"
