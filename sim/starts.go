package sim

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/noise"
)

// The families of starts. Every run is simulated from one of each, side by side under the same noise, of which the original
// and the pruned networks have the same too: two families differ by what remains of their starts alone.
const (
	positiveStarts = iota // x_i(0) uniform in [0, compare.initial_scale), or as compare.start says
	signedStarts          // the same magnitudes with independent random signs
	restStarts            // x(0) = 0: activity that noise and input alone drive

	// StartFamilies is their number: a block of so many runs has that many times as many columns of states.
	StartFamilies
)

// initialStates returns the block of the runs first … first+width−1 at their initial states, family by family.
func initialStates[T integrator.Float](r *run, first, width int) *integrator.Block[T] {
	key := noise.Key{Seed: r.spec.Seed, Purpose: noise.Initial}
	start := integrator.NewFamilies[T](r.net.Neurons(), StartFamilies, width, first)
	for i := range r.net.Neurons() {
		row := start.State[i*start.Width:][:start.Width]
		for k := range width {
			x := firstState[T](r, i, key.Uniform(uint64(first+k), uint64(i), 0))
			row[positiveStarts*width+k], row[signedStarts*width+k] = x, x
			if key.Uniform(uint64(first+k), uint64(i), 1) < 0.5 {
				row[signedStarts*width+k] = -x
			}
		}
	}
	return start
}

// uniformShares returns of each run the share of the squared norm of a state x[i*runs+r] that lies on the uniform vector,
//
//	(Σ_i x_i)²/(N Σ_i x_i²)
//
// and 0 of a state at 0.
func uniformShares(x []float64, runs int) []float64 {
	shares := make([]float64, runs)
	for r := range shares {
		total, squares := 0.0, 0.0
		for k := r; k < len(x); k += runs {
			total, squares = total+x[k], math.FMA(x[k], x[k], squares)
		}
		if squares > 0 {
			shares[r] = total / squares * (total / float64(len(x)/runs))
		}
	}
	return shares
}

// families are the states of a block divided by family, x[i*runs+r] of each.
type families [StartFamilies][]float64

// divide copies the states of a block of that many runs into the families.
func (f *families) divide(states []float64, runs int) {
	rows := len(states) / (StartFamilies * runs)
	for k := range f {
		if f[k] == nil {
			f[k] = make([]float64, rows*runs)
		}
		for i := range rows {
			copy(f[k][i*runs:][:runs], states[(i*StartFamilies+k)*runs:])
		}
	}
}
