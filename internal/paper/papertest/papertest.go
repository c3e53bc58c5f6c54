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

// CheckControls reports claims that say something else of noise-prune than of the weight-based
// control, in an outcome in which noise-prune is that rule: the controls would not be judged by the
// same criterion. Such claims must not tell rules apart.
func CheckControls(t *testing.T, weight *figure.Outcome) {
	t.Helper()
	for _, c := range weight.Claims {
		switch {
		case c.NoRule != "":
		case len(c.Controls) != len(figure.Controls()):
			t.Errorf("%s\n%d controls", c.Statement, len(c.Controls))
		case c.Controls[0].Meets != c.Agrees || c.TellsApart():
			t.Errorf("%s\nof the weight-based rule in noise-prune's place: %v: %s\ntells rules apart: %s", c.Statement, c.Agrees, c.Found,
				c.DiscriminationAndNumbers())
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
