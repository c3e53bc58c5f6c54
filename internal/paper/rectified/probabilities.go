package rectified

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/rules"
	"noiseprune/sim"
)

// How covariances of a rectified network are measured.
const (
	measureStep      = 0.1 // of the largest stable step, as in simulate run; half of it with coloured noise
	measureReplicas  = 64  // two blocks of 32: a block each for two workers, and half of the burn-in of 128
	measureWidth     = 32
	observedTime     = 5   // slowest time constants until neurons below threshold are counted, and for as long
	observations     = 50  // in that time
	enoughBackground = 0.5 // background that is to leave no neuron below threshold: no input is then negative
)

// excitation is a rectified network under a background that all its neurons get, with the
// probabilities that its own covariance gives.
type excitation struct {
	placement  integrator.Placement
	background float64
	step       float64
	below      float64      // share of neurons and times below threshold
	samples    float64      // S, worth of the measured covariance on a typical edge
	locals     rules.Locals // measured
	plan       *rules.Plan  // from them

	white    agreement // with the linear network's under white noise, which the rule is derived for
	coloured agreement // with the linear network's under the same coloured noise; zero but for that
	colour   agreement // of these two: what the colour alone does

	// Σp over the linear network's Σp, over the edges of which neither, one or both neurons
	// are above threshold half of the time or more; 0 where there are none.
	kept [3]float64
}

// allowed returns the deviation that sampling makes: √(2/S).
func (e *excitation) allowed() float64 { return math.Sqrt(2 / e.samples) }

// name is what numbers are called by, as in inside_background0.5.
func (e *excitation) name() string { return fmt.Sprintf("%s_background%g", e.placement, e.background) }

// placementLabel is what text and pictures call a placement.
func placementLabel(p integrator.Placement) string {
	if p == integrator.OrnsteinUhlenbeck {
		return "coloured"
	}
	return p.String()
}

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
// holds its probabilities against those of the linear network at the same step size: what
// differs is then not the step's bias.
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
	spec.Noise.Strength, spec.Noise.Placement, spec.Noise.CorrelationTime = experiment.AuthorsSigma, p.String(), correlationTime
	spec.Integration.StepSize = sim.Exactly(e.step)
	spec.Covariance.From, spec.Covariance.Background = "self", background
	spec.Covariance.Samples, spec.Covariance.Replicas = samples, measureReplicas
	spec.Covariance.Width = sim.Exactly(measureWidth)
	spec.Covariance.Exact, spec.Compare.Spectra = "no", "no"
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

// observeActivity sees which neurons are above threshold once the network has come to rest.
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
		linear[above] += s.plans.Noise.Probabilities[place]
	}
	for above := range kept {
		if linear[above] > 0 {
			kept[above] /= linear[above]
		}
	}
	return kept
}

// agree holds the measured covariance against that of the linear network.
func (s *study) agree(run *figure.Run, e *excitation) error {
	white, err := s.solveOnce(noiseKind{e.step, false}, func() (rules.Locals, error) {
		return experiment.SolvedLocals(run, s.linear, func() (covariance.Local, error) {
			exact, err := covariance.EulerMaruyama(s.linear, 1, e.step)
			if err != nil {
				return covariance.Local{}, err
			}
			return covariance.LocalFrom(s.linear, exact.Covariance), nil
		})
	})
	if err != nil {
		return err
	}
	if e.white, err = s.compareWith(e.locals, white); err != nil || e.placement != integrator.OrnsteinUhlenbeck {
		return err
	}
	coloured, err := s.solveOnce(noiseKind{e.step, true}, func() (rules.Locals, error) {
		return experiment.SolvedLocals(run, s.linear, func() (covariance.Local, error) {
			l, err := colouredLocals(run, s.linear, e.step, correlationTime)
			return covariance.Local{Variance: l.Variance, Covariance: l.Covariance}, err
		})
	})
	if err != nil {
		return err
	}
	if e.colour, err = s.compareWith(coloured, white); err != nil {
		return err
	}
	e.coloured, err = s.compareWith(e.locals, coloured)
	return err
}

// noiseKind is what an exact covariance of the linear network belongs to.
type noiseKind struct {
	step     float64
	coloured bool
}

// solveOnce returns the covariance that compute gave the first time.
func (s *study) solveOnce(kind noiseKind, compute func() (rules.Locals, error)) (rules.Locals, error) {
	if l, ok := s.exact[kind]; ok {
		return l, nil
	}
	l, err := compute()
	if err == nil {
		s.exact[kind] = l
	}
	return l, err
}

// own returns how the probabilities agree with those of the linear network under the same
// noise.
func (e *excitation) own() agreement {
	if e.placement == integrator.OrnsteinUhlenbeck {
		return e.coloured
	}
	return e.white
}

// agreement says how probabilities from two covariances agree.
type agreement struct {
	deviation   float64 // root mean square of p/p₀ − 1 over the edges that neither clips
	correlation float64 // of diff-cov, over edges: p itself is correlated through |w| anyway
}

// compareWith compares the probabilities from a covariance with those from a reference.
func (s *study) compareWith(locals, reference rules.Locals) (agreement, error) {
	p, err := experiment.NoisePlan(s.linear, locals, s.keep)
	if err != nil {
		return agreement{}, err
	}
	q, err := experiment.NoisePlan(s.linear, reference, s.keep)
	if err != nil {
		return agreement{}, err
	}
	a, b := experiment.DiffCov(s.linear, locals), experiment.DiffCov(s.linear, reference)
	var x, y, changes []float64
	for place, e := range s.linear.Weights().Entries() {
		if e.Target == e.Source {
			continue
		}
		x, y = append(x, a[place]), append(y, b[place])
		if p.Probabilities[place] < 1 && q.Probabilities[place] < 1 {
			changes = append(changes, p.Probabilities[place]/q.Probabilities[place]-1)
		}
	}
	return agreement{math.Sqrt(experiment.MeanSquare(changes)), stat.Correlation(x, y, nil)}, nil
}
