# The five commands a person types, and two more. `make help` lists them.
#
# Plain make: works with GNU make 4 and with the 3.81 that comes with macOS.

# python3 when it is new enough, else a newer one that goes by its version, else python3 for the message below.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && exit; \
  done; echo python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp
# Where `make eval` puts its reports, and the index of the made-up pages that the second is about.
REPORT         := build/eval
MADE_UP_REPORT := build/eval-made-up
MADE_UP_INDEX  := build/index-made-up

.DEFAULT_GOAL := help
.PHONY: setup run test check eval clean help

help: ## what can be done here
	@echo "make setup   install into $(VENV) and build the index (again only when something changed)"
	@echo "make run     setup, then the web chat at http://127.0.0.1:7860"
	@echo "make test    setup, then all tests"
	@echo "make check   formatting, lint and types"
	@echo "make eval    measure answers, beside a plain pipeline, and what is read out of pages; some minutes"
	@echo "make clean   remove $(VENV) and what the tools left"
	@echo
	@echo "Another Python: make setup PYTHON=python3.12"

# Installs only when what is to be installed has changed; the packages themselves are linked, not copied.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "lykbot needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not here)." >&2; \
	  echo "Install one and name it, for instance: make setup PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo "Installing into $(VENV) (the first time takes some minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

setup: $(STAMP) ## install and build the index
	@echo "Bringing the index up to date ..."
	@$(BIN)/lykbot build

run: setup ## the web chat
	@$(BIN)/lykbot serve

test: setup ## all tests
	@tests/install_browser.sh
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest

check: $(STAMP) ## formatting, lint and types
	@echo "Checking the formatting ..."
	@$(BIN)/ruff format --check
	@echo "Checking the code ..."
	@$(BIN)/ruff check
	@echo "Checking the types ..."
	@$(BIN)/mypy

eval: setup ## measure every answer, compare with the accepted figures, and measure what is read out of pages
	@$(BIN)/lykbot eval --baseline plain --pairs --speed --output $(REPORT) \
	  --compare evals/baselines/main.json --fail-under baseline
	@echo "Measuring on made-up pages ..."
	@$(BIN)/lykbot build --only evals/extraction/pages --index $(MADE_UP_INDEX) >/dev/null
	@$(BIN)/lykbot eval evals/sets/made_up/*.jsonl --index $(MADE_UP_INDEX) --output $(MADE_UP_REPORT)
	@$(BIN)/python -m evals extraction

clean: ## remove the environment and what the tools left; the index and the model in the user's folders stay
	@echo "Removing $(VENV) and the tools' caches ..."
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
