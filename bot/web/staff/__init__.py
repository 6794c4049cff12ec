"""The pages of the staff area, behind a login."""
