package experiment

import (
	"fmt"

	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
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
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	spec.Covariance.Samples = sim.Exactly(samples)
	spec.Covariance.Exact, spec.Compare.Spectra = sim.No, sim.NoSpectra
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
	m, err := figure.Once(run, name, func() (Measurement, error) { return measure(run, name, spec, net) },
		func(m Measurement) []byte {
			return figure.EncodeNumbers(m.EffectiveSamples, m.RelativeError, m.Locals.Variance, m.Locals.Covariance)
		}, func(data []byte) (Measurement, error) {
			m := Measurement{Locals: network.NewLocalCovariance(net)}
			return m, figure.DecodeNumbers(data, &m.EffectiveSamples, &m.RelativeError, m.Locals.Variance, m.Locals.Covariance)
		})
	if err != nil {
		return Measurement{}, err
	}
	m.Locals = Visible(run, net, m.Locals)
	return m, nil
}

// measure simulates, and keeps the half-finished simulation under the part's name.
func measure(run *figure.Run, name string, spec sim.Spec, net *network.Network) (Measurement, error) {
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
	return Measurement{result.Data.Local, *c.EffectiveSamples, *c.RelativeError}, nil
}
