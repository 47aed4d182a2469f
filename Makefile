# `make` builds the marts of $SURVEY and draws its figures; `make test` runs the tests.
# Both install what they need into .venv first.

SURVEY ?= production_ml
# Recipes ask the shell for them, as they are: make would run what it takes for code.
override SURVEY := $(value SURVEY)
export SURVEY PEOPLE WIDE ROUNDS CASES SEED
bin := .venv/bin
install := $(bin)/pip install --quiet --disable-pip-version-check --require-hashes
PEOPLE ?= 1000000
WIDE ?= 100000
ROUNDS ?= 3
CASES ?= 2000
SEED ?= 1

.PHONY: all build render test test-all lint format docs extensions bench fuzz lock \
    audit clean survey

all: build render

# The project's own unit tests are no business of a survey: `make test` runs them.
build: survey .venv/installed
	DBT_EXCLUDE_RESOURCE_TYPES=unit_test $(bin)/dbt --quiet build

render: survey .venv/installed
	$(bin)/python -m charts render

test: .venv/installed
	$(bin)/pytest -m "not slow"

# And what is worth more time than a few minutes, as CI does.
test-all: lint
	$(bin)/pytest

lint: .venv/installed
	$(bin)/sqlfluff lint --processes 0 models analyses tests macros
	$(bin)/ruff format --check charts macros tests
	$(bin)/ruff check charts macros tests
	$(bin)/mypy

format: .venv/installed
	$(bin)/sqlfluff fix --processes 0 models analyses tests macros
	$(bin)/ruff format charts macros tests
	$(bin)/ruff check --fix charts macros tests

docs: survey .venv/installed
	$(bin)/dbt docs generate --static

# As in `make bench PEOPLE="10000 10000000" WIDE=1000 ROUNDS=1`.
bench: .venv/installed
	$(install) --requirement tests/benchmark/requirements.txt
	PYTHONPATH=$(CURDIR) $(bin)/python tests/benchmark --people $$PEOPLE --wide "$$WIDE" \
	    --rounds "$$ROUNDS"

# 2,000 changes of an export or a codebook, an hour or two; `SEED=2001` begins elsewhere.
fuzz: .venv/installed
	PYTHONPATH=$(CURDIR):$(CURDIR)/macros $(bin)/python tests/fuzz.py "$$CASES" "$$SEED"

# Needs uv; carries hashes, names no index.
lock := uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
    --no-strip-extras --generate-hashes --no-emit-index-url --no-annotate \
    --custom-compile-command "make lock" --quiet
lock:
	$(lock) --output-file requirements.txt
	$(lock) --extra bench --constraint requirements.txt \
	    --output-file tests/benchmark/requirements.txt

# Needs uv, and a registry that knows of vulnerabilities.
audit:
	uv tool run pip-audit --disable-pip --require-hashes \
	    --requirement requirements.txt --requirement tests/benchmark/requirements.txt

clean:
	rm -rf .venv target logs

.venv/installed: requirements.txt
	python3 -m venv .venv
	$(install) --requirement requirements.txt
	$(MAKE) extensions
	touch $@

# What DuckDB reads workbooks and other encodings with, from the packages installed above;
# a build only loads it.
extensions:
	$(bin)/python -c "from duckdb_extensions import import_extension as copy; \
	    copy('excel'); copy('encodings')"

# A wrong name is noticed before anything is installed.
survey:
	@case "$$SURVEY" in *[!a-z0-9_]*|[!a-z]*) bad=1 ;; esac; \
	if [ -n "$$bad" ] || [ ! -d "seeds/$$SURVEY/codebook" ]; then \
	    echo "SURVEY=$$SURVEY: no such survey; there are: $$(ls seeds | tr '\n' ' ')" >&2; \
	    exit 2; \
	fi
