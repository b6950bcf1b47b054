"""The schema's history. Reviewed by hand; applied at start."""
