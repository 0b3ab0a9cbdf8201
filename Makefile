# Two commands matter: `make run` and `make test`. Both set up what is missing and say what they do.
SHELL := /bin/sh
PY := .venv/bin/python
STAMP := .venv/.installed

.PHONY: run test check fix bench lock seed screenshots setup browsers clean
.DEFAULT_GOAL := run

run: setup  ## Everything from a bare laptop to a page in the browser
	@.venv/bin/ruamphon run

test: setup-dev  ## Every test: SQLite, PostgreSQL, browser journeys
	@$(PY) scripts/test.py

check: setup-dev  ## Style, types, templates, arrows between rooms
	@$(PY) scripts/check.py

fix: setup-dev  ## Let the tools tidy up what they can
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

bench: setup-dev  ## Ratios, each measured in one run
	@$(PY) bench/run_all.py

seed: setup  ## Load the published programme again; changes nothing the second time
	@.venv/bin/ruamphon seed

screenshots: setup-dev  ## The README's pictures, from the running product
	@$(PY) scripts/screenshots.py

lock: setup-dev  ## Resolve the locks anew
	@$(PY) scripts/lock.py

setup:
	@sh scripts/setup.sh base

setup-dev:
	@sh scripts/setup.sh dev

clean:
	@rm -rf .venv node_modules build
