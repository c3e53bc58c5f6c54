package experiment

import (
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// How many trials Figs. 2c–2f average over, and the small constant background input of
// Figs. 2c and 2e.
const (
	TrajectoryTrials = 20
	BackgroundInput  = 0.0002
)

// Trial is one run of the original network and of one pruned by each rule from the same state
// under the same input and the same noise.
type Trial struct {
	Start      []float64 // x(0)
	Input      []float64 // b
	FixedPoint []float64 // −A⁻¹ b of the original; nil stands for an input that all trials share
	Pruned     [figure.RuleCount]*network.Network
}

// RandomStarts returns TrajectoryTrials trials of n neurons from x(0) ~ U(0, 1) under the
// constant background.
func RandomStarts(seed uint64, n int) []Trial {
	key := noise.Key{Seed: seed, Purpose: noise.Initial}
	input := network.UniformLeak(n, BackgroundInput)
	trials := make([]Trial, TrajectoryTrials)
	for k := range trials {
		start := make([]float64, n)
		for i := range start {
			start[i] = key.Uniform(uint64(k), uint64(i), 0)
		}
		trials[k] = Trial{Start: start, Input: input}
	}
	return trials
}

// PruneTrials draws the pruned networks of each trial anew, as a phase of the run.
func PruneTrials(run *figure.Run, trials []Trial, p Plans) (err error) {
	run.Phase("pruning", len(trials))
	for k := range trials {
		for r := range p {
			if trials[k].Pruned[r], err = Sample(run, p[r], uint64(k), rules.Matched); err != nil {
				return err
			}
		}
		if err := run.FinishUnit(); err != nil {
			return err
		}
	}
	return nil
}
