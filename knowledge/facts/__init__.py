"""What people ask about, read out of documents: contacts, events and goals, each pointing at its characters."""
