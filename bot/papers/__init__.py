"""Papers that are written from the rules and the script themselves, so that they cannot lag behind."""
