package duration

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/sim"
)

// Saving is an option of the command with which a run takes less time.
type Saving struct {
	Flag, Value string
	Time        time.Duration // of the run with it
}

// worthwhile is the share of the time that a run takes at most with an option that is listed.
const worthwhile = 0.8

// The values that are proposed.
const (
	manySamples = 1000 // an error of 4.5% of d on a typical edge
	someSamples = 256  // of 9%
	someRuns    = 5
	someError   = 0.1
	someShare   = 0.5 // of the duration of trajectories
	fewReplicas = 32  // or of a block
)

// Savings lists the options with which this run takes at most four fifths of the time, each by itself, the
// shortest time first. offered says whether the command has a flag of that name. Whether another stepper would
// save time is found by resolving the spec again, which costs what it costs before any run.
func Savings(plan sim.RunPlan, opt sim.Options, speed Speed, offered func(flag string) bool) []Saving {
	limit := time.Duration(worthwhile * float64(EstimateRun(plan, opt, speed).Total()))
	var all []Saving
	for _, o := range options(plan) {
		if !o.helps || !offered(o.flag) {
			continue
		}
		changed, err := o.in(plan)
		if err != nil {
			continue
		}
		if t := EstimateRun(changed, opt, speed).Total(); t <= limit {
			all = append(all, Saving{o.flag, o.value, t})
		}
	}
	slices.SortStableFunc(all, func(a, b Saving) int { return cmp.Compare(a.Time, b.Time) })
	return all
}

// option is an option that may save time.
type option struct {
	helps       bool // the run has another value
	flag, value string
	steppers    bool // the steppers or their steps change
	apply       func(*sim.Spec)
}

// in returns the plan with the option.
func (o option) in(plan sim.RunPlan) (sim.RunPlan, error) {
	if o.steppers {
		return plan.Replanned(o.apply)
	}
	return plan.Changed(o.apply), nil
}

// options lists those of a plan.
func options(plan sim.RunPlan) []option {
	spec := plan.Spec
	c, samples := spec.Covariance, float64(manySamples)
	if c.Samples.Value() <= manySamples {
		samples = someSamples
	}
	half := strconv.FormatFloat(someShare*spec.Compare.Duration.Value(), 'g', 2, 64)
	return []option{
		{c.Width.Value() > fewReplicas, "width", strconv.Itoa(fewReplicas), false, func(s *sim.Spec) {
			s.Covariance.Width = sim.Exactly(fewReplicas)
		}},
		{c.UntilError == nil && c.Samples.Value() > samples, "samples", strconv.Itoa(int(samples)), false, func(s *sim.Spec) {
			s.Covariance.Samples = sim.Exactly(samples)
		}},
		{c.UntilError != nil && *c.UntilError < someError, "until-error", "0.1", true, func(s *sim.Spec) {
			e := float64(someError)
			s.Covariance.UntilError = &e
		}},
		{c.Replicas > fewReplicas, "replicas", strconv.Itoa(fewReplicas), false, func(s *sim.Spec) { s.Covariance.Replicas = fewReplicas }},
		{
			plan.Given.Integration.Stepper != integrator.AutoStepper, "stepper", "auto", true,
			func(s *sim.Spec) { s.Integration.Stepper = integrator.AutoStepper },
		},
		{
			c.Method == covariance.EdgesMethod && plan.Solvable(), "covariance", "solve", false,
			func(s *sim.Spec) { s.Covariance.Method = covariance.SolveMethod },
		},
		{
			spec.Integration.Precision != integrator.Float32, "precision", "float32", false,
			func(s *sim.Spec) { s.Integration.Precision = integrator.Float32 },
		},
		{c.Exact == sim.Yes, "exact", "no", false, func(s *sim.Spec) { s.Covariance.Exact = sim.No }},
		{spec.Compare.Spectra == sim.FullSpectra, "spectra", "no", false, func(s *sim.Spec) { s.Compare.Spectra = sim.NoSpectra }},
		{
			spec.Compare.Runs > someRuns && plan.Given.Prune.Prunings.IsAuto(), "runs", strconv.Itoa(someRuns), false,
			func(s *sim.Spec) { // as an open number of prunings is resolved
				s.Compare.Runs, s.Prune.Prunings = someRuns, sim.Exactly(min(someRuns, s.Prune.Prunings.Value()))
			},
		},
		{spec.Compare.Runs > 0, "duration", half, false, func(s *sim.Spec) {
			_ = s.Compare.Duration.Set(half) // which reads what was formatted
		}},
	}
}
