"""Records into vectors and words, and questions into hits."""
