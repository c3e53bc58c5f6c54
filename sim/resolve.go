package sim

import (
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/internal/rounding"
	"noiseprune/network"
)

// What "auto" stands for, in units of the network's own time scales.
const (
	burnInConstants = 5.0  // slowest time constants: the variance is then within e^−10 of stationary
	intervalPart    = 0.5  // of a typical time constant: a tenth fewer effective samples than by observing every step
	durationSlow    = 3.0  // slowest time constants
	initialTypical  = 10   // typical stationary standard deviations
	autoExactLimit  = 1500 // neurons up to which exact solutions are computed by default, and spectra with gonum's LAPACK
)

// DefaultKeep is the fraction of the edges that is kept where a spec names no budget.
const DefaultKeep = 0.5

// Resolve checks the spec, replaces every auto by the number that suits the network, and returns
// the timetable that follows. A zero Spec.Network is filled from the network; one that contradicts
// it is an error. An auto of compare.spectra becomes what it is with gonum's LAPACK; a run chooses by
// the one in use. Times become whole numbers of steps. The
// interval between samples and their number are guesses from the leak, which a run that
// measures the covariance replaces by what its pilot shows. With a target error there is no budget, before it is
// searched for. Resolve returns a *SpecError
// for a setting that cannot be run, and a *network.UnstableError.
func Resolve(spec Spec, net *network.Network) (Spec, Schedule, error) { return resolve(spec, net, nil) }

// resolve does that with limits on the covariance's open steps.
func resolve(spec Spec, net *network.Network, limits stepLimits) (Spec, Schedule, error) {
	if err := spec.check(); err != nil {
		return Spec{}, Schedule{}, err
	}
	scales, err := net.TimeScales()
	if err != nil {
		return Spec{}, Schedule{}, err
	}
	s := spec
	if err := s.resolveNetwork(net); err != nil {
		return Spec{}, Schedule{}, err
	}
	if err := s.resolveSources(net); err != nil {
		return Spec{}, Schedule{}, err
	}
	if err := s.resolveDrive(net); err != nil {
		return Spec{}, Schedule{}, err
	}
	if err := s.checkMagnitudes(net, scales); err != nil {
		return Spec{}, Schedule{}, err
	}
	s.resolveSamples(net.Weights().Stored())
	schedule, err := s.resolveSteps(newStepPlanner(net, scales), limits)
	if err == nil && s.Covariance.Method == covariance.SolveMethod {
		err = s.resolveSolve(spec.Covariance, net, &schedule)
	}
	if err != nil {
		return Spec{}, Schedule{}, err
	}
	s.Compare.InitialScale = s.Compare.InitialScale.or(initialScale(s.Noise.Strength*typicalLevel(net), scales.Typical))
	if err := s.checkInitialScale(); err != nil {
		return Spec{}, Schedule{}, err
	}
	if err := s.resolveRest(net); err != nil {
		return Spec{}, Schedule{}, err
	}
	return s, schedule, nil
}

// resolveSteps chooses the steppers and their steps, and turns times into whole numbers of them.
func (s *Spec) resolveSteps(p *stepPlanner, limits stepLimits) (Schedule, error) {
	given := s.Integration
	if err := s.resolveTrajectoryStep(p); err != nil {
		return Schedule{}, err
	}
	choice, err := s.resolveCovarianceStep(given, p, limits)
	if err != nil {
		return Schedule{}, err
	}
	h := s.Covariance.StepSize.Value()
	s.Integration.Bias = Exactly(s.biasBudget())
	planned := choice.cycle()
	cycle := planned.steps
	t := Schedule{StepSize: h, Cycle: cycle, Steppers: choice.costs, TrajectoryStepSize: s.Integration.StepSize.Value()}
	if cycle == nil {
		t.BurnInSteps = steps(&s.Covariance.BurnIn, burnInConstants/p.scales.Slow, h, 0, 1)
		t.IntervalSteps = steps(&s.Covariance.Interval, intervalPart/p.scales.Typical, h, 1, 1)
		t.SamplesPerReplica = samplesPerReplica(s.Covariance, expectedTime(float64(t.IntervalSteps)*h*p.scales.Typical))
	} else {
		whole := float64(len(cycle)) * h
		t.BurnInSteps = steps(&s.Covariance.BurnIn, planned.burnIn()*whole, h, 0, len(cycle))
		t.IntervalSteps = steps(&s.Covariance.Interval, planned.interval()*whole, h, len(cycle), len(cycle))
		every := float64(t.IntervalSteps / len(cycle))
		t.SamplesPerReplica = samplesPerReplica(s.Covariance, p.timesOfCycle(planned, every).typical)
	}
	t.TrajectorySteps = steps(&s.Compare.Duration, durationSlow/p.scales.Slow, t.TrajectoryStepSize, 1, 1)
	t.ObservationSteps = max(1, t.TrajectorySteps/s.Compare.Observations)
	return t, t.check()
}

// resolveRest decides what depends on the network's size only.
func (s *Spec) resolveRest(net *network.Network) error {
	if net.Edges() == 0 {
		return &SpecError{"network.source", "has no edges, so there is nothing to prune; check the file's orientation and values"}
	}
	s.resolveSize(net.Neurons(), net.Weights().Stored())
	if err := s.resolvePrunings(); err != nil {
		return err
	}
	if s.Prune.TargetError != nil {
		return nil
	}
	for _, b := range s.Prune.budgets() {
		if b.value != nil {
			return nil
		}
	}
	keep := DefaultKeep
	s.Prune.Keep = &keep
	return nil
}

// resolveSize decides what is affordable for that many neurons, and how wide a block is.
func (s *Spec) resolveSize(neurons, stored int) {
	exact, spectra := No, KrylovSpectra
	if neurons <= autoExactLimit {
		exact, spectra = Yes, FullSpectra
	}
	if s.Covariance.Exact == AutoChoice {
		s.Covariance.Exact = exact
	}
	if s.Compare.Spectra == AutoSpectra {
		s.Compare.Spectra = spectra
	}
	width := s.Covariance.Width.or(blockWidth(neurons, stored)).Value()
	s.Covariance.Width = Exactly(min(width, float64(s.Covariance.Replicas)))
}

// The width of a block, by cache: 32 replicas are what the registers hold, and leave
// blocks for more cores; where the weights do not stay in the last cache, but the states do, 64
// share each pass through the weights.
const (
	registerWidth   = 32
	memoryWidth     = 64
	bytesPerSynapse = 12      // a weight and its source
	lastCacheShare  = 8 << 20 // bytes, of one of several blocks
)

func blockWidth(neurons, stored int) float64 {
	if stored*bytesPerSynapse > lastCacheShare && neurons*memoryWidth*8 <= lastCacheShare {
		return memoryWidth
	}
	return registerWidth
}

// steps returns the setting, or the choice that auto leaves open, as a number of steps,
// at least least, rounded to a multiple of the period, and replaces the setting by that many steps' time.
func steps(setting *Number, choice, h float64, least, period int) int {
	periods := math.Round(setting.or(choice).Value() / (h * float64(period)))
	count := max(least, clampToInt(periods*float64(period)))
	*setting = Exactly(float64(count) * h)
	return count
}

// expectedTime returns the integrated autocorrelation time, in samples, of the squares
// of an Ornstein–Uhlenbeck process of rate 1 sampled every a time units: their
// correlation is e^−2a, so that M samples are worth M tanh(a). 1/tanh(a) = 1/a + a/3 to
// within 1% up to a = 0.8, and above that it is 1 at least.
func expectedTime(a float64) float64 {
	if a > 1 {
		return 1
	}
	return 1/a + a/3
}

// samplesPerReplica returns how many samples each replica needs, if that many are worth
// an independent one.
func samplesPerReplica(c CovarianceSpec, perIndependent float64) int {
	return max(2, clampToInt(math.Ceil(c.Samples.Value()/float64(c.Replicas)*perIndependent)))
}

// mostSteps bounds the number of steps of a phase; a setting that asks for more is taken for a mistake.
const mostSteps = 1_000_000_000_000

// clampToInt turns a count into an integer that is too large where the count is.
func clampToInt(count float64) int { return int(min(count, 2*mostSteps)) }

// check returns a *SpecError for a count of steps that no run could take.
func (t Schedule) check() error {
	for _, c := range []struct {
		field string
		count int
	}{
		{"covariance.burn_in", t.BurnInSteps},
		{"covariance.interval", t.IntervalSteps},
		{"covariance.samples", t.SamplesPerReplica},
		{"compare.duration", t.TrajectorySteps},
	} {
		if c.count > mostSteps || (c.field == "covariance.samples" && c.count > mostSteps/t.IntervalSteps) {
			return &SpecError{c.field, fmt.Sprintf("asks for more than %.0e steps of %.4g; ask for less, or for a larger step size",
				float64(mostSteps), t.StepSize)}
		}
	}
	return nil
}

// initialScale returns ten typical stationary standard deviations σ/√(2·rate), or 1
// without noise.
func initialScale(sigma, rate float64) float64 {
	if sigma == 0 {
		return 1
	}
	return rounded(initialTypical * sigma / math.Sqrt(2*rate))
}

// rounded returns v to two significant digits, so that a choice is short in print and does
// not depend on the last bit of an eigenvalue.
func rounded(v float64) float64 { return rounding.Digits(v, 2) }
