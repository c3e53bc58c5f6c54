// Package papertest holds what the tests of several studies need.
package papertest

import (
	"context"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Run returns a quick run of seed 1 on two workers, which stores nothing.
func Run() *figure.Run {
	return figure.NewRun(context.Background(), figure.Options{Size: figure.Quick, Seed: 1, Workers: 2})
}

// SmallClusters is the network of Figs. 2c–2f at a tenth of its size.
func SmallClusters(directed bool) experiment.Clusters {
	return experiment.Clusters{Sizes: []int{100, 20, 80}, LongRange: 250, Directed: directed}
}

// Disagreeing returns the statements that the numbers do not agree with, each with what was
// found.
func Disagreeing(o *figure.Outcome) (statements []string) {
	for _, c := range o.Claims {
		if !c.Agrees {
			statements = append(statements, c.Statement+": "+c.Found)
		}
	}
	return statements
}
