"""Tests of the measuring: figures by hand, never how good or fast lykbot is."""
