package noise

import "fmt"

// Purpose distinguishes the uses of noise. Noise for different purposes is independent under
// the same seed. A purpose is one of the constants or any other number from 1 to 127; zero
// panics, so that a Key without a purpose is not used by mistake.
type Purpose uint8

// The purposes of this program. Their numbers are part of the contract: they are never
// changed, and a number no longer needed is not used again.
const (
	Drive      Purpose = 1  // drives the network while its covariance is measured
	Trajectory Purpose = 2  // drives the original and the pruned networks when they are compared
	Initial    Purpose = 3  // initial states
	Prune      Purpose = 4  // decides which synapses are kept
	Generate   Purpose = 5  // generated networks
	Choose     Purpose = 6  // decides which of the active sets that were visited are checked
	Probe      Purpose = 7  // impulses and disturbances, whose decay is measured
	Solve      Purpose = 8  // right-hand sides of equations whose solutions are samples of the stationary activity
	Shuffle    Purpose = 9  // decides which edges get which of a rule's probabilities, where these are permuted
	Measure    Purpose = 10 // decides which neurons, pairs of neurons and inputs are measured
)

// Key selects a family of random numbers. They are pure functions and may be computed in
// any order by any number of goroutines.
type Key struct {
	Seed    uint64
	Purpose Purpose
}

// The limits of the fields of a counter.
const (
	maxSteps    = 1 << 56
	maxNeurons  = 1 << 34
	maxReplicas = 1 << 32
)

// signs is set in c3 for signs, so that they never share a block with normals.
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

// block returns the block of a replica and of the group of neurons with that index.
func (c *counter) block(replica, index uint32) (w0, w1, w2, w3 uint32) {
	return philox32(replica, index, c.c2, c.c3, &c.keys)
}

func (k Key) checkPurpose() {
	if k.Purpose < 1 || k.Purpose > 127 {
		panic(fmt.Sprintf("noise: purpose %d is not between 1 and 127", k.Purpose))
	}
}

// check panics unless the arguments of a bulk function describe a rectangle of that many
// values within the limits of a counter.
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
