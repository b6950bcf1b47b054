"""What a random town chooses from: people, moments, commands, calls that fail, and how long it waits."""

from datetime import UTC, datetime, timedelta

from tests.town import MONDAY_MORNING

NAMES = ("Ann", "Bea", "Cal", "Dev")
MOMENTS = (
    MONDAY_MORNING,
    datetime(2026, 10, 23, 15, 30, tzinfo=UTC),  # the Friday before the clocks go back
    datetime(2027, 3, 25, 16, 0, tzinfo=UTC),  # the day before Easter, when the clocks go forward
    datetime(2026, 12, 24, 17, 20, tzinfo=UTC),  # before Christmas
    datetime(2027, 4, 30, 22, 45, tzinfo=UTC),  # a Friday night in the exam season
)
COMMANDS = (
    "/start",
    "/back",
    "/status",
    "/stop",
    "/help",
    "/mydata",
    "/delete",
    "/privacy",
    "/pause",
    "stop",
    "Delete",
    "/start@somebot",
    "/nonsense",
)
STAFF_COMMANDS = (
    "/queue",
    "/case",
    "/case SL-AAAAA",
    "/erase SL-AAAAA",
    "/chat",
    "/help",
    "/queue@sendline_practice_bot",
    "/nonsense",
)
METHODS = (None, "sendMessage", "editMessageText", "getUpdates", "getChatMember", "answerCallbackQuery")
WAITS = (
    timedelta(minutes=1), timedelta(minutes=31), timedelta(hours=2), timedelta(hours=13), timedelta(days=1),
    timedelta(days=3), timedelta(days=11),
)  # fmt: skip
