"""The texts lykbot answers from, and what turns them into records."""
