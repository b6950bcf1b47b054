"""The condition of every rule, one module per family of rules. Their words are in content/rules.toml."""

from bot.casework.rules import (
    combinations,
    impact,
    informal,
    out_of_school,
    permanent,
    placement,
    plan,
    safety,
    scope,
    suspension,
    timetable,
    triage_rules,
)

FAMILIES = tuple(
    module.CONDITIONS
    for module in (
        *(safety, scope, permanent, informal, suspension, timetable, out_of_school, placement, plan),
        *(impact, combinations, triage_rules),
    )
)
