"""Calendars to count by: Hertfordshire's school year, and none."""

from datetime import date

from bot.casework.calendar import (
    Calendar,
    Term,
)

BANK_HOLIDAYS = frozenset(
    {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
    }
)
AUTUMN = Term(
    "Autumn 2026",
    date(2026, 9, 1),
    date(2026, 12, 18),
    closed=((date(2026, 10, 26), date(2026, 10, 30)), (date(2026, 11, 27), date(2026, 11, 27))),
)
SPRING = Term(
    "Spring 2027", date(2027, 1, 5), date(2027, 3, 25), closed=((date(2027, 2, 15), date(2027, 2, 19)),)
)
HERTS = Calendar(BANK_HOLIDAYS, (AUTUMN, SPRING), "Hertfordshire")
NO_TERMS = Calendar(BANK_HOLIDAYS)
