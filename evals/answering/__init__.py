"""Measures the answers made of passages: over a collection of questions whose answers are known."""
