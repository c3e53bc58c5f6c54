package integrator

import (
	"math"

	"noiseprune/network"
)

// longestProbed is the longest step, in typical time constants, at which the stability of the
// exponential stepper is measured where it is not proved; longer ones are too inaccurate for any use.
const longestProbed = 8

// largestExponentialStep returns infinity where the leak dominates every row. Elsewhere it returns the
// longest of the steps 8/typical, 4/typical, … at which the spectral radius of Φ = I + HA is below 1,
// H the step sizes of the neurons, or the step up to which Euler–Maruyama is stable where that is longer
// or none is found: HA is that of a network whose every rate is multiplied by a neuron's step size, and
// Φ is stable where Euler–Maruyama of that network is at step size 1.
func largestExponentialStep(net *network.Network, scales network.TimeScales) float64 {
	if dominated(net) {
		return math.Inf(1)
	}
	for h := longestProbed / scales.Typical; h > scales.LargestStep; h /= 2 {
		if exponentialIsStable(net, h) {
			return h
		}
	}
	return scales.LargestStep
}

// dominated reports whether each row sum of |W| is at most the leak, which is positive.
func dominated(net *network.Network) bool {
	leak := net.Leak()
	for i, sum := range net.Weights().RowSums() {
		if !(sum <= leak[i] && leak[i] > 0) {
			return false
		}
	}
	return true
}

func exponentialIsStable(net *network.Network, h float64) bool {
	parts := net.Linearized().Parts()
	leak, factors := make([]float64, len(parts.Leak)), make([]float64, len(parts.Leak))
	for i, rate := range parts.Leak {
		factors[i] = averaged(rate, h)
		leak[i] = rate * factors[i]
	}
	parts.Leak, parts.Weights = leak, parts.Weights.ScaledRows(factors)
	scaled, err := network.New(parts)
	if err != nil {
		return false
	}
	scales, err := scaled.TimeScales()
	return err == nil && scales.LargestStep > 1
}
