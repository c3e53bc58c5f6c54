package paper

import (
	"context"
	"math"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// visits is what one run of a rectified network goes through, at its observations.
type visits struct {
	sets   [][]bool  // the different active sets Γ = {i : (W x + b(t))_i > 0}, in the order of first visits
	above  []float64 // share of the neurons above threshold
	rate   []float64 // mean firing rate
	active []float64 // of each neuron: share of the observations at which it is above threshold
}

// visit runs replica 0 of a rectified network and looks which neurons are above threshold
// in the steps that follow its observations. It is the trajectory of the first trial.
func (j *job) visit(ctx context.Context, net *network.Network, start []float64, t timetable) (*visits, error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	copy(block.State, start)
	drive := j.drive(t)
	stepper, err := integrator.NewEulerMaruyama(net, kernel.New[float64](net.Weights(), kernel.Auto, 1), drive)
	if err != nil {
		return nil, err
	}
	v := &visits{active: make([]float64, net.Neurons())}
	seen := map[string]bool{}
	err = advance(ctx, t, func(int) { v.look(net, block.State, inBracket(drive, block), seen) },
		func() error { return stepper.Advance(block) })
	for i := range v.active {
		v.active[i] /= float64(len(v.above))
	}
	return v, err
}

// inBracket returns the noise that the bracket of (13) holds in the step to come, for a
// block of one replica: σζ/√h inside it, η where it is coloured, nothing outside.
func inBracket(d integrator.Drive, b *integrator.Block[float64]) []float64 {
	held := make([]float64, b.Neurons)
	switch d.Placement {
	case integrator.Inside:
		noise.FillNormals(d.Key, held, b.Step, 0, b.Neurons, b.FirstReplica, 1)
		for i := range held {
			held[i] *= d.Strength / math.Sqrt(d.StepSize)
		}
	case integrator.OrnsteinUhlenbeck:
		copy(held, b.Coloured) // at rest before the first step
	case integrator.Outside:
	}
	return held
}

// look adds one observation.
func (v *visits) look(net *network.Network, state, held []float64, seen map[string]bool) {
	n := net.Neurons()
	set, key := make([]bool, n), make([]byte, n)
	above, rate := 0, 0.0
	for i := range set {
		input := net.Input()[i] + held[i]
		sources, weights := net.Weights().Row(i)
		for k, source := range sources {
			input += float64(weights[k] * state[source])
		}
		rate += state[i] / float64(n)
		if set[i] = input > 0; set[i] {
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

// undecided returns the neuron that is above threshold in the share of the observations
// nearest to a half.
func (v *visits) undecided() (neuron int) {
	for i, share := range v.active {
		if math.Abs(share-0.5) < math.Abs(v.active[neuron]-0.5) {
			neuron = i
		}
	}
	return neuron
}

// lateMean returns the mean over the second half of the observations.
func lateMean(values []float64) float64 { return summary(values[len(values)/2:]).Mean }

// spacedSets returns at most n of the sets, evenly spaced over the first visits.
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

// worstOnSets returns, for each set of neurons and each rule, the smallest ε of (3) that a
// network pruned by it has there: of[k] on sets[k].
func (j *job) worstOnSets(original *network.Network, of [][2]*network.Network, sets [][]bool) ([][2]float64, error) {
	j.phase("active sets", 2*len(sets))
	worst := make([][2]float64, len(sets))
	err := each(j, "active sets", 2*len(sets), oneUnit, func(_ context.Context, n int) (float64, error) {
		defer j.opt.Progress.Advance(1)
		return compare.ActiveSetWorstCase(original, of[n/2][n%2], sets[n/2])
	}, func(n int, epsilon float64) { worst[n/2][n%2] = epsilon })
	return worst, err
}
