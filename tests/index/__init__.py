"""The tests of the index package."""
