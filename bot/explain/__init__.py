"""Answers as JSON in; out come the verdicts that the bot would give, in words or as JSON."""
