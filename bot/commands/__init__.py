"""Commands for whoever keeps the office's data safe."""
