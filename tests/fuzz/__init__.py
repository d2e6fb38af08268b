"""Fuzzing of read, repair and structure: `make fuzz`; start at `__main__.py`."""
