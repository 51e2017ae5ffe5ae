# The chores. `make chat` and `make test` need Python >= 3.11 and make, nothing else.
SHELL := /bin/sh
PYTHON ?= python3
V := .venv/bin
CORPUS := var/corpus.db
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup dev chat test lint format bench quality docs texts soak locks clean

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@touch $@

.venv/run: .venv/pip requirements.lock pyproject.toml
	@echo "Installing what Dateline runs on (once) …"
	@$(V)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(V)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(V)/python -m compileall -q bot handlers corpus
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	@echo "Installing what its tests need (once) …"
	@$(V)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/run  ## a virtual environment with all that Dateline runs on; leaves .venv/bin/dateline

dev: .venv/dev

chat: setup  ## build the starter corpus where there is none, and talk to it here
	@$(V)/dateline corpus check --corpus sqlite:///$(CORPUS) >/dev/null 2>&1 || $(V)/dateline corpus build seeds --to sqlite:///$(CORPUS)
	@$(V)/dateline chat --corpus sqlite:///$(CORPUS)

test: dev  ## all tests but the slow ones, by two workers
	@$(V)/python -m pytest -n 2 --dist loadfile

lint: dev  ## ruff, mypy, import-linter
	@$(V)/ruff check .
	@$(V)/ruff format --check .
	@$(V)/mypy
	@$(V)/lint-imports

format: dev
	@$(V)/ruff check --fix .
	@$(V)/ruff format .

bench: dev  ## speed, each measure against its limit in the same run; the corpora stay in var/bench (SIZES="10000 100000")
	@$(V)/python benchmarks/speed.py $(SIZES) --there var/bench

quality: dev  ## found, missed and invented on every set at hand
	@$(V)/python benchmarks/quality.py

docs: dev  ## write the README's transcript and docs/commands.md anew
	@$(V)/python docs/write.py

texts: dev  ## bring the Russian and Ukrainian texts up to the English ones
	@$(V)/python -m bot.words.merge

soak: dev  ## the slow tests
	@$(V)/python -m pytest -m soak

locks: dev  ## write both lock files anew (needs uv); hashes, no addresses
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes pyproject.toml requirements.in -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes -c requirements.lock --extra dev pyproject.toml requirements.in -o requirements-dev.lock

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
