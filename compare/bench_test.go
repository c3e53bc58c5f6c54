package compare_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"noiseprune/compare"
	"noiseprune/network"
)

// sparse makes a random network of 5% density with dominant leak, and a pruned version.
func sparse(b *testing.B, n int, symmetric bool) (original, pruned *network.Network) {
	b.Helper()
	draw := rand.New(rand.NewPCG(1, 2))
	var all, kept []network.Entry
	for i := range n {
		for j := range i {
			for _, e := range []network.Entry{{Target: i, Source: j}, {Target: j, Source: i}} {
				if draw.Float64() > 0.05 {
					continue
				}
				e.Weight = 0.1 + draw.Float64()
				entries := []network.Entry{e}
				if symmetric && e.Target > e.Source {
					entries = append(entries, network.Entry{Target: e.Source, Source: e.Target, Weight: e.Weight})
				} else if symmetric {
					continue
				}
				all = append(all, entries...)
				if draw.Float64() < 0.3 {
					kept = append(kept, entries...)
				}
			}
		}
	}
	build := func(entries []network.Entry) *network.Network {
		w, err := network.NewCSR(n, entries)
		if err != nil {
			b.Fatal(err)
		}
		net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0.1*float64(n)*0.05)})
		if err != nil {
			b.Fatal(err)
		}
		return net
	}
	return build(all), build(kept)
}

func BenchmarkSpectra(b *testing.B) {
	for _, symmetric := range []bool{true, false} {
		for _, n := range []int{155, 310, 620, 1240} {
			original, pruned := sparse(b, n, symmetric)
			name := fmt.Sprintf("symmetric=%v/n=%d", symmetric, n)
			var reference *compare.Eigendecomposition
			b.Run("reference/"+name, func(b *testing.B) {
				for b.Loop() {
					var err error
					if reference, err = compare.NewEigendecomposition(original); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("quadratic/"+name, func(b *testing.B) {
				for b.Loop() {
					reference.QuadraticForms(pruned)
				}
			})
			b.Run("epslambda/"+name, func(b *testing.B) {
				for b.Loop() {
					if _, err := reference.EpsLambda(pruned); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("worst/"+name, func(b *testing.B) {
				for b.Loop() {
					if _, err := compare.WorstCase(original, pruned); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
