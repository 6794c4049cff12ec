"""What can go wrong between a question and its answer."""

from knowledge.errors import LykbotError


class SettingsError(LykbotError):
    """A setting that cannot be used; the message names it, its value and what it may be."""


class BatchError(LykbotError):
    """A file of questions that cannot be read or written as a whole."""
