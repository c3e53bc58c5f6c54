package stepbias

import (
	"context"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
)

// ensembles prepares the trajectories of each stepper at each measured step, and returns
// the steps of replicas that they take.
func (s *study) ensembles(run *figure.Run) (all []experiment.Ensemble, total int64, err error) {
	for _, one := range s.steppers {
		for _, f := range s.measuredSteps {
			e, err := experiment.NewEnsemble(run.Seed, s.net, one, f*s.largest, stepReplicas)
			if err != nil {
				return nil, 0, err
			}
			all = append(all, e)
			total += stepBlocks * e.ReplicaSteps(experiment.SampleBlock{Replicas: stepReplicas, Times: stepTimes})
		}
	}
	return all, total, nil
}

// measure runs trajectories at some of the steps.
func (s *study) measure(run *figure.Run) error {
	n := len(s.measuredSteps)
	ensembles, total, err := s.ensembles(run)
	if err != nil {
		return err
	}
	run.Phase("covariances from trajectories, "+s.kind(), int(total))
	equation, stepper := make([][]float64, len(ensembles)), make([][]float64, len(ensembles))
	err = resume.ForEach(run.Context, run.Workers, len(ensembles)*stepBlocks, func(ctx context.Context, k int) ([2]float64, error) {
		at := k / stepBlocks
		l, err := ensembles[at].Estimate(ctx, experiment.SampleBlock{First: k * stepReplicas, Replicas: stepReplicas, Times: stepTimes},
			run.Progress)
		if err != nil {
			return [2]float64{}, err
		}
		d := l.DiffCov(s.net)
		exact := s.at(at/n, s.measuredSteps[at%n]).diffCov
		return [2]float64{experiment.Mean(experiment.RelativeTo(s.net, d, s.diffCov)), experiment.Mean(experiment.RelativeTo(s.net, d, exact))},
			nil
	}, func(k int, off [2]float64) {
		at := k / stepBlocks
		equation[at], stepper[at] = append(equation[at], off[0]), append(stepper[at], off[1])
	})
	for at := range ensembles {
		s.measured[at/n] = append(s.measured[at/n], stepPoint{equation[at], stepper[at]})
	}
	return err
}

// placeOf returns the place of a measured fraction among all.
func (s *study) placeOf(fraction float64) int {
	for k, f := range s.fractions {
		if f == fraction {
			return k
		}
	}
	panic("paper: a measured step whose exact covariance is not known")
}
