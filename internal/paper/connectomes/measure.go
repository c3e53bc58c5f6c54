package connectomes

import (
	"context"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// How the trajectories of connectomes are integrated: for as many of the slowest time
// constants as in Fig. 2c, by steps that are stable in every pruned network.
const (
	connectomeTime = 1.3
	stepOfOriginal = 0.05 // of the largest stable step of the original
	stepOfPruned   = 0.7  // of the smallest of the pruned ones
	observations   = 50
)

// schedule chooses step and duration.
func (s *study) schedule() {
	original, _ := s.net.Gershgorin().LargestStep()
	step := stepOfOriginal * original
	for _, draws := range s.pruned {
		for _, nets := range draws {
			for _, net := range nets {
				if limit, ok := net.Gershgorin().LargestStep(); ok {
					step = min(step, stepOfPruned*limit)
				}
			}
		}
	}
	every := max(1, int(math.Ceil(connectomeTime/s.slowest/step/observations)))
	s.integration = experiment.Integration{Step: connectomeTime / s.slowest / float64(every*observations), Steps: every * observations,
		Every: every, Sigma: experiment.AuthorsSigma}
}

// measure fills the values of all pruned networks.
func (s *study) measure(run *figure.Run) error {
	draws := len(s.trials)
	s.values = make([][]outcomes, len(s.keeps))
	for k := range s.values {
		s.values[k] = make([]outcomes, draws)
	}
	return figure.Each(run, "pruned networks", len(s.keeps)*draws, figure.OneUnit, func(ctx context.Context, n int) (all outcomes, err error) {
		k, d := n/draws, n%draws
		for r, net := range s.pruned[k][d] {
			if all[r], err = s.measureOne(ctx, run, net, d); err != nil {
				return all, err
			}
		}
		run.Progress.Advance(1)
		return all, ctx.Err()
	}, func(n int, all outcomes) { s.values[n/draws][n%draws] = all })
}

// measureOne compares one pruned network with the original.
func (s *study) measureOne(ctx context.Context, run *figure.Run, net *network.Network, draw int) (m [measureCount]float64, err error) {
	changes, err := s.reference.EpsLambda(net)
	if err != nil {
		return m, err
	}
	epsV, cosTheta := s.reference.QuadraticForms(net)
	m[measureLambda], m[measureV], m[measureAngle] = experiment.Summary(changes).Mean, experiment.Summary(epsV).Mean,
		1-experiment.Summary(cosTheta).Mean
	m[measureTrajectory], err = experiment.TrajectoryError(ctx, run.Seed, net, s.trials, draw, s.original, s.integration)
	return m, err
}
