package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noiseprune/rules"
	"noiseprune/sim"
)

const root = "../../.."

// TestVerdictTable: a cell has the interval, the word and, where it is not all, the number of prunings; a control that is
// not compared has the reason.
func TestVerdictTable(t *testing.T) {
	want := "| network | control | transient, positive starts | mean ε_v |\n|---|---|---|---|\n" +
		"| first: directed, 0 neurons, 0 edges | `weight` | +0.1000 [+0.0800, +0.1200] **worse** | −0.0100 [−0.0300, +0.0100] open (of 2) |\n" +
		"|  | `uniform` | −0.1000 [−0.1200, −0.0800] better | – |\n" +
		"|  | `shuffled` | −0.3000 [−0.3200, −0.2800] better | −0.0100 [−0.0300, +0.0100] open (of 2) |\n" +
		"| second: directed, 0 neurons, 0 edges; eigenvectors of condition number 2e+13 | `weight` | −0.0100 [−0.0300, +0.0100] open | – |\n" +
		"|  | `uniform` | a network of uniform is unstable | – |\n" +
		"|  | `shuffled` | −0.2000 [−0.2200, −0.1800] better | – |\n"
	if got := verdictTable(twoNetworks()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestPageIsCurrent: the page has the controls as they are now, and of one network the transient, positive startss that are computed
// now, which no LAPACK rounds.
func TestPageIsCurrent(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "verdicts.md"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(controlTable()) {
		if !strings.Contains(string(page), line) {
			t.Errorf("the page does not have the line\n%sRun make verdicts.", line)
		}
	}
	const name = "celegans-hermaphrodite-gap"
	found, err := study{context.Background(), 16, sim.Options{}}.examine(filepath.Join(root, "data", name+".mtx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		for _, control := range rules.Controls() {
			j := f.judge(control, measure{name: sim.TrajectoryMeasure})
			if cell := "| " + j.cell(16) + " |"; j.word == missing || !strings.Contains(string(page), cell) {
				t.Errorf("keeping %g, %v: the page does not have %q. Run make verdicts.", f.keep, control, cell)
			}
		}
	}
}
