# Everything runs in .venv, which is made on first use and renewed when a lock changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors are still said, remarks on where packages came from are not.
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
ARGS ?=
N ?=
SECONDS ?= 60
PAGES ?= /
LIGHTHOUSE := tools/lighthouse/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: site
site: $(VENV)/run.stamp ## Build the site into _site/ (ARGS="--explain" passes options on)
	@$(BIN)/site-builder build $(ARGS)

.PHONY: serve
serve: $(VENV)/run.stamp ## Build, serve on this machine, rebuild on every change
	@$(BIN)/site-builder serve $(ARGS)

# Tests build hundreds of sites: what modules and templates compile to is kept between them.
test soak: export PYTHONDONTWRITEBYTECODE :=

.PHONY: test
test: $(VENV)/dev.stamp browser ## Run the tests (ARGS="-k chain" passes options on)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder $(ARGS)

.PHONY: soak
soak: $(VENV)/dev.stamp ## Run the tests that repeat for minutes
	@$(BIN)/python -m pytest -m soak $(ARGS)

.PHONY: fuzz
fuzz: $(VENV)/fuzz.stamp ## Look for bytes that break a law, guided by coverage (SECONDS=600 for each target)
	@$(BIN)/python -m tests.fuzz $(SECONDS) $(ARGS)

.PHONY: check
check: $(VENV)/dev.stamp ## Check formatting, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

.PHONY: fmt
fmt: $(VENV)/dev.stamp ## Format the code and apply the linter's safe fixes
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/bench.stamp ## Measure builds beside Hugo's (N="1000 10000" sets the numbers of cards)
	@$(BIN)/python -m benchmarks $(N) $(ARGS)

.PHONY: benchserve
benchserve: $(VENV)/bench.stamp ## Measure from saving a card to the served page, beside Hugo's server
	@$(BIN)/python -m benchmarks.serve $(N) $(ARGS)

.PHONY: benchoutputs
benchoutputs: $(VENV)/run.stamp ## Measure what each word of `outputs` adds to a cold build
	@$(BIN)/python -m benchmarks.outputs $(N) $(ARGS)

.PHONY: weights
weights: $(VENV)/run.stamp ## Measure what readers load for a page of each kind (N="1000 10000" cards)
	@$(BIN)/python -m benchmarks.weights $(N) $(ARGS)

.PHONY: profile
profile: $(VENV)/run.stamp ## Say where a build's time goes (N=1000 sets the number of cards)
	@$(BIN)/python -m benchmarks.profile $(N) $(ARGS)

.PHONY: browser
browser: ## Install what the browser tests drive: Chromium and a Java runtime
	@tools/install_browser.sh

.PHONY: screenshots
screenshots: $(VENV)/dev.stamp browser ## Photograph pages of _site/ (PAGES="/ /claims/")
	@$(BIN)/python -m tools.screenshots _site screenshots $(PAGES)

.PHONY: lighthouse
lighthouse: $(VENV)/dev.stamp browser $(LIGHTHOUSE) ## Measure pages as a phone loads them (ARGS="--runs 5 . /map/")
	@$(BIN)/python -m tools.lighthouse $(ARGS)

.PHONY: lock
lock: $(VENV)/lock/stamp ## Write requirements/*.txt anew (LOCK_ARGS=--upgrade moves every version)
	@$(UV) --group pyproject.toml:build --output-file requirements/run.txt pyproject.toml
	@$(UV) --group pyproject.toml:dev --constraint requirements/run.txt \
	  --output-file requirements/dev.txt pyproject.toml
	@$(UV) --group pyproject.toml:bench --output-file requirements/bench.txt
	@$(UV) --group pyproject.toml:fuzz --output-file requirements/fuzz.txt

.PHONY: messages
messages: $(VENV)/dev.stamp ## Write the messages of pages anew, and bring each catalogue up to date with them
	@$(BIN)/python -m tools.messages

.PHONY: clean
clean: ## Remove the built site and caches; content and .venv stay
	@rm -rf build dist screenshots .fuzz .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ -x $(BIN)/site-builder ]; then $(BIN)/site-builder clean; fi

.PHONY: help
help: ## Say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort \
	  | awk -F ':.*## ' '{ printf "make %-13s %s\n", $$1, $$2 }'

# --- the environment -------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo '$(PYTHON) is not there or older than Python 3.11: say `make PYTHON=/path/to/python3.11 ...`' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make environments: on Debian and Ubuntu install python3-venv' >&2; exit 2; }
	@echo 'Making the environment in $(VENV) (once)'
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo 'Installing requirements/run.txt'
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo 'Installing requirements/dev.txt'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/run.stamp
	@echo 'Installing requirements/bench.txt'
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/fuzz.stamp: requirements/fuzz.txt $(VENV)/dev.stamp
	@echo 'Installing requirements/fuzz.txt'
	@$(PIP) install --require-hashes -r requirements/fuzz.txt
	@touch $@

$(LIGHTHOUSE): tools/lighthouse/package-lock.json | browser
	@echo 'Installing Lighthouse'
	@cd $(@D)/.. && npm ci --silent
	@touch $@

# --- the locks -------------------------------------------------------------

UV = $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(LOCK_ARGS)

$(VENV)/lock/stamp: | $(BIN)/python
	@$(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip --disable-pip-version-check -qq install 'uv>=0.9'
	@touch $@
