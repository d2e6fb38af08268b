"""The pipeline and what carries it: start at `pipeline.py`."""
