package theory

import (
	"math"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/papertest"
	"noiseprune/network"
	"noiseprune/rules"
)

// Before the clip Σ p over the edges of a dominant network without slack is N K_deg, since
// the norms of (8) add up to N. Diff-cov from any other leak would not give that.
func TestEdgesNeeded(t *testing.T) {
	const n = 120
	run := papertest.Run()
	dominant, err := clustered.network(run, n)
	if err != nil {
		t.Fatal(err)
	}
	leaky, err := experiment.WithExtraLeak(dominant, 0.01)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		net  *network.Network
		fits bool
	}{{"without slack", dominant, true}, {"with slack", leaky, false}} {
		locals, err := experiment.ExactLocals(run, c.net)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := planEpsilon(c.net, locals, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for place, e := range c.net.Weights().Entries() {
			if e.Target > e.Source {
				sum += plan.K * rules.NoisePrune(e.Weight, locals.Variance[e.Target], locals.Variance[e.Source], locals.Covariance[place])
			}
		}
		want := n * experiment.Degree(n, accuracy)
		if fits := math.Abs(sum/want-1) < 1e-9; fits != c.fits {
			t.Errorf("%s: Σ p is %v, N K_deg %v", c.name, sum, want)
		}
	}
}
