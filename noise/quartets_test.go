package noise

import (
	"math"
	"math/rand/v2"
	"testing"
)

const guard = -987.654 // stands before and behind every block; no kernel may touch it

// TestVectorsEqualTheSpecification: whatever unit writeQuartets uses, the bits are those
// of portableQuartets, for any number of replicas and also where the numbers wrap.
func TestVectorsEqualTheSpecification(t *testing.T) {
	t.Run("float64", vectorsEqualTheSpecification[float64])
	t.Run("float32", vectorsEqualTheSpecification[float32])
}

func vectorsEqualTheSpecification[T Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for trial := range 6000 {
		width, quartets := 1+trial%(2*lanes+20), 1+rng.IntN(5)
		if trial%20 == 0 {
			width, quartets = 1+rng.IntN(9), 1+rng.IntN(150)
		}
		c := Key{Seed: rng.Uint64(), Purpose: Drive}.counter(rng.Uint64() >> 8)
		first, q := rng.Uint32(), rng.Uint32()
		if trial%10 == 0 {
			first, q = math.MaxUint32-uint32(trial%7), math.MaxUint32-uint32(trial%3)
		}
		n := 4 * quartets * width
		got, want := make([]T, n+16), make([]T, n)
		for i := range got {
			got[i] = guard
		}
		writeQuartets(&c, got[8:8+n:8+n], q, quartets, first, width)
		portableQuartets(&c, want, q, quartets, first, width)
		for i, w := range want {
			if math.Float64bits(float64(got[8+i])) != math.Float64bits(float64(w)) {
				t.Fatalf("%d quartets from %d, %d replicas from %d, row %d, replica %d: %v, specification %v",
					quartets, q, width, first, i/width, i%width, got[8+i], w)
			}
		}
		for k := range 8 {
			if T(guard) != got[k] || T(guard) != got[8+n+k] {
				t.Fatalf("%d quartets of %d replicas were overrun", quartets, width)
			}
		}
	}
}
