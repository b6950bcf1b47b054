"""The pure core: the interview, triage, calendar and wording. Standard library only; no clock, no files."""
