# Stetig: `make run` to look at it, `make test` to check it, `make help` for the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Where the demo keeps its data, so that the next start finds it again.
DATABASE ?= var/stetig.db
# Further arguments for `go test`, such as -run or -count=1.
TESTFLAGS ?=
# Which benchmarks `make bench` runs.
BENCH ?= .

.PHONY: help run build planner test test-go test-planner screenshots lint lint-packaging check-generated bench bench-planner clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: build ## build, and serve the demo on http://127.0.0.1:8080
	@mkdir -p var
	bin/stetig serve --demo --database $(DATABASE)

build: ## build bin/stetig, with the planner inside
	@scripts/build

planner: ## build the planner in the browser alone, into web/build
	@scripts/build-planner

test: test-go test-planner ## run all tests, on SQLite and on PostgreSQL, and in a browser

test-go: ## run the tests in Go, with -race, on SQLite and on PostgreSQL
	@scripts/setup-test
	scripts/with-postgres go test -race -timeout 30m $(TESTFLAGS) ./...

test-planner: ## check and test the planner: types, units, and the built program in a browser
	@scripts/setup-test
	scripts/with-postgres scripts/test-planner

screenshots: build ## make pictures of every screen in web/screenshots
	@scripts/npm-ci web
	cd web && npm run --silent screenshots

lint: ## gofmt, vet, staticcheck, shellcheck, eslint, prettier
	@scripts/lint

lint-packaging: ## check Dockerfile and compose.yaml, without an engine
	@cd tools && go vet ./packaging && go run ./packaging ..

check-generated: ## fail if generated code is stale
	@scripts/check-generated

bench: ## run the benchmarks
	go test -run '^$$' -bench '$(BENCH)' -benchmem -timeout 60m ./...

bench-planner: build ## measure the script of a large year in the browser; RECORD=1 writes it down
	@scripts/setup-test
	cd web && npm run --silent bench

clean: ## remove what was built; the demo's data in var/ stays
	rm -rf bin web/.svelte-kit
	find web/build -mindepth 1 ! -name .gitkeep -delete
