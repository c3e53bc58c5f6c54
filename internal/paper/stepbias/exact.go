package stepbias

import (
	"context"
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/rules"
)

// unbiasedPlans prunes by the covariance of the differential equation, and by the controls.
func (s *study) unbiasedPlans(run *figure.Run) error {
	locals, err := experiment.ExactLocals(run, s.net)
	if err != nil {
		return err
	}
	s.diffCov = locals.DiffCov(s.net)
	p, err := experiment.NewPlans(s.net, locals, experiment.KeepTrajectories)
	if err != nil {
		return err
	}
	s.plan = p[figure.Noise]
	for r := range p {
		if s.unbiased[r], err = s.draws(run, p[r]); err != nil {
			return err
		}
	}
	return nil
}

// draws returns the mean ε_v of each draw of a plan.
func (s *study) draws(run *figure.Run, p *rules.Plan) ([]float64, error) {
	var means []float64
	for k := range stepDraws {
		pruned, err := experiment.Sample(run, p, uint64(k), rules.Matched)
		if err != nil {
			return nil, err
		}
		epsV, _ := s.reference.QuadraticForms(pruned)
		means = append(means, experiment.Summary(epsV).Mean)
	}
	return means, run.Context.Err()
}

// solve finds the exact covariance of each stepper at each step, and prunes by it.
func (s *study) solve(run *figure.Run) error {
	n := len(s.fractions)
	run.Phase("covariances of the steppers, "+s.kind(), n*len(s.steppers))
	return resume.ForEach(run.Context, run.Workers, n*len(s.steppers), func(_ context.Context, k int) (stepEffect, error) {
		defer run.Progress.Advance(1)
		return s.effect(run, s.steppers[k/n], s.fractions[k%n])
	}, func(k int, e stepEffect) { s.exact[k/n] = append(s.exact[k/n], e) })
}

// effect is that of one stepper at one step.
func (s *study) effect(run *figure.Run, one integrator.StepperKind, fraction float64) (e stepEffect, err error) {
	exact, err := one.Stationary(s.solved, integrator.Drive{Strength: 1, StepSize: fraction * s.largest})
	if err != nil {
		return e, err
	}
	local := covariance.LocalFrom(s.net, exact.Covariance)
	e.diffCov = local.DiffCov(s.net)
	changes := experiment.RelativeTo(s.net, e.diffCov, s.diffCov)
	e.meanD, e.rmsD = experiment.Mean(changes), math.Sqrt(experiment.MeanSquare(changes))
	plan, err := experiment.NoisePlanOf(s.net, local, s.plan.Expected)
	if err != nil {
		return e, err
	}
	e.rmsP = math.Sqrt(experiment.MeanSquare(experiment.RelativeTo(s.net, plan.Probabilities, s.plan.Probabilities)))
	e.epsV, err = s.draws(run, plan)
	return e, err
}
