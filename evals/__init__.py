"""Measures the bot and its search through their public doors."""
