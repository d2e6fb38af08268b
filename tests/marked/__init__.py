"""A sample of documents marked by hand, and the score that the builder reaches on it: `python -m tests.marked`."""
