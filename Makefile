# The words of this project. `make briefing` and `make test` set up all they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUN := $(BIN)/briefing
GOLD := $(or $(BRIEFING_GOLD),../shared/gold)

.PHONY: briefing days test check record eval weigh bench docs wheel clean

# a briefing about the seed articles: recorded answers first, the embedded model for the rest
briefing: $(VENV)/.run
	$(RUN) run seeds --exclude days --exclude answers $(ARGS)

# the three invented days, one after the other, so that the second and third tell what changed
days: $(VENV)/.run
	for day in 2026-03-02 2026-03-03 2026-03-04; do $(RUN) run seeds/days/$$day --day $$day $(ARGS) || exit; done

# everything offline
test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not real_model" $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(RUN) generate --check

# generated parts of the documentation, JSON Schemas
docs: $(VENV)/.dev
	$(RUN) generate

# recorded answers of the embedded model for all seeds: asks for what is not recorded yet and drops
# what nothing asks for any more; ARGS=--fresh asks for everything again
record: $(VENV)/.run
	set -e; new=$$(mktemp -d); trap 'rm -rf "$$new"' EXIT; \
	$(RUN) run seeds --exclude answers --record "$$new/answers" --output "$$new/outputs" $(ARGS); \
	rm -rf seeds/answers; mv "$$new/answers" seeds/answers

# extraction against gold, with the embedded model; held-out articles apart, as totals only
eval: $(VENV)/.dev
	BRIEFING_GOLD=$(GOLD) $(RUN) eval $(ARGS)
	BRIEFING_GOLD=$(GOLD) $(RUN) eval --benchmark gsr --benchmark seesaw

# weights of schemas/standing.yaml from the tuning gold; ARGS= prints what they are worth, without writing
weigh: ARGS ?= --write
weigh: $(VENV)/.dev
	BRIEFING_GOLD=$(GOLD) $(BIN)/python -m benchmarks.standing $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.pipeline $(ARGS)

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --outdir dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.pip pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.pip pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.run
