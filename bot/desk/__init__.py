"""The use-cases, one transaction each: they ask casework, write through storage, and know no Telegram."""
