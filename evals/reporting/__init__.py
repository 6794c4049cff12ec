"""What was measured, to read: in the terminal, as a page, in the README."""
