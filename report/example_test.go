package report_test

import (
	"bytes"
	"fmt"
	"strings"

	"noiseprune/report"
	"noiseprune/sim"
)

// The page has the sections for which the Result holds something.
func ExampleWrite() {
	r := &sim.Result{
		Measured: sim.Measured{Spec: sim.DefaultSpec()},
		Pruned:   &sim.PrunedFacts{Edges: 395, Keep: 0.1077},
		Rules: map[string]sim.RuleOutcome{
			"noise": {
				Plan:   sim.PlanFacts{Rule: "noise", K: 0.98, ExpectedEdges: 366.9},
				Pruned: sim.PrunedFacts{Edges: 395, Keep: 0.1077}, Stable: true,
			},
		},
		Notes: []string{"the network is not symmetric"},
	}
	r.Network.Edges = 3669
	r.Spec.Network.Source = "celegans.mtx"
	var page bytes.Buffer
	if err := report.Write(&page, r); err != nil {
		fmt.Println(err)
	}
	for line := range strings.Lines(page.String()) {
		if strings.HasPrefix(line, "<title>") || strings.HasPrefix(line, "<h2>") || strings.Contains(line, "Noise-prune kept") {
			fmt.Print(line)
		}
	}
	// Output:
	// <title>noise-prune: celegans.mtx</title>
	// <p>Noise-prune kept 395 of 3,669 edges (10.77 %).</p>
	// <h2>Notes on the numbers</h2>
	// <h2>The network</h2>
	// <h2>What was pruned</h2>
	// <h2>How to compute it again</h2>
}
