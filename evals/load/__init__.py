"""Measures lykbot as it is served, with many visitors at once."""
