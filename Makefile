# Two commands do everything on a machine with Python 3.11+ and make: `make demo` and `make test`.
# Everything they generate lives under var/.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := var/venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo var/tools/bin/uv)
export STEK_HOME ?= $(CURDIR)/var

.PHONY: demo test check lint types sql-lint contracts-lint lock lock-check dev bench clean setup programs

demo: setup ## sixteen Stekken, 24 months, all the way to published tables and pages
	$(BIN)/stek demo

test: setup programs ## every test
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup lint types sql-lint contracts-lint lock-check test ## what CI runs

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

sql-lint: setup
	$(BIN)/sqlfluff lint --disable-progress-bar sql

# datacontract-cli pins an older DuckDB than ours, so it lives in an environment of its own.
contracts-lint: var/datacontract/.installed
	for contract in data_contracts/*.odcs.yaml; do var/datacontract/bin/datacontract lint $$contract || exit 1; done

var/datacontract/.installed: .ci/datacontract.lock | var/tools/ready
	$(UV) venv -q --allow-existing --python $(PYTHON) var/datacontract
	$(UV) pip install -q --python var/datacontract/bin/python --require-hashes -r .ci/datacontract.lock
	touch $@

lock: var/tools/ready ## bring the locked versions up to date with pyproject.toml
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate --group dev pyproject.toml --custom-compile-command "make lock" -o requirements.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate .ci/datacontract.in --custom-compile-command "make lock" -o .ci/datacontract.lock

lock-check: var/tools/ready ## the lock says what pyproject.toml asks
	cp requirements.lock var/requirements.lock
	$(UV) pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --group dev pyproject.toml --custom-compile-command "make lock" -o var/requirements.lock
	diff requirements.lock var/requirements.lock

dev: setup ## the Dagster UI over the same graph
	$(BIN)/stek dev

bench: setup ## how long an answer takes; rows per second beside DuckDB alone; protection from 16 to 300 Stekken
	$(BIN)/python -m benchmarks.answer
	$(BIN)/python -m benchmarks.volume
	$(BIN)/python -m benchmarks.protection

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml | var/tools/ready
	$(UV) venv -q --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

# uv, into a folder of its own when the machine has none.
var/tools/ready:
	mkdir -p var/tools
	command -v uv >/dev/null || test -x var/tools/bin/uv || \
	  { $(PYTHON) -m venv var/tools && var/tools/bin/python -m pip install -q uv==$(UV_VERSION); }
	touch $@

# The tests open pages in a real browser and workbooks in LibreOffice; on Debian these are installed
# when they are not there.
programs:
	{ command -v chromium && command -v soffice; } >/dev/null || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  chromium libreoffice-calc libreoffice-l10n-nl; } || \
	  { echo "The tests need chromium and LibreOffice Calc (soffice): install these, then run make test again." >&2; exit 1; }

clean: ## remove the tools and what was measured; the data home stays
	rm -rf var/venv var/tools var/datacontract var/bench
