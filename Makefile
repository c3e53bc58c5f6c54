# Everything a person types while working on noiseprune.

GO ?= go
GOLANGCI_LINT_VERSION = v2.15.0
GORELEASER_VERSION = v2.16.0
NETWORK ?= data/celegans-hermaphrodite-chemical.mtx
FUZZTIME ?= 30s
FUZZ ?= .
FUZZFLAGS ?=
BENCH_HISTORY = docs/bench-history
BIN = bin

.PHONY: run test race crashtest calibrate agreement steppers verdicts generate bench watchcost scale scalelarge microbench lint fuzz build clean noisetest samebits coverage corpus windows platforms outside snapshot assets screenshots python wheels licences manuals help

## help: what can be made
help:
	@sed -n 's/^## /  /p' Makefile

## run: simulate run on a connectome (NETWORK=…)
run: build
	$(BIN)/simulate run $(NETWORK)

## test: every test
test:
	$(GO) test -timeout 40m ./...

## coverage: every test, and the part of the statements that they run
coverage:
	@mkdir -p $(BIN)
	$(GO) test -timeout 40m -coverprofile=$(BIN)/coverage.out ./...
	@$(GO) tool cover -func=$(BIN)/coverage.out | tail -1

## race: every test under the race detector
race:
	$(GO) test -race ./...

## crashtest: kills runs at random moments, fills their disk or makes it read-only, resumes them and compares every byte (CRASHTESTFLAGS=-seed N, -kills N …)
crashtest:
	$(GO) run ./internal/tools/crashtest $(CRASHTESTFLAGS)

## bench: ours and other programs in one run; writes docs/bench.md and a file for benchstat in docs/bench-history (BENCHFLAGS=-quick, -only REGEXP, -runs N)
bench:
	$(GO) run ./internal/tools/bench $(BENCHFLAGS)

## watchcost: what it costs a run to be watched, in an hour on a machine that does nothing else (WATCHCOSTFLAGS=-pairs N, -only REGEXP)
watchcost:
	$(GO) run ./internal/tools/watchcost $(WATCHCOSTFLAGS)

## scale: what sweeps in parts cost beside one process, and what larger ones take on a cluster, into docs/scale.md (SCALEFLAGS=-subjects N, -budgets N …)
scale:
	$(GO) run ./internal/tools/scale -write $(SCALEFLAGS)

## scalelarge: steps of networks of up to 10⁶ neurons, and what runs of larger ones take, into docs/scale.md
scalelarge:
	$(GO) run ./internal/tools/scale -large -write

## microbench: the Go benchmarks, kept for benchstat in docs/bench-history (MICROBENCHFLAGS=-count 6)
microbench: SHELL = bash
microbench:
	@mkdir -p $(BENCH_HISTORY)
	set -o pipefail; $(GO) test -run '^$$' -bench . -benchmem $(MICROBENCHFLAGS) ./... | \
		tee $(BENCH_HISTORY)/$$(date +%F)-$$(git rev-parse --short HEAD)-microbench.txt

## lint: vet, and golangci-lint with the import rules of .golangci.yml
lint: $(BIN)/golangci-lint
	$(GO) vet ./...
	$(BIN)/golangci-lint run ./...

$(BIN)/golangci-lint:
	GOBIN=$(CURDIR)/$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)

## generate: the assembly, from its generator
generate:
	$(GO) generate ./...

## fuzz: every fuzz target of every package for FUZZTIME, one after another (FUZZ=REGEXP for some, FUZZFLAGS=-parallel=1)
fuzz:
	@failed=; \
	for found in $$(grep -roE '^func Fuzz\w+' --include='*_test.go' . | sed -E 's|/[^/]*:func |:|' | sort -t : -k 2); do \
		package=$${found%%:*}; target=$${found#*:}; \
		echo $$target | grep -qE '$(FUZZ)' || continue; \
		echo "$$package $$target"; \
		$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $(FUZZFLAGS) $$package || failed="$$failed $$package:$$target"; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

## corpus: what make fuzz has found, from testdata/fuzz into testdata/fuzz.txtar
corpus:
	$(GO) run ./internal/tools/corpus

## calibrate: what the standard errors promise against the exact value, over 24 seeds (NETWORK=…)
calibrate:
	$(GO) run ./internal/tools/calibrate $(NETWORK)

## agreement: covariances by solving against the trapezoid's, errors of trajectories against Euler–Maruyama at a hundredth of its step, and spectra by products against eigendecompositions of 3,000 neurons, the last in an hour (NETWORK=connectome:…)
agreement: NETWORK = connectome:n=1e5,synapses=2.5e6
agreement:
	NOISEPRUNE_AGREEMENT=$(NETWORK) $(GO) test ./sim -run 'SolvesAgreeWithTrapezoid|TrajectoryErrorsAgree|SpectraAgree' -v -count 1 -timeout 2h

## steppers: what each stepper takes on the networks of data/, exactly, in some minutes; rewrites the tables of docs/steppers.md (STEPPERSFLAGS=-largest N)
steppers:
	$(GO) run ./internal/tools/steppers -page docs/steppers.md $(STEPPERSFLAGS)

## verdicts: noise-prune and all controls on the networks of data/, at two budgets, in some minutes; rewrites the part of docs/verdicts.md that has numbers (VERDICTSFLAGS=…)
verdicts:
	$(GO) run ./internal/tools/verdicts -page docs/verdicts.md $(VERDICTSFLAGS)

## noisetest: tests of the noise by TestU01 and by our own statistics, which take hours; continues an interrupted run; rewrites docs/noisetest.md (NOISETESTFLAGS=-quick, -only REGEXP)
noisetest:
	$(GO) run ./internal/tools/noisetest $(NOISETESTFLAGS)

## samebits: small runs write the same bytes by every vector unit, by plain Go and on 64-bit Arm (RUNS=REGEXP)
samebits:
	scripts/unfused
	scripts/same-bits $(RUNS)

## assets: the drawing libraries of the pages, from npm (needs Node.js)
assets:
	scripts/assets

## windows: the Windows program under Wine, equal to the native one
windows:
	scripts/windows-under-wine

## screenshots: of the report's and the sweep's page in both themes and two widths, into bin/screenshots, to look at (needs Chromium)
screenshots:
	@mkdir -p $(BIN)/screenshots
	NOISEPRUNE_SCREENSHOTS=$(CURDIR)/$(BIN)/screenshots $(GO) test ./report -run InABrowser -count 1

## outside: a program in a module of its own that uses the library
outside:
	cd examples/outside && $(GO) mod tidy -diff && $(GO) vet ./... && $(GO) run . ../../data/celegans-hermaphrodite-gap.mtx

## platforms: vets all packages, tests included, for the other systems that are released
platforms:
	CGO_ENABLED=0 GOOS=darwin $(GO) vet ./...
	CGO_ENABLED=0 GOOS=windows $(GO) vet ./...

## snapshot: the archives of a release, into dist/ (compiling goreleaser itself takes many minutes, once)
snapshot: $(BIN)/goreleaser
	$(BIN)/goreleaser check
	$(BIN)/goreleaser release --snapshot --clean --skip=publish

$(BIN)/goreleaser:
	GOBIN=$(CURDIR)/$(BIN) $(GO) install github.com/goreleaser/goreleaser/v2@$(GORELEASER_VERSION)

## python: the Python package's wheel for this machine, in a clean environment, and its tests (PYTHON=…)
python:
	scripts/python-package

## wheels: the Python package's source and its wheels for Linux, macOS and Windows, into python/dist/, checked (PYTHON=…, TARGETS=…)
wheels:
	scripts/wheels

## licences: of all that the program contains, into python/THIRD_PARTY_LICENSES, for wheels and archives
licences:
	$(GO) run ./internal/tools/licences

## manuals: manual pages and completions of shells, from the command's own help, into bin/manuals
manuals: export SOURCE_DATE_EPOCH = $(shell git log -1 --format=%ct)
manuals: build
	rm -rf $(BIN)/manuals
	$(BIN)/simulate man $(BIN)/manuals/man1
	mkdir -p $(BIN)/manuals/completions
	for shell in bash zsh fish powershell; do \
		$(BIN)/simulate completion $$shell >$(BIN)/manuals/completions/simulate.$$shell || exit 1; \
	done

## build: the command, into bin/simulate
build:
	$(GO) build -o $(BIN)/simulate ./cmd/simulate

clean:
	rm -rf $(BIN)
