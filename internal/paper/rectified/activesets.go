package rectified

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// activity is which neurons are above threshold in one run of a rectified network, at its
// observations.
type activity struct {
	sets   [][]bool  // the different active sets Γ = {i : (W x + b(t))_i > 0}, in the order of first activity
	above  []float64 // share of the neurons above threshold
	rate   []float64 // mean firing rate
	active []float64 // of each neuron: share of the observations at which it is above threshold
}

// activityOf integrates replica 0 of a rectified network, which is the first trial, and
// observes which neurons are above threshold in the steps that follow its observations.
func activityOf(run *figure.Run, net *network.Network, start []float64, g experiment.Integration) (*activity, error) {
	v := &activity{active: make([]float64, net.Neurons())}
	seen := map[string]bool{}
	block := experiment.Replica(start, 0)
	bracket := integrator.NewBracket(net, integrator.Pack[float64](net, integrator.AutoKernel, 1), g.Drive(run.Seed))
	err := g.Integrate(run.Context, run.Seed, block, func(_ int, _, state []float64) {
		v.observe(state, bracket.Next(block), seen)
	}, net)
	for i := range v.active {
		v.active[i] /= float64(len(v.above))
	}
	return v, err
}

// observe adds one observation: the states, and what stands in the brackets.
func (v *activity) observe(state, bracket []float64, seen map[string]bool) {
	n := len(state)
	set, key := make([]bool, n), make([]byte, n)
	above, rate := 0, 0.0
	for i := range set {
		rate += state[i] / float64(n)
		if set[i] = bracket[i] > 0; set[i] {
			above++
			key[i] = 1
			v.active[i]++
		}
	}
	if !seen[string(key)] {
		seen[string(key)] = true
		v.sets = append(v.sets, set)
	}
	v.above, v.rate = append(v.above, float64(above)/float64(n)), append(v.rate, rate)
}

// nearestToHalf returns the neuron that is above threshold in the share of the observations
// nearest to a half.
func (v *activity) nearestToHalf() (neuron int) {
	for i, share := range v.active {
		if math.Abs(share-0.5) < math.Abs(v.active[neuron]-0.5) {
			neuron = i
		}
	}
	return neuron
}

// lateMean returns the mean over the second half of the observations.
func lateMean(values []float64) float64 { return experiment.Summary(values[len(values)/2:]).Mean }

// spacedSets returns at most n of the sets, evenly spaced over the first activity.
func spacedSets(sets [][]bool, n int) (chosen [][]bool) {
	if len(sets) <= n {
		return sets
	}
	for k := range n {
		chosen = append(chosen, sets[k*(len(sets)-1)/(n-1)])
	}
	return chosen
}

// sizeOf counts the neurons of a set.
func sizeOf(set []bool) (n int) {
	for _, on := range set {
		if on {
			n++
		}
	}
	return n
}
