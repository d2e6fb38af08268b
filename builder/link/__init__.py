"""See the entry module."""
