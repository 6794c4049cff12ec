"""What can go wrong before anything is measured."""

from knowledge.errors import LykbotError


class EvaluationError(LykbotError):
    """A set or collection that nothing can be measured with; the message names the file and the line."""
