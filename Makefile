# Commands for readers of the README, for developers and for CI. `make` alone lists them.
# Paths are relative, so that a folder whose name has blanks in it works too.

PYTHON ?= python3
DATA ?=
TITLE ?=
ALL ?=
UPGRADE ?=
ROUNDS ?= 100
SEED ?= 1

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.NOTPARALLEL:
.DEFAULT_GOAL := help
export PYTHON
# The title as typed: it may have any character, and none of it is put into a shell line.
export TITLE_AS_GIVEN = $(value TITLE)

IN_ENVIRONMENT := .venv/bin/python

# An environment that a killed run left, or whose Python is gone, counts as not installed.
$(shell test -x .venv/bin/python && test ! -e .venv/unfinished || rm -f .venv/*.stamp)

# One environment grows from `site` to `test` to `dev`, each a superset of the one before. A target uses the
# largest level that is installed or that another target of the same run needs.
LEVELS := $(patsubst .venv/%.stamp,%,$(wildcard .venv/*.stamp)) \
	$(if $(filter check format lint types,$(MAKECMDGOALS)),dev) $(if $(filter pictures torture,$(MAKECMDGOALS)),test)
FOR_DEV := .venv/dev.stamp
FOR_TEST := .venv/$(firstword $(filter dev,$(LEVELS)) test).stamp
FOR_SITE := .venv/$(firstword $(filter dev,$(LEVELS)) $(filter test,$(LEVELS)) site).stamp

##@ The publication

site: $(FOR_SITE) ## Build the publication into site/
	@$(IN_ENVIRONMENT) -m build_scripts build

serve: $(FOR_SITE) ## Build it and show it in the browser, live, while editing
	@$(IN_ENVIRONMENT) -m build_scripts serve

new: $(FOR_SITE) ## Start a publication of your own: make new TITLE="The Strelsau Reader"
	@test -n "$$TITLE_AS_GIVEN" || { echo 'make new TITLE="…": give the title of the publication' >&2; exit 2; }
	@$(IN_ENVIRONMENT) -m build_scripts new --title "$$TITLE_AS_GIVEN"

##@ Working on it

test: $(FOR_TEST) ## Run every test, and a part of the torture
	@$(IN_ENVIRONMENT) -m tests.helpers.browser
	@# One thread of arithmetic a worker, as there is a worker for each core.
	@OPENBLAS_NUM_THREADS=1 $(IN_ENVIRONMENT) -m pytest --numprocesses=auto --dist=worksteal $(PYTEST_ARGS)

torture: $(FOR_TEST) ## Kill and disturb builds, fill their disk: make torture ROUNDS=100 SEED=1
	@TORTURE_ROUNDS=$(ROUNDS) TORTURE_SEED=$(SEED) \
	  $(IN_ENVIRONMENT) -m pytest --numprocesses=auto --dist=worksteal $(PYTEST_ARGS) tests/torture

zensical: .venv-zensical/zensical.stamp site ## Build the same pages with Zensical and print the differences
	@$(IN_ENVIRONMENT) -m benchmarks.successor site .venv-zensical/bin/zensical

check: lint types test site ## Lint, format, types, tests and a strict build

format: $(FOR_DEV) ## Format the code
	@$(IN_ENVIRONMENT) -m ruff check --quiet --fix-only .
	@$(IN_ENVIRONMENT) -m ruff format .

lint: $(FOR_DEV) ## Check the code for faults and for its format
	@$(IN_ENVIRONMENT) -m ruff check .
	@$(IN_ENVIRONMENT) -m ruff format --check .
	@.venv/bin/zizmor --offline --quiet .github

types: $(FOR_DEV) ## Check the types
	@$(IN_ENVIRONMENT) -m mypy

pictures: $(FOR_TEST) site ## Take the README's pictures again, or one of every kind of page: make pictures ALL=DIR
	@$(IN_ENVIRONMENT) -m tests.helpers.browser
	@$(IN_ENVIRONMENT) -m tests.helpers.pictures site $(if $(ALL),--all "$(ALL)")

##@ Measuring

bench: $(FOR_SITE) ## Print articles per second and the time of each command (DATA=DIR: of real pages)
	@$(IN_ENVIRONMENT) -m benchmarks.bench $(if $(DATA),--data "$(DATA)")

measure: $(FOR_SITE) ## Print the accuracy on public corpora: make measure DATA=DIR
	@test -n "$(DATA)" || { echo "make measure DATA=DIR: DIR holds the corpora that benchmarks/README.md names" >&2; exit 2; }
	@$(IN_ENVIRONMENT) -m benchmarks.measure "$(DATA)" all

crossval: $(FOR_SITE) ## Print the cleaner's accuracy on sites it was not trained on: make crossval DATA=DIR
	@test -n "$(DATA)" || { echo "make crossval DATA=DIR: DIR holds the corpora that benchmarks/README.md names" >&2; exit 2; }
	@$(IN_ENVIRONMENT) -m benchmarks.crossval "$(DATA)"

##@ Housekeeping

LOCK_GROUP := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(UPGRADE)
LOCK := $(LOCK_GROUP) pyproject.toml

lock: ## Update requirements/*.txt from pyproject.toml (newer versions with UPGRADE=--upgrade)
	@tools/environment uv
	@$(LOCK) --output-file requirements/site.txt >/dev/null
	@$(LOCK) --group test --constraints requirements/site.txt --output-file requirements/test.txt >/dev/null
	@$(LOCK) --group dev --constraints requirements/test.txt --output-file requirements/dev.txt >/dev/null
	@$(LOCK_GROUP) --group zensical --output-file requirements/zensical.txt >/dev/null

clean: ## Remove the site, generated pages and caches
	@git clean -qfdX -- docs site '.site-*' build build_scripts tests benchmarks
	@rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

distclean: clean ## Remove the environments as well
	@rm -rf .venv .venv-lock .venv-zensical

help: ## List these commands
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.venv/%.stamp: requirements/%.txt
	@tools/environment $*

.venv-zensical/zensical.stamp: requirements/zensical.txt
	@tools/environment zensical

.PHONY: site serve new test torture zensical check format lint types pictures bench measure crossval lock clean distclean help
