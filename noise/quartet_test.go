package noise

import (
	"math"
	"math/rand/v2"
	"testing"
)

const guard = -987.654 // stands before and behind every row; no kernel may touch it

// TestVectorsEqualTheSpecification: whatever unit quartet uses, the bits are those of
// portableQuartet, for any number of replicas and also where the replica's number wraps.
func TestVectorsEqualTheSpecification(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for trial := range 20_000 {
		n := 1 + trial%lanes
		key := Key{Seed: rng.Uint64(), Purpose: Drive}
		c := key.counter(rng.Uint64() >> 8)
		first, q := rng.Uint32(), rng.Uint32()
		if trial%10 == 0 {
			first = math.MaxUint32 - uint32(trial%7)
		}
		var whole, rows, want [4][]float64
		for i := range rows {
			whole[i], want[i] = make([]float64, n+8), make([]float64, n)
			for k := range whole[i] {
				whole[i][k] = guard
			}
			rows[i] = whole[i][4 : 4+n : 4+n]
		}
		c.quartet(rows[0], rows[1], rows[2], rows[3], first, q)
		c.portableQuartet(want[0], want[1], want[2], want[3], first, q)
		for i := range rows {
			for r, w := range want[i] {
				if math.Float64bits(rows[i][r]) != math.Float64bits(w) {
					t.Fatalf("%d replicas from %d, block %d, row %d, replica %d: %v, specification %v", n, first, q, i, r, rows[i][r], w)
				}
			}
			for k := range 4 {
				if whole[i][k] != guard || whole[i][4+n+k] != guard {
					t.Fatalf("row %d of %d replicas was overrun", i, n)
				}
			}
		}
	}
}
