"""Measures search: over a collection of passages, and over the sections of an index."""
