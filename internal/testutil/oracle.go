package testutil

import (
	"cmp"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// requireOracles is the environment variable by which .ci/run makes MissingOracle fail.
const requireOracles = "NOISEPRUNE_REQUIRE_ORACLES"

// MissingOracle skips a test whose oracle is not installed, or fails it where
// NOISEPRUNE_REQUIRE_ORACLES is set.
func MissingOracle(t testing.TB, reason string) {
	t.Helper()
	FailIfRequired(t, reason)
	t.Skip(reason)
}

// FailIfRequired is MissingOracle for a part of a test, without which the rest goes on: it returns where NOISEPRUNE_REQUIRE_ORACLES is
// not set.
func FailIfRequired(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv(requireOracles) != "" {
		t.Fatalf("%s (%s is set)", reason, requireOracles)
	}
}

// Python returns the interpreter that NOISEPRUNE_PYTHON names, or else python3, if it can
// import the modules; MissingOracle takes the test otherwise.
func Python(t testing.TB, modules ...string) string {
	t.Helper()
	python := cmp.Or(os.Getenv("NOISEPRUNE_PYTHON"), "python3")
	list := strings.Join(modules, ", ")
	if err := exec.Command(python, "-c", "import "+list).Run(); err != nil {
		MissingOracle(t, python+" cannot import "+list+"; NOISEPRUNE_PYTHON may name one that can")
	}
	return python
}
