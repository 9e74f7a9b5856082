# The chores of a checkout, each one command. `make` alone lists them; .ci/run calls the same ones.
#
#   make setup PYTHON=python3.13     another Python
#   make test ARGS="tests/tui -x"    arguments for pytest; `slow` and each benchmark take them likewise

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= dev
ARGS ?=
BIN := $(VENV)/bin
BENCHMARKS := start keys running journal authoring sound

.DEFAULT_GOAL := help
.PHONY: help setup hooks check lint types imports fix test slow laws wheel bench $(BENCHMARKS:%=bench-%)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F '|' '{ printf "make %-8s %s\n", $$1, $$2 }'

setup: ## .venv with the program, editable, and everything that the chores below need
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e '.[$(EXTRAS)]'

hooks: ## git runs `make check` before each commit
	$(BIN)/pre-commit install

check: lint types imports ## the linters: ruff, mypy, import-linter

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

fix: ## let ruff mend and format what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: ## the fast tests, about two minutes
	$(BIN)/pytest $(ARGS)

slow: ## the slow tests, one at a time: recorded sound, kills, long fuzzing
	$(BIN)/pytest -m slow -n 0 -rs $(ARGS)

laws: ## the laws that Hypothesis tests, each with four times as many examples
	$(BIN)/pytest -m 'hypothesis and not slow' --hypothesis-profile=thorough $(ARGS)

wheel: ## build the wheel into dist/, install it elsewhere, and run it there
	.ci/wheel $(BIN)/python

bench: $(BENCHMARKS:%=bench-%) ## all benchmarks, about half an hour; `make bench-start` is one of them

bench-%:
	$(BIN)/python tests/benchmarks $* $(ARGS)
