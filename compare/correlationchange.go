package compare

import (
	"fmt"
	"math"

	"noiseprune/network"
)

// CorrelationChange says how correlations ρ_ij = C_ij/√(C_ii C_jj) change over pairs of neurons i < j.
type CorrelationChange struct {
	Pairs    int     `json:"pairs"`
	RMS      float64 `json:"rms"`      // root mean square of ρ̃_ij − ρ_ij
	Original float64 `json:"original"` // of ρ_ij
}

// CorrelationChanges returns the change over the pairs that the original connects in either direction, and over all others.
// Of no pairs it is 0, and a silent neuron is correlated with none. It panics if the matrices and the network differ in size.
func (j JointCovariance) CorrelationChanges(original *network.Network) (on, off CorrelationChange) {
	n := j.neurons()
	if n != original.Neurons() {
		panic(fmt.Sprintf("compare: covariances of %d neurons of a network of %d", n, original.Neurons()))
	}
	before, after := make([]float64, n), make([]float64, n) // standard deviations
	for i := range n {
		before[i], after[i] = math.Sqrt(j.Original.At(i, i)), math.Sqrt(j.Pruned.At(i, i))
	}
	connected := make([]bool, n*n)
	for i := range n {
		sources, _ := original.Weights().Row(i)
		for _, k := range sources {
			connected[min(i, int(k))*n+max(i, int(k))] = true
		}
	}
	for i := range n {
		for k := i + 1; k < n; k++ {
			of := &off
			if connected[i*n+k] {
				of = &on
			}
			of.add(quotient(j.Original.At(i, k), before[i]*before[k], 0), quotient(j.Pruned.At(i, k), after[i]*after[k], 0))
		}
	}
	on.finish()
	off.finish()
	return on, off
}

// add adds the squares of one pair's correlation and of its change.
func (c *CorrelationChange) add(before, after float64) {
	c.Pairs++
	c.RMS += float64((after - before) * (after - before))
	c.Original += float64(before * before)
}

// finish turns the sums into root mean squares.
func (c *CorrelationChange) finish() {
	if c.Pairs > 0 {
		c.RMS, c.Original = math.Sqrt(c.RMS/float64(c.Pairs)), math.Sqrt(c.Original/float64(c.Pairs))
	}
}
