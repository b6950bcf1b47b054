"""Read typed answers as UK families type them; refuse (None) rather than guess: the bot asks again."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.casework.calendar import months_after
from bot.casework.letters import unmarked

LONGEST = 80
"""No date, number or length of time takes more characters."""

STRAIGHT = str.maketrans(dict.fromkeys("‘’ʼ`´", "'") | dict.fromkeys("‐‑‒–—−", "-"))
SIGNS_AS_WORDS = str.maketrans({"½": " and a half ", "¼": " and a quarter ", "¾": " and three quarters "})
SIGNS_AS_FIGURES = str.maketrans({"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 "})
"""Before NFKC, which would make 141/2 of 14½."""

WEEKDAYS: Mapping[str, int] = {
    **dict.fromkeys(("monday", "mon"), 0),
    **dict.fromkeys(("tuesday", "tues", "tue"), 1),
    **dict.fromkeys(("wednesday", "weds", "wed"), 2),
    **dict.fromkeys(("thursday", "thurs", "thur", "thu"), 3),
    **dict.fromkeys(("friday", "fri"), 4),
    **dict.fromkeys(("saturday", "sat"), 5),
    **dict.fromkeys(("sunday", "sun"), 6),
}
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SPOKEN_DAYS: Mapping[str, int] = {
    "day before yesterday": -2, "yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
NUMBERS: Mapping[str, int] = {
    "a": 1, "an": 1, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
PART = r"(half|quarter|three quarters)"
PARTS: Mapping[str, float] = {
    "half": 0.5, "quarter": 0.25, "three quarters": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75,
}  # fmt: skip
UNITS: Mapping[str, str] = {
    "day": "day", "week": "week", "wk": "week", "fortnight": "fortnight",
    "month": "month", "mth": "month", "year": "year", "yr": "year",
}  # fmt: skip
DAYS_IN: Mapping[str, int] = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_IN: Mapping[str, int] = {"month": 1, "year": 12}
WEEKS_IN: Mapping[str, tuple[int, int]] = {
    "day": (1, 7), "week": (1, 1), "fortnight": (2, 1), "month": (13, 3), "year": (52, 1),
}  # fmt: skip
"""As fractions, so that 42 days are 6 weeks and not a hair less."""

ABOUT = r"(?:about|around|roughly|approx|approximately|maybe|probably|only|just)"
HOURS = r"hours?|hrs?|h"
COUNTABLE: Mapping[str, str] = {"hours": HOURS, "days": "days?", "": rf"{HOURS}|days?|times?"}

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH = r"(?P<month>[a-z]{3,9})\.?"
YEAR = r"(?:(?:,? |, ?)'?(?P<year>\d{4}|\d{2}))?"
CALENDAR_DAYS = (
    r"(?P<year>\d{4})([-/])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})([-/. ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})",
    rf"{DAY} ?(?:of )?{MONTH}{YEAR}",
    rf"{MONTH} (?:the )?{DAY}{YEAR}",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)",
)
"""Year first only with four digits; month never before day in figures."""

COUNTED_DAYS = (
    (r"(?P<length>.+) ago(?: (?:on )?(?P<start>.+))?", -1),
    (r"(?P<length>.+) (?P<start>last .+)", -1),
    (r"in (?P<length>.+?)(?:'?s?'? time)?", 1),
    (r"(?P<length>.+) from (?P<start>.+)", 1),
    (r"(?P<length>.+) on (?P<start>.+)", 1),
    (r"(?P<start>.+) (?P<length>week|fortnight)", 1),
)
DONT_KNOW = (
    *("dont know", "i dont know", "do not know", "i do not know", "dunno", "i dunno", "idk", "unsure"),
    *("im unsure", "not sure", "im not sure", "i am not sure", "no idea", "ive no idea", "i have no idea"),
)
NEGATIONS = frozenset(
    ("no", "not", "never", "none", "without", "dont", "didnt", "doesnt", "cant", "cannot", "wont", "isnt")
)


def read_date(text: str, on: date, *, past: bool) -> date | None:
    """Read a day typed on `on`; of several, the nearest that is not after `on` if `past`, else not before.

    "last Tuesday" is always before `on`, "next Friday" always after it. Years 2000 to 2100.
    """
    words = re.sub(r"^(?:(?:it was|since|from|on|the) )+", "", _plain(text))
    day = _named_day(words, on, past) or _counted_day(words, on) or _calendar_day(words, on, past)
    return day if day and 2000 <= day.year <= 2100 else None


def read_number(text: str, *, unit: Literal["hours", "days", ""] = "") -> float | None:
    """Read a count, 0 to 10000: "14 hours", "half a day", "two and a half". Never a range, nor another unit.

    Never a rate such as "2 hours a day"; but "14 hours a week" is 14.
    """
    words = re.sub(rf"^{ABOUT} ", "", _plain(text))
    words = re.sub(rf"({HOURS})(?: a | per | each | every | ?/ ?)week$", r"\1", words)
    found = re.fullmatch(rf"(?!half \w+s$)(.+?)(?:(?:(?<=\d)| )(?:{COUNTABLE[unit]}))?( and a half)?", words)
    if not found or words in ("a", "an"):
        return None
    amount = _amount(found[1] + (found[2] or ""))
    return amount if amount is not None and amount <= 10000 else None


def read_weeks(text: str) -> float | None:
    """Read how long something has lasted, in weeks, up to 25 years. A bare number counts as weeks."""
    words = re.sub(rf"^(?:for )?(?:{ABOUT} )?", "", _plain(text))
    words = re.sub(r" (?:now|ago|so far)$", "", words)
    if words in ("a", "an"):
        return None
    length = _length(words) or _length(f"{words} weeks")
    if length is None:
        return None
    times, over = WEEKS_IN[length[1]]
    weeks = length[0] * times / over
    return weeks if weeks <= 25 * 52 else None


def folded(text: str) -> str:
    """Lower-case words, single spaces, no punctuation or emoji: so typed answers and labels compare."""
    straight = unmarked(text).translate(STRAIGHT).translate(SIGNS_AS_FIGURES).replace("'", "")
    plain = unicodedata.normalize("NFKC", straight).casefold()
    return " ".join("".join(char if _is_word_char(char) else " " for char in plain).split())


def matches(text: str, labels: Sequence[str]) -> int | None:
    """Which label an answer means: typed whole, by its number from 1, by its start, or by words only it has.

    A bare figure is no position where labels hold figures: "4" is no answer to "1-5, 6-10, 11-12, 13-15".
    "<3" is a heart and "-1" a slip: neither means a figure.
    """
    if re.match(r"\s*[-<>]\s*\d", unmarked(text).translate(STRAIGHT)):
        return None
    typed, names = folded(text), [folded(label) for label in labels]
    equal = [i for i, name in enumerate(names) if typed and name == typed]
    if equal:
        return equal[0] if len(equal) == 1 else None
    numbered = re.fullmatch(r"(number |option )?(\d{1,2})", typed)
    if numbered:
        unclear = not numbered[1] and any(char.isdigit() for name in names for char in name)
        return None if unclear or not 1 <= int(numbered[2]) <= len(names) else int(numbered[2]) - 1
    return _by_words(typed, names)


def is_dont_know(text: str) -> bool:
    return folded(text) in DONT_KNOW or re.fullmatch(r"\s*\?+\s*", text) is not None


def is_yes(text: str) -> bool:
    return folded(text) in ("y", "yes", "yeah", "yep", "yup")


def is_no(text: str) -> bool:
    return folded(text) in ("n", "no", "nope", "nah")


def is_email(text: str) -> bool:
    """Whether it looks like one address and nothing else; loose, as only writing to it would tell."""
    name, _, host = unmarked(text).strip().rpartition("@")
    tidy = re.fullmatch(r"[^\s@<>()\[\],;:\"\\]{1,64}", name) and ".." not in name and name.strip(".") == name
    label = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    return bool(tidy) and re.fullmatch(rf"(?:{label}\.)+[a-z]{{2,24}}", host.lower()) is not None


def is_phone(text: str) -> bool:
    """Whether it is 7 to 15 digits, set out as people do: spaces, brackets, hyphens, a plus in front."""
    plain = unicodedata.normalize("NFKC", unmarked(text).translate(STRAIGHT)).strip()
    digits = re.sub(r"[^0-9]", "", plain)
    return 7 <= len(digits) <= 15 and re.fullmatch(r"\(?\+?[0-9()\s-]+", plain) is not None


def _plain(text: str) -> str:
    """Lower case, plain quotes and dashes, single spaces, "½" in words; empty if too long to be an answer."""
    if len(text) > LONGEST:
        return ""
    straight = unmarked(text).translate(STRAIGHT).translate(SIGNS_AS_WORDS)
    plain = unicodedata.normalize("NFKC", straight).casefold()
    tidy = " ".join(plain.split()).rstrip(" .,!")
    return re.sub(r"(?<!\d )\b1/2 (?=an? |(?:day|hour|week)$)", "half ", tidy)


def _is_word_char(char: str) -> bool:
    """Letters, figures and the vowel signs of other scripts, but not what only chooses an emoji's look."""
    return char.isalnum() or (unicodedata.category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f")


def _by_words(typed: str, names: Sequence[str]) -> int | None:
    starting = [i for i, name in enumerate(names) if name.startswith(typed)]
    if len(starting) == 1 and sum(char.isalpha() for char in typed) >= 3:
        return starting[0]
    words = set(typed.split())
    holding = [i for i, name in enumerate(names) if words <= set(name.split())]
    if len(holding) != 1 or not any(len(word) >= 4 for word in words):
        return None
    turned_round = (set(names[holding[0]].split()) - words) & NEGATIONS
    return None if turned_round else holding[0]


def _named_day(words: str, on: date, past: bool) -> date | None:
    """Read "yesterday", "Tuesday", "last Tuesday", "next Friday"."""
    if words in SPOKEN_DAYS:
        return on + timedelta(days=SPOKEN_DAYS[words])
    found = re.fullmatch(r"(?:(last|next|this) )?([a-z]+)", words)
    if not found or found[2] not in WEEKDAYS:
        return None
    past = {"last": True, "next": False}.get(found[1], past)
    days = (on.weekday() - WEEKDAYS[found[2]]) * (1 if past else -1) % 7
    if found[1] in ("last", "next"):
        days = days or 7
    return on + timedelta(days=-days if past else days)


def _counted_day(words: str, on: date) -> date | None:
    """Read "2 weeks ago", "a week ago Monday", "in 3 weeks", "a week on Tuesday", "Tuesday week"."""
    for pattern, sign in COUNTED_DAYS:
        found = re.fullmatch(pattern, words)
        length = _length(found["length"]) if found else None
        start = _named_day(found.groupdict().get("start") or "today", on, sign < 0) if found else None
        if length and start and length[0] <= 1000 and length[0].is_integer():
            return _moved(start, sign * int(length[0]), length[1])
    return None


def _moved(day: date, n: int, unit: str) -> date:
    if unit in MONTHS_IN:
        return months_after(day, n * MONTHS_IN[unit])
    return day + timedelta(days=n * DAYS_IN[unit])


def _calendar_day(words: str, on: date, past: bool) -> date | None:
    """Read a date in figures or with a month's name; a weekday in front of it must be right."""
    first, _, rest = words.partition(" ")
    weekday = WEEKDAYS.get(first.rstrip(","))
    words = words if weekday is None else rest.removeprefix("the ")
    found = next((match for pattern in CALENDAR_DAYS if (match := re.fullmatch(pattern, words))), None)
    day = _nearest(found.groupdict(), on, past) if found else None
    return day if day and weekday in (None, day.weekday()) else None


def _nearest(parts: Mapping[str, str | None], on: date, past: bool) -> date | None:
    """The date these parts name; where they leave out the year or the month, the nearest such date."""
    day, month, year = int(parts["day"] or 0), _month(parts.get("month")), parts.get("year")
    if parts.get("month") and not month:
        return None
    if year and month:
        return _real_day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    firsts = [months_after(on.replace(day=1), n) for n in range(-12, 13)]
    days = [_real_day(first.year, first.month, day) for first in firsts if month in (None, first.month)]
    if past:
        return max((found for found in days if found and found <= on), default=None)
    return min((found for found in days if found and found >= on), default=None)


def _month(typed: str | None) -> int | None:
    if typed is None or typed.isdecimal():
        return int(typed) if typed else None
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(typed)), None)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _length(words: str) -> tuple[float, str] | None:
    """Read "6 weeks", "a fortnight", "month", "a year and a half" as an amount and its unit."""
    found = re.fullmatch(rf"(?:(.+?)(?:(?<=\d)| ))?({'|'.join(UNITS)})(s?)( and a half)?", words)
    if not found or (found[3] and not found[1]):
        return None
    amount = _amount((found[1] or "a") + (found[4] or ""))
    return None if amount is None else (amount, UNITS[found[2]])


def _amount(words: str) -> float | None:
    """Read "14", "14.5", "1 1/2", "half a", "two and a half" or "a"; "3/4" alone may mean 3 or 4."""
    if re.fullmatch(r"\d{0,5}\.\d{1,4}", words):
        return float(words)
    alone = re.fullmatch(rf"(?:and )?(?:a )?{PART}(?: an?)?", words)
    if alone:
        return PARTS[alone[1]]
    found = re.fullmatch(rf"(\d{{1,5}}|[a-z]+)(?: and (?:a )?{PART}| ([13]/[24]))?", words)
    if not found:
        return None
    whole = int(found[1]) if found[1].isdecimal() else NUMBERS.get(found[1])
    part = PARTS.get(found[2] or found[3] or "", 0.0 if found[0] == found[1] else None)
    return None if whole is None or part is None else whole + part
