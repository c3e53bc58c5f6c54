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
	disks := 3
	if trial := t.TempDir(); mount(trial, diskSize) != nil {
		disks = 0 // this user may mount nothing
	} else {
		unmount(trial)
	}
	t.Chdir("../../..")
	var report strings.Builder
	if err := torture(t.Context(), &report, "", 1, counts{kills: 5, terms: 2, fills: disks, freezes: disks}); err != nil {
		t.Fatalf("%v\n%s", err, report.String())
	}
	t.Log(report.String())
}
