"""A local stand-in for Telegram, and a page to try everything without an account."""
