# Everything a person types while working on noiseprune.

GO ?= go
GOLANGCI_LINT_VERSION = v2.15.0
NETWORK ?= data/celegans-hermaphrodite-chemical.mtx
FUZZTIME ?= 30s
FUZZ ?= .
FUZZFLAGS ?=
BENCH_HISTORY = docs/bench-history
BIN = bin

.PHONY: run test race crashtest generate bench microbench lint fuzz build clean noisetest samebits

## run: simulate run on a connectome (NETWORK=…)
run: build
	$(BIN)/simulate run $(NETWORK)

## test: every test
test:
	$(GO) test ./...

## race: every test under the race detector
race:
	$(GO) test -race ./...

## crashtest: kills runs at random moments, fills their disk or makes it read-only, resumes them and compares every byte (CRASHTESTFLAGS=-seed N, -kills N …)
crashtest:
	$(GO) run ./internal/tools/crashtest $(CRASHTESTFLAGS)

## bench: ours and other programs in one run; writes docs/bench.md and a file for benchstat in docs/bench-history (BENCHFLAGS=-quick, -only REGEXP, -runs N)
bench:
	$(GO) run ./internal/tools/bench $(BENCHFLAGS)

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
	for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' | grep -E '$(FUZZ)'); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $(FUZZFLAGS) $$package || failed="$$failed $$target"; \
		done; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

## noisetest: tests of the noise by TestU01 and by our own statistics, which take hours; continues an interrupted run; rewrites docs/noisetest.md (NOISETESTFLAGS=-quick, -only REGEXP)
noisetest:
	$(GO) run ./internal/tools/noisetest $(NOISETESTFLAGS)

## samebits: small runs write the same bytes by every vector unit, by plain Go and on 64-bit Arm (RUNS=REGEXP)
samebits:
	scripts/same-bits $(RUNS)

## build: the command, into bin/simulate
build:
	$(GO) build -o $(BIN)/simulate ./cmd/simulate

clean:
	rm -rf $(BIN)
