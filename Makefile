# Everything Loupe needs is set up by these commands themselves, once, and again only where inputs change.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

UV      := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/uv/bin/uv)
PYTHON  := .venv/bin/python
ENCODER := models/encoder/encoder.onnx
MODEL   := models/loupe.tar.gz
TRAINED := config.yml domain.yml $(wildcard data/nlu/*.yml data/stories/*.yml) \
           $(filter-out bot/nlu/adaptation.py bot/nlu/encoder_graph.py bot/nlu/fine_tuning.py,$(wildcard bot/nlu/*.py)) \
           bot/atelier/gemstones.yml bot/atelier/readers/lexicon.yml

.PHONY: help run test check bench evaluate train adapt chat actions clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

run: $(MODEL) ## set everything up and serve the shop page and the desk at http://127.0.0.1:8080
	@$(PYTHON) -m bot serve

test: $(MODEL) ## set everything up and run the whole suite
	@$(PYTHON) -m pytest

check: .venv/ready ## format, lint, types, architecture, packs, docs
	@.venv/bin/ruff format --check bot actions tests
	@.venv/bin/ruff check bot actions tests
	@.venv/bin/mypy
	@$(PYTHON) -m pytest -q tests/test_architecture.py tests/test_docs.py
	@$(PYTHON) -m bot check

bench: $(MODEL) ## the speed of a turn against stock Rasa, as ratios
	@$(PYTHON) -m tests.bench

evaluate: $(MODEL) ## how well messages are understood, and how dialogues end, that nothing was trained on
	@$(PYTHON) -m tests.evaluation

train: ## train the model again
	@rm -f $(MODEL)
	@$(MAKE) --no-print-directory $(MODEL)

adapt: .venv/ready ## learn anew from the examples what matters to the sentence encoder (a quarter of an hour)
	@$(PYTHON) -m bot.nlu.fine_tuning
	@$(MAKE) --no-print-directory $(MODEL)

chat: $(MODEL) ## talk to the model in the terminal (beside `make actions`)
	@.venv/bin/rasa shell --model $(MODEL) --endpoints endpoints.yml

actions: .venv/ready ## the custom actions as a server of their own, for `make chat`
	@.venv/bin/rasa run actions

clean: ## forget the environment and the model; conversations in var/ stay
	@rm -rf .venv .tools models .rasa

$(MODEL): $(ENCODER) $(TRAINED)
	@echo "· training the model (a minute or two)"
	@$(PYTHON) -m bot train

$(ENCODER): .venv/ready bot/nlu/encoder_graph.py bot/nlu/adaptation.py bot/nlu/adaptation.npz
	@echo "· building the sentence encoder"
	@$(PYTHON) -m bot.nlu.encoder_graph models/encoder

.venv/ready: pyproject.toml uv.lock .python-version | uv
	@echo "· setting up the environment in .venv (about a minute the first time)"
	@$(UV) sync --frozen
	@touch $@

.PHONY: uv
uv:
	@$(UV) --version >/dev/null 2>&1 || { \
	  echo "· getting uv"; \
	  python3 -m venv .tools/uv >/dev/null 2>&1 && .tools/uv/bin/pip install --quiet uv || { \
	    rm -rf .tools/uv; python3 -m pip install --quiet --target .tools/uv uv; } || { \
	    echo "Loupe needs uv and could not get it: install it (https://docs.astral.sh/uv), or Python's venv or pip module." >&2; exit 1; }; }
