package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"noiseprune/internal/memory"
	"noiseprune/internal/workload"
)

// Of predicted and measured large networks.
const (
	degree    = 100 // synapses of a neuron
	edgeBytes = 12  // of a weight and the number of its source
	replicas  = 64  // of a run
	wide      = 16  // replicas of a block
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

// largeTable shows what runs of large networks take.
func largeTable(steps []stepCost, on cluster) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Predicted for one run of a network with %d synapses a neuron, %d replicas in blocks of %d and 10⁴ steps, "+
		"a part for each block. Steps were measured up to %.0e neurons; beyond, they are carried on by the exponent %.3f:\n\n",
		degree, replicas, wide, float64(steps[len(steps)-1].neurons), exponent(steps))
	fmt.Fprintf(&b, "| neurons | step of a replica | memory of a part | state in the checkpoint | writing the states of %d parts | in all |\n"+
		"|---|---|---|---|---|---|\n", replicas/wide)
	for _, n := range []float64{1e5, 1e6, 1e7} {
		net, step := largeNetwork{n}, largeNetwork{n}.step(steps)
		states := replicas / wide * net.state() / on.bandwidth
		fmt.Fprintf(&b, "| %.0e | %s | %s | %s | %s | **%s** |\n", n, text(step), memory.Size(net.memory()), memory.Size(net.state()),
			text(states), text(wide*1e4*step+states))
	}
	return b.String()
}
