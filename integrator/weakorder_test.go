package integrator_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// The bias of the stationary covariance falls as hᵖ: halving the step divides it by 2ᵖ, within what the next order adds. A
// symmetric network under plain noise has no bias at all by Leimkuhler–Matthews.
func TestWeakOrder(t *testing.T) {
	directed := testnet.FeedForward(t, 5)
	parts := testnet.Dominant(t, "path:n=6,weight=1", 1).Parts()
	parts.Noise = network.NoiseSources{Strengths: []float64{1, 2, 0.5, 1, 1.5, 1}}
	unequal, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		kind integrator.StepperKind
		net  *network.Network
	}{
		{"directed", integrator.EulerMaruyamaKind, directed},
		{"directed", integrator.ExponentialKind, directed},
		{"directed", integrator.LeimkuhlerMatthewsKind, directed},
		{"symmetric under unequal noise", integrator.LeimkuhlerMatthewsKind, unequal},
		{"symmetric", integrator.EulerMaruyamaKind, testnet.Dominant(t, "path:n=6,weight=1", 1)},
	} {
		exact, err := covariance.Stationary(c.net, 1)
		if err != nil {
			t.Fatal(err)
		}
		bias := func(h float64) float64 {
			found, err := c.kind.Stationary(c.net, integrator.Drive{Strength: 1, StepSize: h})
			if err != nil {
				t.Fatal(err)
			}
			var d mat.Dense
			d.Sub(found.Covariance, exact.Covariance)
			return mat.Norm(&d, 2)
		}
		const h = 1e-3
		order := math.Log2(bias(h) / bias(h/2))
		if want := float64(c.kind.WeakOrder(c.net)); math.Abs(order-want) > 0.05 {
			t.Errorf("%v, %s: the bias falls with order %.3f, want %v", c.kind, c.why, order, want)
		}
	}
}
