package rectified

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/sim"
)

// How covariances of a rectified network are measured.
const (
	measureStep      = 0.1 // of the largest stable step, as in simulate run; half of it with coloured noise
	measureReplicas  = 64  // two blocks of 32: a block each for two workers, and half of the burn-in of 128
	measureWidth     = 32
	observedTime     = 5   // slowest time constants of burn-in before neurons below threshold are counted, and of counting
	observations     = 50  // in that time
	enoughBackground = 0.5 // background that is to leave no neuron below threshold: no input is then negative
)

// measureBackgrounds measures the rectified network under all backgrounds.
func (s *study) measureBackgrounds(run *figure.Run, size amounts) error {
	for k, backgrounds := range size.backgrounds {
		for _, b := range backgrounds {
			if err := s.measureUnder(run, placements()[k], b, size.samples); err != nil {
				return err
			}
		}
	}
	return nil
}

// measureUnder measures the covariance of the rectified network itself under a background, and
// compares its probabilities with those of the linear network at the same step size: the
// difference then contains no bias of the step.
func (s *study) measureUnder(run *figure.Run, p integrator.Placement, background, samples float64) error {
	e := &excitation{placement: p, background: background, step: s.step}
	if p == integrator.OrnsteinUhlenbeck {
		e.step /= 2
	}
	scales, err := s.linear.TimeScales()
	if err != nil {
		return err
	}
	spec := sim.DefaultSpec()
	spec.Seed = run.Seed
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	spec.Noise.Strength, spec.Noise.Placement, spec.Noise.CorrelationTime = experiment.AuthorsSigma, p, correlationTime
	spec.Integration.StepSize = sim.Exactly(e.step)
	spec.Covariance.From, spec.Covariance.Background = sim.OwnDynamics, background
	spec.Covariance.Samples, spec.Covariance.Replicas = sim.Exactly(samples), measureReplicas
	spec.Covariance.Width = sim.Exactly(measureWidth)
	spec.Covariance.Exact, spec.Compare.Spectra = sim.No, sim.NoSpectra
	measured, err := experiment.Measure(run, spec, s.net)
	if err != nil {
		return fmt.Errorf("covariance, noise %s, background %g: %w", p, background, err)
	}
	e.samples, e.locals = measured.EffectiveSamples, measured.Locals
	if e.plan, err = experiment.NoisePlan(s.linear, e.locals, s.keep); err != nil {
		return err
	}
	v, err := s.observeActivity(run, e, scales.Slow)
	if err != nil {
		return err
	}
	e.below, e.kept = 1-lateMean(v.above), s.keptByActivity(e, v)
	s.excitations = append(s.excitations, e)
	return s.agree(run, e)
}

// observeActivity observes which neurons are above threshold after a burn-in.
func (s *study) observeActivity(run *figure.Run, e *excitation, slowest float64) (*activity, error) {
	input := make([]float64, len(s.input))
	for i, b := range s.input {
		input[i] = b + e.background
	}
	net, err := experiment.WithInput(s.net, input)
	if err != nil {
		return nil, err
	}
	every := int(math.Ceil(observedTime / slowest / e.step / observations))
	return activityOf(run, net, make([]float64, net.Neurons()), experiment.Integration{
		Step: e.step, Steps: 2 * every * observations, Every: every,
		Sigma: experiment.AuthorsSigma, Placement: e.placement, CorrelationTime: correlationTime,
	})
}

// keptByActivity returns excitation.kept.
func (s *study) keptByActivity(e *excitation, v *activity) (kept [3]float64) {
	var linear [3]float64
	for place, edge := range s.linear.Weights().Entries() {
		if edge.Target == edge.Source {
			continue
		}
		above := 0
		for _, i := range []int{edge.Target, edge.Source} {
			if v.active[i] >= 0.5 {
				above++
			}
		}
		kept[above] += e.plan.Probabilities[place]
		linear[above] += s.plans[figure.Noise].Probabilities[place]
	}
	for above := range kept {
		if linear[above] > 0 {
			kept[above] /= linear[above]
		}
	}
	return kept
}
