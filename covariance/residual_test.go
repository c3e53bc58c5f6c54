package covariance

import (
	"math"
	"testing"

	"noiseprune/network"
)

// A solution with a relative error of 10⁻³ has a residual of 10⁻³ of the right-hand side,
// I or M Mᵀ.
func TestResidualDetectsAWrongSolution(t *testing.T) {
	w, err := network.NewCSR(3, []network.Entry{
		{Target: 0, Source: 1, Weight: 1}, {Target: 1, Source: 2, Weight: -2}, {Target: 2, Source: 0, Weight: 0.5},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{2, 3, 1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why         string
		h           float64
		colouredByM bool
	}{
		{"differential equation", 0, false},
		{"Euler-Maruyama", 0.3, false},
		{"Leimkuhler-Matthews", 0.3, true},
	} {
		p := pencil{net: net, a: net.Dense(), h: row.h, colouredByM: row.colouredByM}
		c, err := p.solve()
		if err != nil {
			t.Fatal(err)
		}
		if r := p.residual(c); r > 1e-14 {
			t.Errorf("%s: a solution leaves the residual %.1e", row.why, r)
		}
		want := 1e-3
		if row.colouredByM { // M has the rows (0.7, 0.15, 0), (0, 0.55, −0.3), (0.075, 0, 0.85); the last column of M Mᵀ is the largest
			want *= math.Hypot(math.Hypot(0.7*0.075, -0.3*0.85), 0.075*0.075+0.85*0.85)
		}
		c.ScaleSym(1.001, c)
		if r := p.residual(c); math.Abs(r-want) > 1e-10 {
			t.Errorf("%s: a solution wrong by 10⁻³ leaves the residual %.6e, want %.6e", row.why, r, want)
		}
		if _, err := newExact("doubling", p, c, 1); err != nil {
			t.Errorf("%s: %v", row.why, err)
		}
		c.ScaleSym(1.1, c)
		if e, err := newExact("doubling", p, c, 1); err == nil {
			t.Errorf("%s: a solution wrong by a tenth passes with residual %.1e", row.why, e.Residual)
		}
	}
}

func TestEdgesOfASeriesAreSpreadEvenly(t *testing.T) {
	net := specNetwork(t, true)
	for _, m := range []int{1, 2, 7, net.Edges() - 1, net.Edges(), net.Edges() + 5} {
		series := NewSeries(net, 1, make([]float64, net.Neurons()), m)
		if len(series.edges) != min(m, net.Edges()) {
			t.Fatalf("%d edges of %d, want %d", len(series.edges), net.Edges(), m)
		}
		for k, e := range series.edges {
			if want := k * net.Edges() / len(series.edges); e.number != want || e.target <= e.source {
				t.Errorf("m=%d: edge %d is number %d (%d ← %d), want number %d of the pairs below the diagonal",
					m, k, e.number, e.target, e.source, want)
			}
		}
	}
}
