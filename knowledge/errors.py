"""The root of every error lykbot raises on purpose."""


class LykbotError(Exception):
    """Something a person can mend: the message says what was wrong and what to do next."""


class DocumentError(LykbotError):
    """A document that cannot be read; the message names the file and, where there is one, the line."""
