package noise

import "fmt"

// Purpose says what noise is for. Noise for different purposes is independent under the
// same seed. A purpose is one of the constants or any other number from 1 to 127; zero
// is refused, so that a forgotten purpose is noticed.
type Purpose uint8

// The purposes of this program. Their numbers are part of the contract: they are never
// changed, and a number no longer needed is not used again.
const (
	Drive      Purpose = 1 // what drives the network while its covariance is measured
	Trajectory Purpose = 2 // what drives the original and the pruned networks alike when they are compared
	Initial    Purpose = 3 // initial states
	Prune      Purpose = 4 // which synapses are kept
	Generate   Purpose = 5 // generated networks
)

// Key names a family of random numbers, all of which are pure functions: they may be
// asked for in any order by any number of goroutines.
type Key struct {
	Seed    uint64
	Purpose Purpose
}

// The limits of what a counter can hold.
const (
	maxSteps    = 1 << 56
	maxNeurons  = 1 << 34
	maxReplicas = 1 << 32
)

// signs marks the counters of signs, so that signs never share a block with normals.
const signs = 1 << 31

// counter holds what the Philox4x32 blocks of one step have in common: two words of the
// counter and the keys of the rounds.
type counter struct {
	c2, c3 uint32
	keys   [10][2]uint32
}

func (k Key) counter(step uint64) counter {
	return counter{
		c2:   uint32(step),
		c3:   uint32(k.Purpose)<<24 | uint32(step>>32),
		keys: schedule32([2]uint32{uint32(k.Seed), uint32(k.Seed >> 32)}),
	}
}

// block returns the block of a replica and of the group of neurons that index numbers.
func (c *counter) block(replica, index uint32) (w0, w1, w2, w3 uint32) {
	return philox32(replica, index, c.c2, c.c3, &c.keys)
}

func (k Key) checkPurpose() {
	if k.Purpose < 1 || k.Purpose > 127 {
		panic(fmt.Sprintf("noise: purpose %d is not between 1 and 127", k.Purpose))
	}
}

// check panics unless the arguments of a bulk function describe a rectangle of that many
// values that a counter can number.
func (k Key) check(values int, step uint64, firstNeuron, neurons, firstReplica, width int) {
	k.checkPurpose()
	switch {
	case step >= maxSteps:
		panic(fmt.Sprintf("noise: step %d is not below 2^56", step))
	case firstNeuron < 0 || neurons < 0 || int64(firstNeuron) > maxNeurons-int64(neurons):
		panic(fmt.Sprintf("noise: %d neurons from %d on are not within 0 to 2^34", neurons, firstNeuron))
	case firstReplica < 0 || width < 0 || int64(firstReplica) > maxReplicas-int64(width):
		panic(fmt.Sprintf("noise: %d replicas from %d on are not within 0 to 2^32", width, firstReplica))
	case width == 0 && values != 0, width != 0 && (values%width != 0 || values/width != neurons):
		panic(fmt.Sprintf("noise: %d values for %d neurons of %d replicas", values, neurons, width))
	}
}
