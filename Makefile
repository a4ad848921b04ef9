# Thin over dev.py, which needs nothing but Python: `python3 dev.py run` is the same as `make run`.

PY ?= $(shell command -v python3 || command -v python3.11 || command -v python3.12)

.PHONY: help run test bench setup check lock clean pictures

help: ## what there is
	@$(PY) dev.py help

run: ## set up if need be and serve on this machine: make run PORT=8001
	@$(PY) dev.py run

test: ## set up if need be, then every check and every test
	@$(PY) dev.py test

bench: ## measure what the software costs: make bench TITLES=2000 for a short run
	@$(PY) dev.py bench --titles $(or $(TITLES),100000)

setup check lock clean:
	@$(PY) dev.py $@

pictures: ## take the pictures of the documents anew, in a demo city of its own
	@$(PY) dev.py setup-test
	@.venv/bin/python -m tests.journeys.pictures
