package network

import (
	"iter"
	"math/bits"
	"slices"

	"golang.org/x/exp/rand" // deprecated upstream, kept by choice; its one place in this package
)

// Source is a source of random numbers; noise.Source implements it.
type Source = rand.Source

// subset is a set of numbers below some total: a bit set where that takes no more words than
// the set has members, and otherwise a sorted list, so that its memory is proportional to
// its members.
type subset struct {
	field []uint64
	list  []uint64
}

// subsetBytes returns an estimate of the bytes that drawSubset takes.
func subsetBytes(total, members float64) float64 {
	if words := total/64 + 1; words <= members {
		return 8 * words
	}
	const listed, seen = 8, 40 // in the list; in the map, as measured
	return (listed + seen) * members
}

// drawSubset draws `members` different numbers of 0 … total−1, every such set with the
// same probability, by Floyd's algorithm (Bentley & Floyd, Programming Pearls, Commun.
// ACM 30(9), 1987): exactly one bounded draw for each member, and no rejection. The
// draws do not depend on the representation.
func drawSubset(total, members uint64, src Source) subset {
	draw := rand.New(src)
	if words := total/64 + 1; words <= members {
		s := subset{field: make([]uint64, words)}
		floyd(total, members, draw, s.insertBit)
		return s
	}
	seen := make(map[uint64]struct{}, members)
	s := subset{list: make([]uint64, 0, members)}
	floyd(total, members, draw, func(x uint64) bool {
		if _, ok := seen[x]; ok {
			return false
		}
		seen[x] = struct{}{}
		s.list = append(s.list, x)
		return true
	})
	slices.Sort(s.list)
	return s
}

// floyd calls insert with each number that it draws; insert reports whether the number
// was new.
func floyd(total, members uint64, draw *rand.Rand, insert func(uint64) bool) {
	for largest := total - members; largest < total; largest++ {
		if !insert(draw.Uint64n(largest + 1)) {
			insert(largest)
		}
	}
}

func (s subset) insertBit(x uint64) bool {
	word, bit := &s.field[x/64], uint64(1)<<(x%64)
	isNew := *word&bit == 0
	*word |= bit
	return isNew
}

// all yields the members in ascending order.
func (s subset) all() iter.Seq[uint64] {
	if s.field == nil {
		return slices.Values(s.list)
	}
	return func(yield func(uint64) bool) {
		for k, word := range s.field {
			for ; word != 0; word &= word - 1 {
				if !yield(uint64(k)*64 + uint64(bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
