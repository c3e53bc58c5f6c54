package sim

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/covariance"
	"noiseprune/network"
)

// resolveSources compares what the spec says of the sources of noise with those of the network, and returns a *SpecError
// for what needs plain noise, or has none.
func (s *Spec) resolveSources(net *network.Network) error {
	d, plain := &s.Network, net.Noise().Plain()
	if !plain && d.NoiseStrengths == "" && d.CommonNoise == "" {
		if d.Source != "" {
			return &SpecError{"network.noise_strengths", "are not given, but the network has unequal or common noise; " +
				"name it, or leave out network.source"}
		}
		d.NoiseStrengths = network.GivenNoise
	}
	if !plain && s.Prune.Epsilon != nil {
		return &SpecError{"prune.epsilon", "needs equal and independent noise, for which alone the theorem says how many edges an ε takes; " +
			"give prune.keep or another budget"}
	}
	if !plain && s.Covariance.Method != covariance.ExactMethod && largestLevel(net) == 0 {
		return &SpecError{"network.noise_strengths", "are 0 in every neuron, which leaves no covariance to measure; give some a positive one"}
	}
	return nil
}

// largestLevel returns the largest strength of the noise in a neuron, from all of its sources, in units of σ.
func largestLevel(net *network.Network) float64 {
	return slices.Max(append([]float64{0}, net.NoiseLevels()...))
}

// typicalLevel returns the root mean square of the strengths of the noise in the neurons: 1 for plain noise.
func typicalLevel(net *network.Network) float64 {
	if net.Noise().Plain() {
		return 1
	}
	square, levels := 0.0, net.NoiseLevels()
	for _, v := range levels {
		square = math.FMA(v, v, square)
	}
	return math.Sqrt(square / float64(len(levels)))
}

// noteSources says what unequal or common noise means for what the result promises.
func (r *Result) noteSources(net *network.Network) {
	if net.Noise().Plain() {
		return
	}
	levels := net.NoiseLevels()
	r.note("the noise is not equal and independent: its strengths are %.3g … %.3g times σ, with %d common sources; the covariance is "+
		"that of this noise, but the theorem, by which noise-prune keeps the spectrum, needs equal independent noise",
		slices.Min(levels), slices.Max(levels), net.Noise().Sources)
}

// checkSameSources returns a *SpecError for networks that are to be compared under the same noise, and have sources of
// their own.
func checkSameSources(original, pruned *network.Network) error {
	if original.Noise().Equal(pruned.Noise()) {
		return nil
	}
	return &SpecError{"network.noise_strengths", fmt.Sprintf(
		"of the networks differ (%d and %d common sources); networks are compared under the same noise, so give both the same",
		original.Noise().Sources, pruned.Noise().Sources)}
}
