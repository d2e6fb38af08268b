"""Checks a published site with nothing but what is published: `check.py` is the way in."""
