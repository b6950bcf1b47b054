"""Which links Telegram takes."""

from urllib.parse import urlsplit

from bot.sandbox.refusals import bad_request

WEB = frozenset({"http", "https"})


def kept_address(href: str) -> str:
    """Return a text's link as Telegram keeps it, or "" for one it drops without a word (tel:, mailto:)."""
    link = href if "://" in href else f"http://{href}"
    try:
        parts = urlsplit(link)
        host = "" if parts.username else parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme == "tg" and host:
        return link
    if parts.scheme not in WEB or "." not in host.strip(".") or " " in host:
        return ""
    return link if parts.path else f"{link}/"


def check_button_link(link: str) -> None:
    """Refuse a button's link that Telegram refuses."""
    parts = urlsplit(link if ":" in link else f"http://{link}")
    words = f"inline keyboard button URL '{link}' is invalid: "
    if parts.scheme not in WEB | {"tg"}:
        raise bad_request(f"{words}Unsupported URL protocol")
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise bad_request(f"{words}Wrong HTTP URL")
