"""Random families, random staff and random trouble, held against what Sendline promises."""
