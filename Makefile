# Each target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install run test check bench screenshots

$(VENV)/.installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "needs Python 3.11 or newer: make PYTHON=python3.12 ..."'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# The packs' words are compiled once; later starts read the result.
install: $(VENV)/.installed
	@echo "准备问法（数据变动后第一次约需一分钟）…"
	$(BIN)/studiobot ask "工作室" > /dev/null

run: install
	$(BIN)/studiobot

test: install
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: install
	$(BIN)/ruff format --check bot checkers knowledge tests benchmarks scripts
	$(BIN)/ruff check bot checkers knowledge tests benchmarks scripts
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/studiobot packs

bench: install
	$(BIN)/python benchmarks/answering.py
	$(BIN)/python -m benchmarks.checking
	$(BIN)/python -m benchmarks.reminders

screenshots: install
	$(BIN)/python scripts/screenshots.py
