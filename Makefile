# One word a task. `make demo` and `make test` are all that a newcomer needs; Python 3.11 or newer is all that they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := $(BIN)/dirskg --home .dirskg --quiet
PACKAGES := -p dirskg.ontology -p dirskg.graph -p dirskg.ingest -p dirskg.exports -p dirskg.cli

# Where it is forbidden, each start of the program compiles all of it anew, and tests start it a hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-quick test-thorough lint types docs site bench panel clean

demo: $(VENV)/installed
	@$(DEMO) build
	@$(DEMO) gaps -o out/gaps.html
	@$(DEMO) gaps -o out/gaps.md
	@$(DEMO) gaps -o out/gaps.xlsx
	@$(DEMO) explore -o out/explorer.html
	@$(BIN)/python docs/examples/summary.py .dirskg out/gaps.html out/gaps.md out/gaps.xlsx out/explorer.html

# Files stay together, so that what a file builds is built once, and begin in the order of tests/conftest.py.
TEST := TMPDIR=$$($(BIN)/python tests/support/temporary.py) $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: $(VENV)/tested
	$(TEST)

# With three times the examples of each property, for who has the time.
test-thorough: $(VENV)/tested
	DIRSKG_THOROUGH=1 $(TEST)

# Without browser and large inputs: what to run between two edits.
test-quick: $(VENV)/tested
	$(TEST) -m "not browser and not large"

lint: $(VENV)/developed
	$(BIN)/ruff check .

# The packages live at the top of the repository but are called dirskg.*, so mypy sees them through one link.
types: $(VENV)/developed
	mkdir -p build/mypy && ln -sfn ../.. build/mypy/dirskg
	MYPYPATH=build/mypy $(BIN)/mypy $(PACKAGES)
	MYPYPATH=build/mypy:tests/support:benchmarks $(BIN)/mypy tests

docs: $(VENV)/developed
	$(BIN)/python docs/generate.py

# A link that leads nowhere ends it.
site: $(VENV)/documented
	$(BIN)/zensical build --strict --config-file mkdocs.yml

bench: $(VENV)/tested
	$(BIN)/python -m pip install -qq -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/run.py

# Which statements of people of the field hold in the build of the demo, or of DIRSKG_HOME; PANEL=FILE for another table of them.
PANEL ?= ../shared/panel/panel.csv
panel: export DIRSKG_HOME ?= .dirskg
panel: $(VENV)/installed
	@$(BIN)/dirskg status > /dev/null 2>&1 || $(BIN)/dirskg --quiet build
	$(BIN)/python benchmarks/check_panel.py $(PANEL)

clean:
	rm -rf $(VENV) build dist out .dirskg *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

# All of the below in one go, and without compiling what nobody imports.
$(VENV)/everything: setup.cfg setup.py constraints.txt $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --no-compile -c constraints.txt -e '.[test,dev,docs]'
	touch $(VENV)/installed
	touch $(VENV)/tested
	touch $(VENV)/developed $(VENV)/documented $@

$(VENV)/installed: setup.cfg setup.py constraints.txt $(VENV)/bin/python
	$(BIN)/python -m pip install -qq -c constraints.txt -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[test]'
	touch $@

$(VENV)/developed: $(VENV)/tested
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[test,dev]'
	touch $@

$(VENV)/documented: $(VENV)/installed
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[docs]'
	touch $@
