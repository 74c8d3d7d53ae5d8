# The commands of the README. Works with any python3 from 3.11; choose another with PYTHON=, another port with PORT=.

PYTHON ?= python3
PORT ?= 8000
UV ?= uv
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
CODE := acties monitoring uitvoering tests manage.py
LOCK := $(UV) pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)

# What Python compiles is kept: the tests start dozens of processes, and each would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-snel test-browser zoeken mutatie lint bench lock sbom stijlblad uitgave omgeving basis dev

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

omgeving:
	@set -e; python="$(PYTHON)"; if test -x $(BIN)/python; then python=$(BIN)/python; fi; \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 of nieuwer is nodig; $$python is dat niet. Kies een andere met: make PYTHON=python3.12 …"; \
		test "$$python" = "$(PYTHON)" || echo "Verwijder eerst de map $(VENV)."; exit 1; } >&2; \
	test -x $(BIN)/pip || "$(PYTHON)" -m venv --clear $(VENV)

# What is installed is written down beside it. So a second run installs nothing, and a changed lock file installs again.
basis: omgeving
	@cmp -s requirements/base.txt $(VENV)/base.lock || { echo "Pakketten installeren …"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt && \
		cp requirements/base.txt $(VENV)/base.lock; }

dev: basis
	@cmp -s requirements/dev.txt $(VENV)/dev.lock || { echo "Pakketten voor de tests installeren …"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt && \
		cp requirements/dev.txt $(VENV)/dev.lock; }

# Always its own SQLite file: with DEBUG the demo accounts exist, and those do not belong in another database.
demo: export DEBUG = 1
demo: export DATABASE_URL = sqlite:///db.sqlite3
demo: export DJANGO_RUNSERVER_HIDE_WARNING = true
demo: basis ## Serve the real programme with a fictitious year on http://127.0.0.1:$(PORT)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) laad_programma
	@$(MANAGE) demogegevens
	@echo
	@echo "De site staat op http://127.0.0.1:$(PORT)/ (stoppen met Ctrl-C)"
	@echo
	@exec $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

test: test-snel test-browser ## All tests: first those without a browser, then those in Chromium

test-snel: dev
	@$(PYTEST) tests --ignore=tests/e2e --ignore=tests/benchmarks -n auto --dist worksteal

# Last, so that what was left out is the last thing on the screen. With CI=true a missing browser is a failure.
test-browser: dev
	@if $(BIN)/python -m tests.browser; then $(PYTEST) tests/e2e -n 2 --dist worksteal; \
	else test "$(CI)" != true; fi

# What it finds becomes an example of the test that found it.
zoeken: dev ## Try the properties of the tests on other and many more values (takes half an hour)
	@$(PYTEST) tests --ignore=tests/e2e --ignore=tests/benchmarks -m hypothesis --hypothesis-profile=zoeken -n auto

# Of five packages, each place in a copy of the tree: AANTAL=40 places a package, 0 for all; PAKKET=acties/toegang for one of them.
mutatie: dev ## Make the heart a little wrong, one place at a time, and see whether a test fails (takes hours)
	@$(BIN)/python -m tests.mutatie $(PAKKET)

lint: dev ## ruff, djlint and mypy
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/djlint --quiet --check templates
	@$(BIN)/mypy $(CODE)

# After the figures the races that need many rounds to be sure of.
bench: dev ## Print what the pages and files cost, as ratios
	@$(PYTEST) tests/benchmarks -m benchmark -s
	@RONDES_VASTSTELLEN=200 $(PYTEST) tests/veiligheid/test_vaststellen_tegelijk.py

lock: ## Lock the versions of pyproject.toml again, newer ones with UPGRADE=--upgrade (needs uv)
	@$(LOCK) pyproject.toml --extra pdf --extra word --extra dia -o requirements/base.txt
	@$(LOCK) pyproject.toml --extra pdf --extra word --extra dia --group dev -c requirements/base.txt -o requirements/dev.txt

stijlblad: export DEBUG = 1
stijlblad: basis ## Make the stylesheet of NL Design System again, after a new class in a template or a new version
	@$(MANAGE) stijlblad

sbom: export DEBUG = 1
sbom: basis ## Write the bill of materials of this version (CycloneDX) to dist/, to publish with a release
	@mkdir -p dist
	@$(MANAGE) sbom > dist/uitvoering.cdx.json
	@echo "dist/uitvoering.cdx.json"

uitgave: dev ## Keep the data of this version in tests/uitgaven: every later version upgrades from it
	@UITGAVEN=tests/uitgaven $(PYTEST) tests/test_migraties.py -q -k test_the_data_of_this_version_can_be_kept
