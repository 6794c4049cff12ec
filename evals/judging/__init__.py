"""Judges an answer by its case: facts, citations, language. Pure."""
