"""How long Telegram asks us to wait."""

import warnings

from telegram.error import RetryAfter
from telegram.warnings import PTBDeprecationWarning


def seconds(slow: RetryAfter) -> float:
    """The wait that a 429 asks for. The library is changing the type, and warns of it at each look."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        after = slow.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
