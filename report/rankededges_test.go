package report

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"noiseprune/network"
)

// TestRankedEdges: the first of all edges in the order of a stable sort of all of them, with equal, infinite and missing scores.
func TestRankedEdges(t *testing.T) {
	for _, row := range []struct {
		reason string
		score  func(r *rand.Rand) float64 // a diff-cov
	}{
		{"all different", func(r *rand.Rand) float64 { return r.Float64() }},
		{"many equal ones, also at the end of the list", func(r *rand.Rand) float64 { return float64(r.IntN(3)) }},
		{"all equal", func(*rand.Rand) float64 { return 0 }},
		{"missing ones come last, infinite ones first", func(r *rand.Rand) float64 {
			return []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1, r.Float64()}[r.IntN(5)]
		}},
	} {
		for _, n := range []int{20, 100, 1500} { // with 40, 200 and 3,000 edges
			for _, most := range []int{1, 39, 40, 1000} {
				net, r := ringWithChords(t, n), rand.New(rand.NewPCG(1, uint64(n)))
				diffCov := make([]float64, net.Weights().Stored())
				for k := range diffCov {
					diffCov[k] = row.score(r)
				}
				all := everyEdge(net, diffCov)
				got, total := rankedEdges(net, diffCov, most)
				want := all[:min(most, len(all))]
				if total != len(all) || !slices.EqualFunc(got, want, sameEdge) {
					t.Errorf("%s: n = %d: the first %d of %d edges are not those of the sorted list of %d", row.reason, n, most, total, len(all))
				}
			}
		}
	}
}

// everyEdge sorts all edges by their scores, those of equal scores in the order of their places.
func everyEdge(net *network.Network, diffCov []float64) (all []rankedEdge) {
	for i := range net.Neurons() {
		sources, values := net.Weights().Row(i)
		for k, source := range sources {
			if place := net.Weights().RowStart(i) + k; int(source) < i {
				all = append(all, rankedEdge{place, i, int(source), values[k], math.Abs(values[k]) * diffCov[place]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b rankedEdge) int { return cmp.Compare(b.score, a.score) })
	return all
}

func sameEdge(a, b rankedEdge) bool {
	return a.place == b.place && a.target == b.target && a.source == b.source && cmp.Compare(a.score, b.score) == 0
}
