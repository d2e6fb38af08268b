# Every target sets up .venv by itself from the lock file; nothing else has to be run first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
FUZZ_SECONDS ?= 600

.PHONY: site preview docs test check fuzz acceptance bench audit lock clean
.DEFAULT_GOAL := site

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Fangzhi needs Python 3.11 or newer; say PYTHON=python3.12 (or the like) after make")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

site: $(READY)  ## build this repository's archive into public/
	$(BIN)/fangzhi build .

preview: $(READY)  ## the same, served with live reload
	$(BIN)/fangzhi serve . --open

docs: $(READY)  ## the manual, into build/docs
	$(BIN)/python -m tests.manual
	$(BIN)/fangzhi build docs --output build/docs

test: $(READY)  ## every test; browser tests run in an installed Chromium
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest

check: $(READY)  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

fuzz: $(READY)  ## coverage-guided fuzzing for FUZZ_SECONDS (600)
	$(BIN)/python -m pip install --quiet --no-deps --target build/fuzz/atheris --upgrade \
	    'atheris==3.0.0; python_version == "3.11"' 'atheris==3.1.0; python_version >= "3.12"' \
	    || echo "atheris is not to be had for this Python: the fuzzer goes on without it"
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

acceptance: $(READY)  ## the real cases, where ../shared/cases is found
	$(BIN)/python -m tests.acceptance

bench: $(READY)  ## speed and size, beside other tools
	$(BIN)/python -m bench
	$(BIN)/python -m bench.byteshift

audit: $(READY)  ## axe-core, the Nu HTML checker and Lighthouse on the sample site
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m tests.audit

lock: $(READY)  ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	    --no-emit-find-links --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) public build .fangzhi
