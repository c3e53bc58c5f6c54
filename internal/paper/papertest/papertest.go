// Package papertest holds what the tests of several studies need.
package papertest

import (
	"context"
	"strings"
	"testing"

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

// CheckControls reports controls whose verdict is not that of the same claims made of the weight-based
// rule in noise-prune's place.
func CheckControls(t *testing.T, o, weight *figure.Outcome) {
	t.Helper()
	for k, c := range o.Claims {
		b := weight.Claims[k]
		if c.NoRule != "" {
			continue
		}
		if len(c.Controls) != len(figure.Controls()) || c.Controls[0].Meets != b.Agrees {
			t.Errorf("%s\n%s\nof the weight-based rule in noise-prune's place: %v: %s", c.Statement, c.DiscriminationAndNumbers(), b.Agrees, b.Found)
		}
		if b.TellsApart() {
			t.Errorf("%s\ntells the weight-based rule from itself", c.Statement)
		}
	}
}

// CheckApart reports claims that do not tell noise-prune from its controls, but for those that
// concern no rule and the exceptions: prefixes of statements, with the reason.
func CheckApart(t *testing.T, o *figure.Outcome, exceptions map[string]string) {
	t.Helper()
	for _, c := range o.Claims {
		excepted := c.NoRule != ""
		for prefix := range exceptions {
			excepted = excepted || strings.HasPrefix(c.Statement, prefix)
		}
		if excepted == c.TellsApart() {
			t.Errorf("%s\nholds: %v: %s\ntells rules apart: %s", c.Statement, c.Agrees, c.Found, c.DiscriminationAndNumbers())
		}
	}
}
