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

// Disagreeing returns the statements that the numbers do not agree with or leave undecided, each with what was
// found.
func Disagreeing(o *figure.Outcome) (statements []string) {
	for _, c := range o.Claims {
		if c.Agrees != figure.Yes {
			statements = append(statements, c.Statement+": "+c.Found)
		}
	}
	return statements
}

// CheckDecisions reports claims that are not met, or for which the exceptions, by the beginnings of their statements, expect something
// else.
func CheckDecisions(t *testing.T, o *figure.Outcome, exceptions map[string]figure.Decision) {
	t.Helper()
	for _, c := range o.Claims {
		want := figure.Yes
		for prefix, d := range exceptions {
			if strings.HasPrefix(c.Statement, prefix) {
				want = d
			}
		}
		if c.Agrees != want {
			t.Errorf("%s\nholds: %s: %s; want %s", c.Statement, c.Agrees, c.Found, want)
		}
	}
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
			t.Errorf("%s\nof the weight-based rule in noise-prune's place: %s: %s\ntells rules apart: %s", c.Statement, c.Agrees, c.Found,
				c.DiscriminationAndNumbers())
		}
	}
}

// What the page says of criteria that the variances alone are enough for, and of those that every
// rule meets.
const (
	AlsoByVariances = "no: also met by hidden covariance"
	AlsoByAll       = "no: also met by weight, random, hidden covariance"
)

// CheckApart reports claims of which the page does not say "yes", they tell noise-prune from its
// controls, or what is expected of them otherwise, by the beginnings of their statements. Claims that
// concern no rule are left out.
func CheckApart(t *testing.T, o *figure.Outcome, expected map[string]string) {
	t.Helper()
	for _, c := range o.Claims {
		want := "yes"
		for prefix, text := range expected {
			if strings.HasPrefix(c.Statement, prefix) {
				want = text
			}
		}
		if c.NoRule == "" && c.Discrimination() != want {
			t.Errorf("%s\nholds: %s: %s\ntells rules apart: %s; want %s", c.Statement, c.Agrees, c.Found, c.DiscriminationAndNumbers(), want)
		}
	}
}
