package sim

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// magnitudes are the orders of magnitude that a precision leaves for the quantities of a run.
type magnitudes struct {
	rate     float64 // between its reciprocal and itself; leaves room for multiples of times and steps
	activity float64 // the same; statistics take fourth powers of it
	state    float64 // the largest: the bound of integrator.Stepper
}

func magnitudesOf(p integrator.Precision) magnitudes {
	if p == integrator.Float32 {
		return magnitudes{rate: 1e25, activity: 1e25, state: 1e30}
	}
	return magnitudes{rate: 1e100, activity: 1e70, state: 1e100}
}

// checkMagnitudes returns a *SpecError for a network and a noise so large or so small that numbers
// of the run would leave the range of its floating-point numbers. The activity of a neuron of some
// rate has a standard deviation of σ/√(2·rate).
func (s Spec) checkMagnitudes(scales network.TimeScales) error {
	most := magnitudesOf(s.Integration.Precision)
	if scales.Fast > most.rate || scales.Fast < 1/most.rate {
		return &SpecError{"network.source", fmt.Sprintf("has rates of up to %.3g, outside the %.0e … %.0e of a run in %v; use other units of time",
			scales.Fast, 1/most.rate, most.rate, s.Integration.Precision)}
	}
	sigma := s.Noise.Strength
	for _, rate := range []float64{scales.Slow, scales.Fast} {
		if sd := sigma / math.Sqrt(2*rate); sigma > 0 && (sd > most.activity || sd < 1/most.activity) {
			return &SpecError{"noise.strength", fmt.Sprintf("is %v, with which neurons of rate %.3g have an activity of the order of %.0e, "+
				"outside the %.0e … %.0e of a run in %v; use other units", sigma, rate, sd, 1/most.activity, most.activity, s.Integration.Precision)}
		}
	}
	return nil
}

// checkInitialScale returns a *SpecError for states that would count as divergence from the start.
func (s Spec) checkInitialScale() error {
	most := magnitudesOf(s.Integration.Precision).state
	if scale := s.Compare.InitialScale.Value(); math.Abs(scale) > most {
		return &SpecError{"compare.initial_scale", fmt.Sprintf("is %v; a state beyond %.0e counts as divergence", scale, most)}
	}
	return nil
}
