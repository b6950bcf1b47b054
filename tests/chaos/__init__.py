"""Proof that nothing is lost and nothing counted twice, whatever ends the bot or fails on the line."""
