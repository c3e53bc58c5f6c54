package sim

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strings"

	"noiseprune/integrator"
	"noiseprune/noise"
)

// The limits of the active sets that are held: at most so many, and no more than fit into so many bytes.
const (
	mostSetsHeld = 4096
	setBytesHeld = 16 << 20
)

// activeSets are the different sets Γ = {i : (W x + b + noise in the bracket)_i > 0} that a
// rectified network visited. Each has a rank, which is a random number drawn for its members. All
// sets are held, up to a limit; beyond it, those of the lowest ranks. The first n are a uniform
// sample without replacement of all different sets, in whichever order they were visited, however
// often, and however they were merged.
type activeSets struct {
	key               noise.Key
	neurons, limit    int
	held              []activeSet // in ascending order
	more              bool        // sets were visited that are not held
	smallest, largest int         // neurons in the smallest and in the largest set visited
}

// activeSet is a set of neurons: bit i%8 of byte i/8 of its members is neuron i, in complete
// words of 8 bytes.
type activeSet struct {
	rank    uint64
	members string
}

func newActiveSets(neurons int, seed uint64) *activeSets {
	return &activeSets{
		key: noise.Key{Seed: seed, Purpose: noise.Choose}, neurons: neurons, limit: setsHeld(neurons), smallest: neurons,
	}
}

// setBytes is how many bytes the members of a set take.
func setBytes(neurons int) int { return (neurons + 63) / 64 * 8 }

// setsHeld is how many sets are held at most.
func setsHeld(neurons int) int {
	return max(mostSetsChecked, min(mostSetsHeld, setBytesHeld/max(1, setBytes(neurons))))
}

// ActiveSetBytes returns the bytes of the active sets that a rectified network visits at most, at
// that many states of one block or of all runs.
func ActiveSetBytes(neurons, states int) float64 {
	const header = 24 // of one set
	return float64(min(states, setsHeld(neurons))) * float64(setBytes(neurons)+header)
}

// compareSets orders sets by rank, and those of the same rank by their members.
func compareSets(a, b activeSet) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.members, b.members))
}

// rank returns the rank of a set: its words, each encrypted with the rank of those before it.
func (a *activeSets) rank(members []byte) (rank uint64) {
	for k := 0; k < len(members); k += 8 {
		rank = a.key.Source(rank, binary.LittleEndian.Uint64(members[k:]), uint64(k)).Uint64()
	}
	return rank
}

// visit adds a set.
func (a *activeSets) visit(members []byte) {
	size := 0
	for k := 0; k < len(members); k += 8 {
		size += bits.OnesCount64(binary.LittleEndian.Uint64(members[k:]))
	}
	a.smallest, a.largest = min(a.smallest, size), max(a.largest, size)
	a.hold(activeSet{a.rank(members), string(members)})
}

// hold inserts a set at its place, unless it is held or ranks behind as many as are held at most.
func (a *activeSets) hold(set activeSet) {
	place, found := slices.BinarySearchFunc(a.held, set, compareSets)
	if found {
		return
	}
	if place < a.limit {
		a.held = slices.Insert(a.held, place, set)
	}
	if len(a.held) > a.limit || place >= a.limit {
		a.held, a.more = a.held[:a.limit], true
	}
}

func (a *activeSets) merge(next *activeSets) {
	for _, set := range next.held {
		a.hold(set)
	}
	a.more = a.more || next.more
	a.smallest, a.largest = min(a.smallest, next.smallest), max(a.largest, next.largest)
}

// visited returns how many different sets were visited, or an estimate where not all are held: of
// n ranks uniform in [0, 1) the k-th lowest, u, gives (k − 1)/u, which is unbiased with relative
// standard error 1/√(k − 2) (Bar-Yossef et al. 2002; Beyer et al. 2007).
func (a *activeSets) visited() (count int, estimated bool) {
	if !a.more {
		return len(a.held), false
	}
	last := math.Ldexp(float64(a.held[a.limit-1].rank)+1, -64)
	return int(math.Round(float64(a.limit-1) / last)), true
}

// visitActiveSets adds the sets by which the next step of a block goes, of the replicas with positive starts. The
// members are a buffer.
func visitActiveSets[T integrator.Float](sets *activeSets, bracket *integrator.Bracket[T], block *integrator.Block[T], members []byte) {
	values := bracket.Next(block)
	for r := range block.Each() {
		clear(members)
		for i := range block.Neurons {
			if values[i*block.Width+positiveStarts*block.Each()+r] > 0 {
				members[i/8] |= 1 << (i % 8)
			}
		}
		sets.visit(members)
	}
}
