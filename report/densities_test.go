package report

import (
	"math"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestDensities: a line for each network that has a density, whose area is the share of eigenvalues within the axis, of
// logarithms where rates differ by orders of magnitude; and no figure without the original's.
func TestDensities(t *testing.T) {
	net := ringWithChords(t, 40)
	leak := make([]float64, 40)
	for i := range leak {
		leak[i] = 60 * math.Pow(1.2, float64(i))
	}
	uneven, err := network.New(network.Parts{Weights: net.Weights(), Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		reason string
		net    *network.Network
		log    bool
	}{{"equal leaks", net, false}, {"leaks from 60 to 60,000", uneven, true}} {
		d := compare.DensityByProducts(row.net, 1)
		part := densities(&sim.Result{Data: sim.Data{Density: &d}}, []rule{{data: sim.RuleData{Density: &d}}, {}})
		if part == nil {
			t.Errorf("%s: no figure", row.reason)
			continue
		}
		chart := part.(*page.Figure).Chart.(*page.Curves)
		if len(chart.Views) != 1 || len(chart.Views[0].Lines) != 2 || chart.X.Log != row.log {
			t.Errorf("%s: %+v", row.reason, chart)
			continue
		}
		x, y, area := chart.Views[0].X, chart.Views[0].Lines[0].Values, 0.0
		for k := 1; k < len(x); k++ {
			width := x[k] - x[k-1]
			if row.log {
				width = math.Log10(x[k] / x[k-1])
			}
			area += width * (y[k] + y[k-1]) / 2
		}
		if area < 0.9 || area > 1+1e-9 {
			t.Errorf("%s: the area is %v", row.reason, area)
		}
	}
	if f := densities(&sim.Result{}, nil); f != nil {
		t.Errorf("no densities: %+v", f)
	}
}
