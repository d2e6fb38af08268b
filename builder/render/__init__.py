"""The archive → HTML pages. Start at `site.py`."""
