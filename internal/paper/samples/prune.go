package samples

import (
	"context"
	"errors"

	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// pruneAll prunes by every covariance, the longest to measure first; then by the exact
// covariance and by the controls.
func (s *study) pruneAll(run *figure.Run, p experiment.Plans) error {
	total := int64(0)
	for k := range s.counts {
		total += s.ensemble.ReplicaSteps(s.block(k, 0)) * int64(s.repetitions)
	}
	run.Phase("covariances from trajectories", int(total))
	s.measured = make([][]measures, len(s.counts))
	tasks := (len(s.counts) + len(p)) * s.repetitions
	return figure.Each(run, "pruned networks", tasks, s.replicaSteps, func(ctx context.Context, k int) (measures, error) {
		count, repetition := s.taskOf(k)
		if count < 0 {
			return s.prune(ctx, run, p[-1-count], repetition)
		}
		return s.measure(ctx, run, s.block(count, repetition), repetition)
	}, func(k int, m measures) {
		count, _ := s.taskOf(k)
		if count < 0 {
			s.by[-1-count] = append(s.by[-1-count], m)
			return
		}
		s.measured[count] = append(s.measured[count], m)
	})
}

// taskOf returns count and repetition of a task; without measured covariance, −1 minus the rule
// stands for the count.
func (s *study) taskOf(k int) (count, repetition int) {
	return len(s.counts) - 1 - k/s.repetitions, k % s.repetitions
}

// replicaSteps returns the steps of replicas that a task takes.
func (s *study) replicaSteps(k int) int64 {
	count, repetition := s.taskOf(k)
	if count < 0 {
		return 0
	}
	return s.ensemble.ReplicaSteps(s.block(count, repetition))
}

// measure estimates the covariance from a block of samples and prunes by it.
func (s *study) measure(ctx context.Context, run *figure.Run, b experiment.SampleBlock, repetition int) (measures, error) {
	l, err := s.ensemble.Estimate(ctx, b, run.Progress)
	if err != nil {
		return measures{}, err
	}
	plan, err := experiment.NoisePlanOf(s.net, l, s.edges)
	if err != nil {
		return measures{}, err
	}
	f, err := s.prune(ctx, run, plan, repetition)
	f[ofDiffCov] = experiment.MeanSquare(experiment.RelativeTo(s.net, l.DiffCov(s.net), s.diffCov))
	return f, err
}

// prune draws the network of a repetition from a plan and compares it with the original.
// All plans of a repetition share the draw.
func (s *study) prune(ctx context.Context, run *figure.Run, p *rules.Plan, repetition int) (f measures, err error) {
	pruned, err := experiment.Sample(run, p, uint64(repetition), rules.Matched)
	if err != nil {
		return f, err
	}
	epsV, _ := s.reference.QuadraticForms(pruned)
	f[ofForms], f[ofSlowForms] = experiment.Summary(epsV).Mean, experiment.Summary(epsV[len(epsV)-slowForms:]).Mean
	f[ofTrajectory], err = s.trajectoryError(ctx, run, pruned, repetition)
	return f, err
}

// trajectoryError integrates a pruned network beside the original.
func (s *study) trajectoryError(ctx context.Context, run *figure.Run, pruned *network.Network, repetition int) (float64, error) {
	e, err := experiment.TrajectoryError(ctx, run.Seed, pruned, s.trials, repetition, s.states, s.integration)
	var diverged *integrator.DivergedError
	if errors.As(err, &diverged) {
		return divergedError, nil
	}
	return e, err
}

// divergedError is the error of a pruned network whose leak has become too large for the
// step: with few samples some weights grow without bound.
const divergedError = 1

// lost returns how many trajectories were lost, and up to which S.
func (s *study) lost() (count int, upTo float64) {
	for k, all := range s.measured {
		for _, v := range values(all, ofTrajectory) {
			if v == divergedError {
				count, upTo = count+1, s.samples()[k]
			}
		}
	}
	return count, upTo
}
