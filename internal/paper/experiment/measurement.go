package experiment

import (
	"fmt"

	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// StepShare is the share of the largest stable step that Leimkuhler–Matthews takes where it
// measures a covariance: in a symmetric network it has no bias at any stable step.
const StepShare = 0.7

// MeasureSpec returns the Spec of a covariance run of unit noise that gives the number of
// effective samples.
func MeasureSpec(run *figure.Run, net *network.Network, samples float64) (sim.Spec, error) {
	spec := sim.DefaultSpec()
	spec.Seed = run.Seed
	spec.Covariance.Samples = samples
	spec.Covariance.Exact, spec.X
	if !net.Symmetric() {
		return spec, nil
	}
	scales, err := net.TimeScales()
	if err != nil {
		return spec, err
	}
	spec.Integration.Stepper = integrator.LeimkuhlerMatthewsKind
	spec.Integration.StepSize = sim.Exactly(StepShare * scales.LargestStep)
	return spec, nil
}

// Measurement is a covariance from trajectories, with its error bars.
type Measurement struct {
	Locals                          network.LocalCovariance
	EffectiveSamples, RelativeError float64
}

// Measure estimates the covariance of a network from trajectories, as a part of the figure
// that resumes from its last partial checkpoint.
func Measure(run *figure.Run, spec sim.Spec, net *network.Network) (Measurement, error) {
	name := run.Part("measured covariance")
	if data := run.Find(name); data != nil {
		m := Measurement{Locals: ZeroLocals(net)}
		if figure.DecodeNumbers(data, &m.EffectiveSamples, &m.RelativeError, m.Locals.Variance, m.Locals.Covariance) {
			m.Locals = Visible(run, net, m.Locals)
			return m, nil
		}
	}
	opt, forget := run.SavedOptions(name)
	result, err := sim.MeasureCovariance(run.Context, spec, net, opt)
	if err != nil {
		return Measurement{}, err
	}
	defer forget()
	c := result.Covariance
	if c.EffectiveSamples == nil || c.RelativeError == nil {
		return Measurement{}, fmt.Errorf("no error bars: %v", result.Notes)
	}
	m := Measurement{LocalsFrom(result.Data.Local), *c.EffectiveSamples, *c.RelativeError}
	err = run.KeepNumbers(name, m.EffectiveSamples, m.RelativeError, m.Locals.Variance, m.Locals.Covariance)
	m.Locals = Visible(run, net, m.Locals)
	return m, err
}
