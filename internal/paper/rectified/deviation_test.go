package rectified

import (
	"math"
	"testing"

	"noiseprune/network"
	"noiseprune/noise"
)

// Of independent changes the root mean square s has the standard error s/√(2n) over n edges. Leaving out neurons takes each edge
// out twice, so that the interval is about 1.5 times as wide as that, give or take a half, since 20 groups give its width to 16%.
func TestDeviationInterval(t *testing.T) {
	const n, s = 100, 0.02
	key := noise.Key{Seed: 3, Purpose: noise.Probe}
	squares, edges := squaresByGroup{}, 0.0
	for i := range n {
		for k := range i {
			change := s * key.Normal(uint64(i), k, 0)
			edges++
			squares.add(network.Entry{Target: i, Source: k}, change)
			squares.add(network.Entry{Target: k, Source: i}, change) // the same pair of neurons: nothing new
		}
	}
	got := squares.rootMean()
	half := 2.093 * s / math.Sqrt(2*edges) // Student's t of 19 degrees of freedom
	if width := (got.High - got.Value) / half; width < 1 || width > 2 || got.Low > s || got.High < s {
		t.Errorf("%v, which is %v times the interval of independent edges", got, width)
	}
}
