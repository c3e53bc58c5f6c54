package main

import (
	"strings"
	"testing"
)

// TestFewInterruptions interrupts a few runs in each way; make crashtest does many.
func TestFewInterruptions(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	disks := 3
	if trial := t.TempDir(); mount(trial, diskSize) != nil {
		disks = 0 // this user may not mount
	} else {
		unmount(trial)
	}
	t.Chdir("../../..")
	var report strings.Builder
	if err := crashTest(t.Context(), &report, "", 1, counts{kills: 5, terms: 2, diskFull: disks, readOnly: disks}); err != nil {
		t.Fatalf("%v\n%s", err, report.String())
	}
	t.Log(report.String())
}
