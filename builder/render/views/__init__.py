"""One file per kind of page: what its template is given. Start at `common.py`."""
