"""What is kept on disk for the people who look after lykbot: accounts, feedback, and who changed what."""
