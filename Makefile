# `make demo` and `make test` need Python 3.11 or later and nothing else: they make a .venv in this checkout.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLES := $(VENV)/.samples
PARALLEL := --numprocesses auto --dist worksteal
PAGES := src/skywitness/web/static/index.html
PAGES_FROM := $(wildcard ui/*.json ui/*.js ui/index.html) $(shell find ui/src ui/public -type f 2>/dev/null)
NPM := $(shell command -v npm)
NO_NODE := 'no npm: the pages of skywitness serve are left out (Node.js 20.19 or later builds them)'

.DEFAULT_GOAL := help
.PHONY: help demo ui screenshots test check bench accept lock clean

help: ## show these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

ui: $(READY) ## build the pages of `skywitness serve` where they are missing or old; needs Node.js 20.19
	@if test -n "$(NPM)"; then $(MAKE) --no-print-directory $(PAGES); else echo $(NO_NODE); fi

demo: $(READY) ## rebuild the Caracas case as a reconstruction and walk through it
	@$(MAKE) --no-print-directory ui || echo 'the pages of skywitness serve could not be built; the demo goes on'
	@$(BIN)/skywitness demo

test: $(READY) $(SAMPLES) ## run the tests
	@$(BIN)/python -m pytest $(PARALLEL)

check: $(READY) $(SAMPLES) ## all that must hold before a change lands
	@echo '== formatting: ruff format' && $(BIN)/ruff format --check .
	@echo '== rules: ruff check' && $(BIN)/ruff check .
	@echo '== types: mypy' && $(BIN)/mypy
	@echo '== import contract: import-linter' && $(BIN)/lint-imports --no-logo
	@echo '== pages: svelte-check, vitest' && if test -n "$(NPM)"; then \
	  $(MAKE) --no-print-directory $(PAGES) && cd ui && npm run --silent check && npm run --silent test; \
	  else echo $(NO_NODE); fi
	@echo '== tests: pytest' && $(BIN)/python -m pytest $(PARALLEL)

bench: $(READY) ## accuracy and speed on the recordings in ../shared (or SKYWITNESS_SHARED)
	@$(BIN)/python bench/accuracy/run.py
	@$(BIN)/python bench/speed/import_speed.py
	@$(BIN)/python bench/accuracy/bulk_fields.py
	@$(BIN)/python bench/speed/decode_speed.py --messages 500000
	@$(BIN)/python bench/speed/lookup_speed.py
	@$(BIN)/python bench/speed/movements_speed.py --rows 1000000

screenshots: ui ## take the pictures of the main pages anew, into docs/pictures; needs Chromium
	@$(BIN)/python docs/build_screenshots.py

accept: $(READY) ## rewrite the generated pages from the code; read the difference before keeping it
	@$(BIN)/python docs/build_reference.py

lock: $(READY) ## resolve the dependencies anew into requirements.lock
	@$(BIN)/python -m pip install --quiet 'uv>=0.9'
	@$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --output-file requirements.lock --upgrade --quiet \
	  --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-header

clean: ## delete what was built: the environment, caches and the demo's data
	@rm -rf $(VENV) build dist demo-data ui/node_modules src/skywitness/web/static
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed: name one with PYTHON=...'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '$(PYTHON) is too old: Python 3.11 or later is needed, name one with PYTHON=...'; exit 1; }
	@echo 'setting up $(VENV) (once; a minute or two)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

ui/node_modules/.ready: ui/package-lock.json
	@cd ui && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGES): ui/node_modules/.ready $(PAGES_FROM)
	@cd ui && npm run --silent build -- --logLevel warn

$(SAMPLES): requirements-samples.lock $(READY)
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@
