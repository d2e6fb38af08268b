"""Fangzhi turns a folder of messy documents into a clean, cross-linked, searchable static archive."""

__version__ = "0.1.0"
