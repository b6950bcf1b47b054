"""The only place that knows Telegram: updates in, messages out, order and pace."""
