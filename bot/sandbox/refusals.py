"""What Telegram answers when it refuses, in its own words."""

from typing import Any

Json = dict[str, Any]
"""An object as it travels over the Bot API."""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not a fault of ours
    """A call that Telegram answers with ok: false."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Return the answer's JSON."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def too_many(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def unauthorised() -> Refused:
    return Refused(401, "Unauthorized")


def not_found() -> Refused:
    return Refused(404, "Not Found")


def no_such_method() -> Refused:
    return Refused(404, "Not Found: method not found")


def moved(chat_id: int) -> Refused:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, words, {"migrate_to_chat_id": chat_id})


def webhook_is_set() -> Refused:
    words = (
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    return Refused(409, f"Conflict: {words}")


def other_poll() -> Refused:
    words = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return Refused(409, f"Conflict: {words}")
