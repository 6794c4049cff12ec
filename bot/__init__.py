"""Questions into answers, and the ways to ask."""
