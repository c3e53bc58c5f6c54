package covariance_test

import (
	"math"
	"slices"
	"testing"

	"noiseprune/covariance"
)

// What a subset has is, to the bit, what all edges have in its places: of a block under way, a complete one and a merged one.
func TestSubsetsHaveTheValuesOfAllEdges(t *testing.T) {
	for _, row := range []struct {
		why       string
		symmetric bool
		width     int
	}{
		{"pairs, eight groups", true, 12}, {"synapses", false, 8}, {"fewer replicas than groups", false, 3}, {"one replica has no error", true, 1},
	} {
		net := randomNetwork(t, 9, 0.5, row.symmetric, 1, 3)
		const times = 6
		block := func(seed uint64) *covariance.Edges {
			e := covariance.NewEdges(net, row.width, normals(9, 9), times)
			for k := range uint64(times - 1) {
				e.Add(normals(9*row.width, 100*seed+k))
			}
			return e
		}
		for _, m := range []int{1, 5, 1000} {
			subset, e := covariance.NewSubset(net, m), block(1)
			check := func(stage string) {
				d, errors := e.On(subset)
				if len(d) != min(m, net.Edges()) || !slices.Equal(d, subset.Pick(e.Local().DiffCov(net))) {
					t.Errorf("%s, %d edges %s: diff-cov %v", row.why, m, stage, d)
				}
				all := e.DiffCovErrors()
				if (errors == nil) != (all == nil) || all != nil && !slices.Equal(errors, subset.Pick(all)) {
					t.Errorf("%s, %d edges %s: errors %v", row.why, m, stage, errors)
				}
			}
			check("under way")
			e.Complete()
			check("complete")
			e.Merge(block(2))
			check("merged")
		}
	}
}

// Numbers ⌊kE/m⌋: of ten edges, four are 0, 2, 5 and 7.
func TestSubsetsAreEvenlySpaced(t *testing.T) {
	net := pairsOf(t, 10)
	numbers := make([]float64, net.Weights().Stored())
	for k := range numbers {
		numbers[k] = math.NaN()
	}
	all := covariance.NewSubset(net, 10)
	place := all.Pick(ascending(len(numbers)))
	for k, at := range place {
		numbers[int(at)] = float64(k)
	}
	if got := covariance.NewSubset(net, 4).Pick(numbers); !slices.Equal(got, []float64{0, 2, 5, 7}) {
		t.Errorf("edges %v", got)
	}
}

// ascending returns 0, 1, ….
func ascending(n int) []float64 {
	values := make([]float64, n)
	for k := range values {
		values[k] = float64(k)
	}
	return values
}
