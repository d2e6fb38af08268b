"""Benchmarks, outside the tests: `make bench` prints them, `README.md` beside this file says how to read them."""
