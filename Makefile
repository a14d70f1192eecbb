# Two commands do everything on a machine with Python 3.11+ and make: `make demo` and `make test`.
# Everything they generate lives under var/.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := var/venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo var/tools/bin/uv)
export STEK_HOME ?= $(CURDIR)/var

.PHONY: demo test check lint types sql-lint contracts-lint lock lock-check dev bench clean setup programs site pictures serve

demo: setup pictures ## sixteen Stekken, 24 months, all the way to published tables and pages
	$(BIN)/stek demo

site: setup pictures ## the pages alone, drawn again from what was released last
	$(BIN)/dg launch --assets site

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

# A real OpenID Connect provider for the tests, which pins libraries of its own.
var/oidc/.installed: .ci/oidc.lock | var/tools/ready
	$(UV) venv -q --allow-existing --python $(PYTHON) var/oidc
	$(UV) pip sync -q --python var/oidc/bin/python --require-hashes .ci/oidc.lock
	touch $@

lock: var/tools/ready ## bring the locked versions up to date with pyproject.toml
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate --group dev pyproject.toml --custom-compile-command "make lock" -o requirements.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate .ci/datacontract.in --custom-compile-command "make lock" -o .ci/datacontract.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate .ci/oidc.in --custom-compile-command "make lock" -o .ci/oidc.lock

lock-check: var/tools/ready ## the lock says what pyproject.toml asks
	cp requirements.lock var/requirements.lock
	$(UV) pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --group dev pyproject.toml --custom-compile-command "make lock" -o var/requirements.lock
	diff requirements.lock var/requirements.lock

serve: setup pictures ## the portal, http://127.0.0.1:8000
	$(BIN)/stek serve

dev: setup ## the Dagster UI over the same graph
	$(BIN)/stek dev

bench: setup ## what an answer, a volume, protection and the portal cost; the last needs the home that make demo leaves
	$(BIN)/python -m benchmarks.answer
	$(BIN)/python -m benchmarks.volume
	$(BIN)/python -m benchmarks.protection
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.portal

setup: $(VENV)/.installed var/node/.asked

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

# npm's bundle of Plotly, a third of the size of the one in the Python package and of exactly its
# version. Where it cannot be had the site has the whole bundle; it is asked for once an installation.
var/node/.asked: $(VENV)/.installed
	rm -rf var/node && mkdir -p var/node
	version=$$($(BIN)/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())') && \
	  cd var/node && npm pack --silent --fetch-retries=0 --fetch-timeout=60000 plotly.js-cartesian-dist-min@$$version >/dev/null 2>&1 && \
	  tar -xzf plotly.js-cartesian-dist-min-$$version.tgz package/plotly-cartesian.min.js && \
	  mv package/plotly-cartesian.min.js . && rmdir package && rm plotly.js-cartesian-dist-min-*.tgz || \
	  echo "Without npm's smaller bundle of Plotly: the pages load the whole one when a chart is touched."
	touch $@

# Charts are drawn as pictures by Chromium; on Debian it is installed when it is not there.
pictures:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || \
	  echo "Without Chromium the pages have no pictures: charts are drawn when they come into view."

# The tests open pages in a real browser, workbooks in LibreOffice, and keep accounts in a PostgreSQL
# server that they start and end themselves; on Debian these are installed when they are not there.
programs: var/oidc/.installed
	{ command -v chromium && command -v caddy && command -v soffice && { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }; } \
	  >/dev/null 2>&1 || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  caddy chromium libreoffice-calc libreoffice-l10n-nl postgresql; } || \
	  { echo "The tests need chromium, LibreOffice Calc (soffice), Caddy and PostgreSQL (initdb): install these, then run make test again." >&2; exit 1; }

clean: ## remove the tools and what was measured; the data home stays
	rm -rf var/venv var/tools var/datacontract var/oidc var/bench var/node
