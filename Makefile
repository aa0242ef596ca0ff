# Everything a newcomer needs; `make` alone explains itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
HOST ?= 127.0.0.1
PORT ?= 8501
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0

.DEFAULT_GOAL := help
.PHONY: help install serve test lint bench build check wheel lock browser clean

help: ## this list
	@echo "High Performance Province dashboard: make TARGET"
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 12

install: $(STAMP) ## set up .venv with everything that is pinned in requirements.lock

serve: install ## open the dashboard at http://127.0.0.1:8501 (HOST=… PORT=…)
	$(BIN)/hpp serve --host $(HOST) --port $(PORT)

test: install browser ## run the whole suite
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadgroup

lint: install ## ruff and strict types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install browser ## print what is claimed about speed, beside a naive twin
	$(BIN)/python bench/run.py

build: install ## make a snapshot from data/sources and publish it
	$(BIN)/hpp build

check: install ## hold the published snapshot against its promises
	$(BIN)/hpp check

wheel: install ## one file that carries pages, figures and boundaries: dist/*.whl
	$(BIN)/python -m hatchling build --target wheel

lock: install ## pin requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --extra test --generate-hashes --allow-unsafe \
		--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

clean: ## remove what can be made again
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Debian keeps ensurepip in a package of its own; a virtual environment cannot be made without it.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make install PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { [ "$$(id -u)" = 0 ] \
		&& $(APT) update && $(APT) install --yes --no-install-recommends python3-venv >/dev/null; } \
		|| { echo "Python lacks venv: install the package python3-venv, then run make again"; exit 1; }
	@echo "Setting up $(VENV) …"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Browser tests drive Debian's Chromium.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && echo "Installing chromium …" \
		&& $(APT) update && $(APT) install --yes --no-install-recommends chromium >/dev/null; } \
		|| echo "chromium is absent: browser tests will be skipped (install Debian's package chromium)"
