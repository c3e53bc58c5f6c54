package sim

import (
	"fmt"
	"math"

	"noiseprune/network"
)

// largestAmplification is the largest ratio of a neuron's standard deviation to that of an uncoupled one that
// is simulated: near 1/ε of double precision nothing that other neurons do is left in a neuron's last digits.
const largestAmplification = 1e12

// AmplifiedError is the error of a stable network that amplifies noise so much that double precision does
// not resolve its activity, such as a chain of neurons with weights far above their leaks.
type AmplifiedError struct {
	Neuron string  // by label, the one that varies most
	Factor float64 // its standard deviation over that of an uncoupled neuron
}

// Error is one line: neuron, factor and remedy.
func (e *AmplifiedError) Error() string {
	return fmt.Sprintf("the network is stable but amplifies noise: neuron %s varies %.1e times as much as an uncoupled one, "+
		"which double precision does not resolve (the limit is %.0e); take weights that are smaller relative to the leaks",
		e.Neuron, e.Factor, largestAmplification)
}

// checkAmplification returns an *AmplifiedError if one of the variances, which are sums of the response to
// impulses, is too large.
func (r *run) checkAmplification(net *network.Network, variances []float64) error {
	sigma := r.spec.Noise.Strength * typicalLevel(net)
	uncoupled := sigma * sigma / (2 * r.result.Network.RateTypical)
	most, factor := 0, 0.0
	for i, v := range variances[:net.Neurons()] {
		if f := math.Sqrt(v / uncoupled); !(f <= factor) {
			most, factor = i, f
		}
	}
	if factor <= largestAmplification {
		return nil
	}
	return &AmplifiedError{net.Label(most), factor}
}
