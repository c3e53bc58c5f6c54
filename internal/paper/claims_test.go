package paper

import (
	"strings"
	"testing"

	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
	"noiseprune/network"
	"noiseprune/noise"
)

// Statements of the figures that hold of the control as well, or that the control cannot
// tell apart, with the reason.
var holdWithoutCovariance = map[string]string{
	"1b: … along with the handful of exceptionally strong connections within a cluster": "a strong weight is all that the control looks at",
	"2a: the covariance can be read off noise-driven activity":                          "hidden from both; TestMeasuredCovarianceIsNeeded",
	"2b: the covariance can be read off noise-driven activity":                          "hidden from both; TestMeasuredCovarianceIsNeeded",
	"scaling: the number of edges is N K_deg": "a count, and the control is given the same; " +
		"TestEdgesNeeded",
	"nearly-dominant: the analysis has additional sources of error": "so it has for any rule",
}

// Statements that hold at full size only, with the reason.
var fullSizeOnly = map[string]string{
	"2a: the medians of noise-prune are better on all three measures": "not at full size either: the largest cluster gets fewer edges",
	"2b: the medians of noise-prune are better on all three measures": "see 2a",
}

// Every statement of the figures holds at reduced size, and fails where the
// covariance is hidden from noise-prune, which makes it the control that knows the weight
// only.
func TestClaimsNeedTheCovariance(t *testing.T) {
	for _, name := range []string{"1b", "2a", "2b", "2c", "2d", "2e", "2f", "scaling", "undersampling", "subsets", "nearly-dominant"} {
		shown, hidden := runQuick(t, name, false), runQuick(t, name, true)
		if len(shown.Claims) == 0 || len(shown.Claims) != len(hidden.Claims) {
			t.Fatalf("%s: %d claims, %d with hidden covariance", name, len(shown.Claims), len(hidden.Claims))
		}
		for k, c := range shown.Claims {
			statement := name + ": " + c.Statement
			if b := hidden.Claims[k]; c.Agrees == b.Agrees && !excepted(statement, c.Agrees) {
				t.Errorf("%s\nholds: %v: %s\nholds with hidden covariance: %v: %s", statement, c.Agrees, c.Found, b.Agrees, b.Found)
			}
		}
	}
}

// excepted reports whether a statement may hold without the covariance, or may not hold at this size.
func excepted(statement string, holds bool) bool {
	list := fullSizeOnly
	if holds {
		list = holdWithoutCovariance
	}
	for prefix := range list {
		if strings.HasPrefix(statement, prefix) {
			return true
		}
	}
	return false
}

// runQuick runs a figure at quick size, those on the theory on networks whose slowest modes
// depend on their weakest links.
func runQuick(t *testing.T, name string, hidden bool) *figure.Outcome {
	t.Helper()
	f, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	run := papertest.Run()
	run.HideCovariance, run.TheoryNetwork = hidden, weaklyLinked
	o, err := f[0].run(run)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// weaklyLinked returns a dense group of n − 3 neurons with weights of both signs, and three
// neurons that are each connected to it by one weak link. The leak is the row sum of |W|. The links
// are the weakest weights, and the slowest modes depend on them.
func weaklyLinked(n int) (*network.Network, error) {
	const attached, weak, negative = 3, 0.1, 0.2
	key := noise.Key{Seed: 1, Purpose: noise.Generate}
	var entries []network.Entry
	add := func(i, k int, w float64) {
		entries = append(entries, network.Entry{Target: i, Source: k, Weight: w}, network.Entry{Target: k, Source: i, Weight: w})
	}
	group := n - attached
	for i := range group {
		for k := range i {
			w := 0.5 + key.Uniform(uint64(i), uint64(k), 0)
			if key.Uniform(uint64(i), uint64(k), 1) < negative {
				w = -w
			}
			add(i, k, w)
		}
	}
	for k := range attached {
		add(group+k, k, weak)
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0)})
}
