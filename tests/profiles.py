"""A whole office's profile, and the mistakes that somebody may make in it."""

PROFILE = """\
[office]
mp = "Robin Ashdown MP"
constituency = "St Albans"
council = "Hertfordshire County Council"
postcodes = ["AL1", "AL4 9", "AL3 4AB"]

[hours]
staff = "09:00-17:30"
prompts = "09:30-18:00"
in_words = "9am to 5.30pm"

[contacts]
sendiass = "Herts SENDIASS"
childrens_services = "0300 123 4043"
homelessness = "the homelessness team"

[staff]
alert_at_night = true
second_line = "Sam"

[policy]
rtt_weeks = 4

[[terms]] # of the council's schools
name = "Autumn 2026"
first_on = 2026-09-01
last_on = 2026-12-18
closed = [[2026-10-26, 2026-10-30]]

[[terms]]
name = "Spring 2027"
first_on = 2027-01-04
last_on = 2027-03-25
closed = [
  [2027-02-15, 2027-02-19],
]

[[terms]]
name = "Summer 2027"
first_on = 2027-04-12
last_on = 2027-07-21
"""

REFUSED = {
    "A key with a slip": (
        'council = "',
        'counsil = "',
        "office.toml, line 1: office.council is missing. office.example.toml shows how to write it.\n"
        "office.toml, line 4: office.counsil is not a setting. Did you mean council?",
    ),
    "An optional key with a slip": (
        "second_line =",
        "second_lnie =",
        "office.toml, line 19: staff.second_lnie is not a setting. Did you mean second_line?",
    ),
    "A key that means nothing": (
        "rtt_weeks =",
        "colour =",
        "office.toml, line 22: policy.colour is not a setting. "
        "Known here: rtt_weeks, near_cap_days, informal_repeat, deadline_days, late_appeal_days, thin_hours, "
        "part_hours, long_wait_weeks, wait_year_weeks, phase_urgent_month.",
    ),
    "A table with a slip": (
        "[policy]",
        "[polcy]",
        "office.toml, line 21: polcy is not a setting. Did you mean policy?",
    ),
    "A missing table": (
        '[contacts]\nsendiass = "Herts SENDIASS"\nchildrens_services = "0300 123 4043"\n'
        'homelessness = "the homelessness team"\n',
        "",
        "office.toml: contacts is missing. office.example.toml shows how to write it.",
    ),
    "A missing key": (
        'prompts = "09:30-18:00"\n',
        "",
        "office.toml, line 7: hours.prompts is missing. office.example.toml shows how to write it.",
    ),
    "An empty name": (
        '"Robin Ashdown MP"',
        '""',
        "office.toml, line 2: office.mp is wrong: it is empty. Write a text in double quotes.",
    ),
    "A number where a name belongs": (
        '"Herts SENDIASS"',
        "300",
        "office.toml, line 13: contacts.sendiass is wrong: this is no text. Write a text in double quotes.",
    ),
    "A postcode in small letters": (
        '"AL4 9"',
        '"al4 9"',
        'office.toml, line 5: office.postcodes.1 is wrong: write an outward code like "AL1", '
        'a sector like "AL3 4", or a full postcode.',
    ),
    "Half a postcode": (
        '"AL3 4AB"',
        '"AL3 4A"',
        'office.toml, line 5: office.postcodes.2 is wrong: write an outward code like "AL1", '
        'a sector like "AL3 4", or a full postcode.',
    ),
    "One postcode without brackets": (
        '["AL1", "AL4 9", "AL3 4AB"]',
        '"AL1"',
        "office.toml, line 5: office.postcodes is wrong: this is no list. Write a list in square brackets.",
    ),
    "No postcode": (
        '["AL1", "AL4 9", "AL3 4AB"]',
        "[]",
        "office.toml, line 5: office.postcodes is wrong: at least 1 must stand in the square brackets.",
    ),
    "Hours the wrong way round": (
        "09:00-17:30",
        "17:30-09:00",
        "office.toml, line 8: hours.staff is wrong: the opening time must be before the closing time.",
    ),
    "Hours as people say them": (
        "09:30-18:00",
        "9.30 to 6",
        'office.toml, line 9: hours.prompts is wrong: write opening and closing time like "09:00-17:30".',
    ),
    "An hour that no day has": (
        "09:30-18:00",
        "09:30-24:30",
        "office.toml, line 9: hours.prompts is wrong: a day goes from 00:00 to 23:59.",
    ),
    "A word where a number belongs": (
        "rtt_weeks = 4",
        'rtt_weeks = "six"',
        "office.toml, line 22: policy.rtt_weeks is wrong: this is no number. "
        "Write a number like 6, without quotes.",
    ),
    "A policy of no weeks": (
        "rtt_weeks = 4",
        "rtt_weeks = 0",
        "office.toml, line 22: policy.rtt_weeks is wrong: it must be more than 0.",
    ),
    "A limit above the law's": (
        "rtt_weeks = 4",
        "near_cap_days = 46",
        "office.toml, line 22: policy.near_cap_days is wrong: it must be at most 45.",
    ),
    "A word where yes or no belongs": (
        "alert_at_night = true",
        'alert_at_night = "sometimes"',
        "office.toml, line 18: staff.alert_at_night is wrong: this is neither true nor false. "
        "Write true or false, without quotes.",
    ),
    "A key with a slip in the second term": (
        "first_on = 2027-01-04",
        "frist_on = 2027-01-04",
        "office.toml, line 30: terms.1.first_on is missing. office.example.toml shows how to write it.\n"
        "office.toml, line 32: terms.1.frist_on is not a setting. Did you mean first_on?",
    ),
    "A key that the first term lacks and the others have": (
        "last_on = 2026-12-18\n",
        "",
        "office.toml, line 24: terms.0.last_on is missing. office.example.toml shows how to write it.",
    ),
    "A day as people say it in the second term": (
        "last_on = 2027-03-25",
        'last_on = "25 March 2027"',
        "office.toml, line 33: terms.1.last_on is wrong: this is no day. "
        "Write a day like 2026-09-01, without quotes.",
    ),
    "The second term ends before it begins": (
        "last_on = 2027-03-25",
        "last_on = 2027-01-03",
        "office.toml, line 30: terms.1 is wrong: first_on must be before last_on.",
    ),
    "A break of the second term lies outside of it": (
        "[2027-02-15, 2027-02-19]",
        "[2027-03-15, 2027-03-26]",
        "office.toml, line 30: terms.1 is wrong: each closed range must lie within the term, its first day first.",
    ),
    "A break of the second term is the wrong way round": (
        "[2027-02-15, 2027-02-19]",
        "[2027-02-19, 2027-02-15]",
        "office.toml, line 30: terms.1 is wrong: each closed range must lie within the term, its first day first.",
    ),
    "Two terms overlap": (
        "first_on = 2027-01-04",
        "first_on = 2026-12-18",
        "office.toml, line 30: terms.1 is wrong: Spring 2027 begins on 2026-12-18, before Autumn 2026 ends on "
        "2026-12-18. Terms must not overlap.",
    ),
    "A term lies within another": (
        "last_on = 2026-12-18",
        "last_on = 2027-03-26",
        "office.toml, line 30: terms.1 is wrong: Spring 2027 begins on 2027-01-04, before Autumn 2026 ends on "
        "2027-03-26. Terms must not overlap.",
    ),
    "A term was forgotten": (
        "2027-04-12\nlast_on = 2027-07-21",
        "2027-09-01\nlast_on = 2027-12-17",
        "office.toml, line 38: terms.2 is wrong: more than 8 weeks lie between the end of Spring 2027, 2027-03-25, "
        "and its beginning, 2027-09-01, and would count as holidays. Add the term between them.",
    ),
    "A day without its quotes or dashes": (
        "first_on = 2026-09-01",
        "first_on = 1 September 2026",
        "office.toml, line 26: this cannot be read from its character 14 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A text without its quotes": (
        'constituency = "St Albans"',
        "constituency = St Albans",
        "office.toml, line 3: this cannot be read from its character 16 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A list that does not end": (
        "2027-02-19],\n]",
        "2027-02-19],\n",
        "office.toml, line 38: this cannot be read from its character 3 on. Texts stand in double quotes, days as "
        "2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A quote that does not end, at the end of the file": (
        "last_on = 2027-07-21\n",
        "last_on = '2027-07-21",
        "office.toml, line 41: this cannot be read because the file ends here. Texts stand in double quotes, days "
        "as 2026-09-01, lists in square brackets. Look at the line before as well.",
    ),
    "A key that stands there twice": (
        'second_line = "Sam"\n',
        'second_line = "Sam"\nsecond_line = "Ines"\n',
        "office.toml, line 20: this stands there twice. Keep one. Terms alone come several times, each below a "
        "[[terms]] of its own.",
    ),
    "One heading of a term in single brackets": (
        '[[terms]]\nname = "Spring 2027"',
        '[terms]\nname = "Spring 2027"',
        "office.toml, line 30: this stands there twice. Keep one. Terms alone come several times, each below a "
        "[[terms]] of its own.",
    ),
    "The heading of the only term in single brackets": (
        PROFILE[PROFILE.index("[[terms]]") :],
        '[terms]\nname = "Autumn 2026"\nfirst_on = 2026-09-01\nlast_on = 2026-12-18\n',
        "office.toml, line 24: terms is wrong: this is no list. Write [[terms]], in double square brackets, on a "
        "line of its own above its settings.",
    ),
    "A heading in double brackets": (
        "[policy]",
        "[[policy]]",
        "office.toml, line 21: policy is wrong: this is no heading with settings below it. Write [policy], in "
        "single square brackets, on a line of its own above its settings.",
    ),
    "A text where a heading belongs": (
        "[office]",
        'retention = "long"\n[office]',
        "office.toml, line 1: retention is wrong: this is no heading with settings below it. Write [retention], in "
        "single square brackets, on a line of its own above its settings.",
    ),
    "A word where a whole number belongs": (
        'second_line = "Sam"',
        'second_line_id = "Sam"',
        "office.toml, line 19: staff.second_line_id is wrong: this is no whole number. Write a whole number, "
        "without quotes.",
    ),
    "One number where a list of them belongs": (
        'second_line = "Sam"',
        "managers = 5000000007",
        "office.toml, line 19: staff.managers is wrong: this is no list. Write a list in square brackets.",
    ),
    "Half a person": (
        'second_line = "Sam"',
        "managers = [1.5]",
        "office.toml, line 19: staff.managers.0 is wrong: this is no whole number. Write a whole number, without "
        "quotes.",
    ),
    "Three steps where there are two": (
        "[policy]",
        "[targets]\nurgent_escalate = [5, 10, 15]\n[policy]",
        "office.toml, line 22: targets.urgent_escalate is wrong: no more than 2 may stand in the square brackets.",
    ),
    "A day that was yesterday's": (
        "[policy]",
        "[targets]\nurgent_read = -1\n[policy]",
        "office.toml, line 22: targets.urgent_read is wrong: it must be at least 0.",
    ),
    "Weeks without end": (
        "rtt_weeks = 4",
        "rtt_weeks = inf",
        "office.toml, line 22: policy.rtt_weeks is wrong: this is no number to count with. Write a number like 6, "
        "without quotes.",
    ),
    "A day with an hour": (
        "first_on = 2026-09-01",
        "first_on = 2026-09-01T09:00:00",
        "office.toml, line 26: terms.0.first_on is wrong: this is no day. Write a day like 2026-09-01, without "
        "quotes.",
    ),
}
