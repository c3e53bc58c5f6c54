package main

import (
	"math"
	"time"

	"noiseprune/internal/workload"
)

// Of predicted and measured large networks.
const (
	degree    = 100 // synapses of a neuron
	edgeBytes = 12  // of a weight and the number of its source
	wide      = 4   // replicas of a block, where states are large
)

// stepCost is what a step of one replica takes one core, measured while as many cores compute as there are workers.
type stepCost struct {
	neurons int
	seconds float64
}

// stepCosts measures Euler–Maruyama steps of random networks of those sizes, by two workers with a block of replicas each.
func stepCosts(sizes []int) (all []stepCost) {
	const workers = 2
	for _, n := range sizes {
		work := workload.Steps[float64](workload.RandomNetwork(n, degree), wide*workers, workers)
		all = append(all, stepCost{n, work.Time(2*time.Second).Seconds() / wide})
	}
	return all
}

// largeNetwork is a network that one process cannot hold, or that takes long.
type largeNetwork struct{ neurons float64 }

func (n largeNetwork) edges() float64 { return degree * n.neurons }

// memory returns the bytes of a process: two copies of the weights while they are packed, and states, noise and sums of a block.
func (n largeNetwork) memory() float64 {
	return 2*edgeBytes*n.edges() + 8*8*wide*n.neurons + 3*8*n.edges()
}

// state returns the bytes of a block's state in the checkpoint, which has a mean and two sums for every edge.
func (n largeNetwork) state() float64 { return 8*wide*n.neurons + 3*8*n.edges() }

// step returns the seconds of one core for a step of one replica: those measured at that size, or for a larger one those of the
// largest, times a power of the ratio of sizes, by the exponent between the two largest.
func (n largeNetwork) step(measured []stepCost) float64 {
	for _, m := range measured {
		if float64(m.neurons) >= n.neurons {
			return m.seconds * n.neurons / float64(m.neurons)
		}
	}
	last := measured[len(measured)-1]
	return last.seconds * math.Pow(n.neurons/float64(last.neurons), exponent(measured))
}

// exponent returns p of seconds ∝ neurons^p between the two largest sizes.
func exponent(measured []stepCost) float64 {
	a, b := measured[len(measured)-2], measured[len(measured)-1]
	return math.Log(b.seconds/a.seconds) / math.Log(float64(b.neurons)/float64(a.neurons))
}
