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
// rate has a standard deviation of σ/√(2·rate), and a mean of
// b/rate. σ is that of the neuron with most noise.
func (s Spec) checkMagnitudes(net *network.Network, scales network.TimeScales) error {
	most := magnitudesOf(s.Integration.Precision)
	if scales.Fast > most.rate || scales.Fast < 1/most.rate {
		return &SpecError{"network.source", fmt.Sprintf(
			"has rates of up to %.3g, outside the %.0e … %.0e of a run in %v; use other units of time",
			scales.Fast, 1/most.rate, most.rate, s.Integration.Precision)}
	}
	sigma := s.Noise.Strength * largestLevel(net)
	for _, rate := range []float64{scales.Slow, scales.Fast} {
		if sd := sigma / math.Sqrt(2*rate); sigma > 0 && (sd > most.activity || sd < 1/most.activity) {
			return &SpecError{"noise.strength", fmt.Sprintf("is %v, with which the activity of neurons of rate %.3g lies outside the %.0e … %.0e "+
				"of a run in %v; use other units", sigma, rate, 1/most.activity, most.activity, s.Integration.Precision)}
		}
	}
	for i, b := range net.Input() {
		if math.Abs(b) > most.activity*scales.Slow {
			return &SpecError{"network.input", fmt.Sprintf("is %v for neuron %s, which at a rate of %.3g drives it beyond the %.0e of a run in %v; "+
				"use other units", b, net.Label(i), scales.Slow, most.activity, s.Integration.Precision)}
		}
	}
	return nil
}

// largestVariance is the largest variance that a Result holds: the statistics of its error bars are
// of the order of its square.
const largestVariance = 1e150

// checkVariances returns an error for a variance whose square is not finite, as where a network
// amplifies its noise before it decays.
func checkVariances(l network.LocalCovariance, net *network.Network) error {
	for i, v := range l.Variance {
		if v > largestVariance {
			return fmt.Errorf("the variance of neuron %s is %.3g, beyond %.0e; take larger leaks, weaker noise, or other units",
				net.Label(i), v, largestVariance)
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
