"""The tests: the four folders again, test_<module>.py each."""
