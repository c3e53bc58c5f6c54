package main

import (
	"strings"
	"testing"
)

// TestAFewKills is a short torture: make torture does it at length.
func TestAFewKills(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	t.Chdir("..")
	var report strings.Builder
	if err := torture(t.Context(), &report, "", 1, 5, 2, 0); err != nil {
		t.Fatalf("%v\n%s", err, report.String())
	}
	t.Log(report.String())
}
