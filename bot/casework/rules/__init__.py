"""The condition of every rule, one module per family of rules. Their words are in content/rules.toml."""

from bot.casework.rules import combinations, exclusion, impact, safety, scope, timetable, triage_rules

FAMILIES = tuple(
    module.CONDITIONS for module in (safety, scope, exclusion, timetable, impact, combinations, triage_rules)
)
