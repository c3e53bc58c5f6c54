package network

import (
	"math"
	"slices"
	"testing"

	"golang.org/x/exp/rand"
	"pgregory.net/rapid"
)

// seeded returns a source for tests.
func seeded(seed uint64) Source { return rand.NewSource(seed) }

// A subset has the wanted number of different members in range, however it is stored.
func TestSubsetMembers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Uint64Range(0, 3000).Draw(t, "total")
		members := rapid.Uint64Range(0, total).Draw(t, "members")
		s := drawSubset(total, members, seeded(rapid.Uint64().Draw(t, "seed")))
		all := slices.Collect(s.all())
		if uint64(len(all)) != members || !slices.IsSorted(all) || len(slices.Compact(all)) != int(members) {
			t.Fatalf("%d of %d: got %v", members, total, all)
		}
		if members > 0 && all[members-1] >= total {
			t.Fatalf("%d of %d: member %d", members, total, all[members-1])
		}
	})
}

// Bits and list hold the same members, so that the storage is no part of the result.
func TestSubsetStorage(t *testing.T) {
	const total, members = 1000, 15 // 16 words: the last size that is stored as a list
	list := drawSubset(total, members, seeded(3))
	if list.field != nil || drawSubset(total, members+1, seeded(3)).list != nil {
		t.Fatal("the sizes do not choose between both ways of storing")
	}
	bits := subset{field: make([]uint64, total/64+1)}
	floyd(total, members, rand.New(seeded(3)), bits.insertBit)
	if got, want := slices.Collect(bits.all()), slices.Collect(list.all()); !slices.Equal(got, want) {
		t.Errorf("bits %v, list %v", got, want)
	}
}

// Every subset is equally likely: each of the 20 subsets of 3 of 6 numbers comes 1/20
// of the time. Chi-squared with 19 degrees of freedom is 19 ± √38; a bias of a tenth in
// the probability of a number would add about 70.
func TestSubsetIsUniform(t *testing.T) {
	const draws, subsets = 20_000, 20
	src := seeded(11)
	counts := map[[3]uint64]int{}
	for range draws {
		counts[[3]uint64(slices.Collect(drawSubset(6, 3, src).all()))]++
	}
	const expected = draws / float64(subsets)
	chi := 0.0
	for _, count := range counts {
		chi += (float64(count) - expected) * (float64(count) - expected) / expected
	}
	if limit := 19 + 4*math.Sqrt(38); len(counts) != subsets || chi > limit {
		t.Errorf("%d different subsets, chi-squared %.1f, above %.1f", len(counts), chi, limit)
	}
}

// All pairs, chosen, are all pairs there are, in ascending order.
func TestPairsNumberEveryPairOnce(t *testing.T) {
	for _, directed := range []bool{false, true} {
		for size := 1; size < 7; size++ {
			var want [][2]int
			for i := 10; i < 10+size; i++ {
				for j := 10; j < 10+size; j++ {
					if i < j || (directed && i != j) {
						want = append(want, [2]int{i, j})
					}
				}
			}
			var got [][2]int
			for i, j := range drawPairs(10, size, directed, possiblePairs(size, directed), seeded(1)).all() {
				got = append(got, [2]int{i, j})
			}
			if !slices.Equal(got, want) {
				t.Errorf("directed %v, size %d: %v, want %v", directed, size, got, want)
			}
		}
	}
}

func TestShareForgivesTheRoundingOfADecimal(t *testing.T) {
	tests := []struct {
		reason   string
		fraction float64
		total    uint64
		want     uint64
	}{
		{"the paper's largest cluster", 0.6, 9000 * 8999 / 2, 24297300},
		{"0.29·100 is 28.999999999999996 in binary", 0.29, 100, 29},
		{"the floor, not the nearest", 0.6, 6, 3},
		{"just below an integer stays below", 0.999999, 1000, 999},
		{"all", 1, 499500, 499500},
		{"none", 0, 499500, 0},
	}
	for _, test := range tests {
		if got := share(test.fraction, test.total); got != test.want {
			t.Errorf("%s: share(%v, %d) = %d, want %d", test.reason, test.fraction, test.total, got, test.want)
		}
	}
}
