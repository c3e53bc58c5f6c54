package testutil

import "testing"

// outcome is a test that notes how it ended.
type outcome struct {
	testing.TB
	failed, skipped bool
}

func (o *outcome) Helper()               {}
func (o *outcome) Fatalf(string, ...any) { o.failed = true }
func (o *outcome) Skip(...any)           { o.skipped = true }

func TestMissingOracle(t *testing.T) {
	for _, required := range []string{"", "1"} {
		t.Setenv(requireOracles, required)
		t.Setenv("NOISEPRUNE_PYTHON", "/nowhere/python3")
		var o outcome
		Python(&o, "numpy")
		if want := required != ""; o.failed != want || (!o.skipped && !want) {
			t.Errorf("%s=%q: failed %v, skipped %v", requireOracles, required, o.failed, o.skipped)
		}
		var part outcome
		if FailIfRequired(&part, "none"); part.failed != (required != "") || part.skipped {
			t.Errorf("%s=%q: a part failed %v, skipped %v", requireOracles, required, part.failed, part.skipped)
		}
	}
}
