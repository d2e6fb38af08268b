"""Makes the output folder equal to the files, all or nothing: `output.py` says how."""
