# Factcheck from the command line. `make` alone lists what there is.

VENV := .venv
PYTHON := $(VENV)/bin/python
ADDRESS = $(if $(PORT),--port "$(PORT)") $(if $(filter command line,$(origin HOST)),--host "$(HOST)")

.PHONY: help install run test check bench clean
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory --no-builtin-rules

help: ## list these commands
	@echo "make COMMAND, where COMMAND is one of:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 12

install: $(VENV)/run.stamp ## set up .venv with what the newsroom needs; start nothing
	@echo "Factcheck is set up in $(VENV); make run starts it."

run: $(VENV)/run.stamp ## serve the newsroom on 127.0.0.1:8000 until Ctrl-C; PORT=8001 takes another port
	@exec $(PYTHON) manage.py serve $(ADDRESS)

test: $(VENV)/dev.stamp ## run all tests on both cores, with Chromium; ARGS="-k name" chooses
	@$(PYTHON) -m tests.chromium
	@exec $(PYTHON) -m pytest $(ARGS)

check: $(VENV)/dev.stamp ## format, lint, import directions, types, migrations, reference, templates
	@echo "Format" && $(PYTHON) -m ruff format --quiet --check --diff .
	@echo "Lint" && $(PYTHON) -m ruff check --quiet .
	@echo "Import directions" && said=$$($(VENV)/bin/lint-imports --no-logo) || { echo "$$said"; exit 1; }
	@echo "Types" && $(PYTHON) -m mypy --no-error-summary
	@echo "Migrations" && DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) manage.py makemigrations --check --verbosity 0
	@echo "Reference of the rules" && DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) manage.py engine_reference --check
	@echo "Reference of the workflow" && DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) manage.py workflow_reference --check
	@echo "Templates" && $(PYTHON) -m djlint --quiet --check templates && $(PYTHON) -m djlint --quiet --lint templates
	@echo "All checks passed."

bench: .venv-bench/stamp ## time the engine against a baseline in the same run
	@exec .venv-bench/bin/python bench/engine.py $(ARGS)

clean: ## remove .venv and caches; the newsroom's database in var/ stays
	@rm -rf $(VENV) .venv-bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find factcheck tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Python 3.11 or later makes .venv; what it runs there installs the packages. A stamp is newer than what it was made from.
define set_up
@python=$$(for name in python3.11 python3 python3.12 python3.13; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done); \
	if [ -z "$$python" ]; then echo "Factcheck needs Python 3.11 or later, as python3.11 or python3." >&2; exit 2; fi; \
	exec $$python factcheck/operations/environment.py $(1)
endef

$(VENV)/run.stamp: requirements.txt
	$(call set_up,requirements.txt)
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-mcp.txt requirements-dev.txt
	$(call set_up,requirements-dev.txt)
	@touch $(VENV)/run.stamp $@

.venv-bench/stamp: $(VENV)/run.stamp requirements.txt bench/requirements.txt
	@echo "Installing the packages of bench/requirements.txt into .venv-bench (once, about a minute) ..."
	@$(PYTHON) -m venv .venv-bench && .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@

Makefile bench/requirements.txt requirements.txt requirements-mcp.txt requirements-dev.txt: ;

.DEFAULT:
	$(error There is no command '$@'; make help lists them)
