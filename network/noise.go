package network

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// NoiseSources says by which sources of white noise the neurons are driven, and how strongly, in units of
// the noise strength σ:
//
//	dx = (−D x + φ(W x + b)) dt + σ F dV,  F = [diag(s) | M]
//
// V has N + k independent components: one for each neuron, of relative strength s_i ≥ 0, and k that
// several neurons have in common, M[i][l] being that of source l in neuron i, of either sign. The noise
// has the covariance σ² Q, Q = F Fᵀ. The mean of s² need not be 1. The zero NoiseSources is plain: F = I.
type NoiseSources struct {
	Strengths []float64 // s, N values; nil stands for 1 in each neuron
	Common    []float64 // M, N × Sources, row after row; nil where there are none
	Sources   int       // k
}

// Plain reports whether each neuron has noise of strength 1 of its own and no other: F = I.
func (s NoiseSources) Plain() bool {
	return s.Sources == 0 && !slices.ContainsFunc(s.Strengths, func(v float64) bool { return v != 1 })
}

// Equal reports whether both have the same F.
func (s NoiseSources) Equal(other NoiseSources) bool {
	a, b := s.simplest(), other.simplest()
	return slices.Equal(a.Strengths, b.Strengths) && a.Sources == b.Sources && slices.Equal(a.Common, b.Common)
}

// simplest returns the same sources without strengths where all are 1.
func (s NoiseSources) simplest() NoiseSources {
	if !slices.ContainsFunc(s.Strengths, func(v float64) bool { return v != 1 }) {
		s.Strengths = nil
	}
	if s.Sources == 0 {
		s.Common = nil
	}
	return s
}

// Strength returns s_i.
func (s NoiseSources) Strength(i int) float64 {
	if s.Strengths == nil {
		return 1
	}
	return s.Strengths[i]
}

// CommonTo returns row i of M: the strengths of the common sources in that neuron.
func (s NoiseSources) CommonTo(i int) []float64 { return s.Common[i*s.Sources:][:s.Sources] }

// check returns an error for values that are not finite, or too large, and for negative strengths. It
// panics where a length is not that of so many neurons.
func (s NoiseSources) check(neurons int, labels []string) error {
	if s.Sources < 0 || len(s.Common) != neurons*s.Sources || (s.Strengths != nil && len(s.Strengths) != neurons) {
		panic(fmt.Sprintf("network: %d neurons, but %d noise strengths, and %d strengths of %d common sources",
			neurons, len(s.Strengths), len(s.Common), s.Sources))
	}
	if err := checkValues("noise strength", s.Strengths, labels); err != nil {
		return err
	}
	for i, v := range s.Strengths {
		if v < 0 {
			return fmt.Errorf("noise strength of neuron %s is %v; it must not be negative", labelOf(labels, i), v)
		}
	}
	for i := range neurons {
		for l, v := range s.CommonTo(i) {
			if !(math.Abs(v) <= largestSum) { // NaN too
				return fmt.Errorf("common noise of neuron %s is %v from source %d (from 0); it must be finite, and at most %.0e",
					labelOf(labels, i), v, l, largestSum)
			}
		}
	}
	return nil
}

// of returns the sources of the chosen neurons, in the order given. Common sources stay, also those that
// reach none of these.
func (s NoiseSources) of(neurons []int) NoiseSources {
	chosenSources := NoiseSources{Sources: s.Sources}
	if s.Strengths != nil {
		chosenSources.Strengths = chosen(s.Strengths, neurons)
	}
	for _, i := range neurons {
		chosenSources.Common = append(chosenSources.Common, s.CommonTo(i)...)
	}
	return chosenSources.simplest()
}

// Noise returns the sources of noise.
func (n *Network) Noise() NoiseSources { return n.parts.Noise }

// WithNoise returns the network with other sources of noise. Errors and panics are those of New.
func (n *Network) WithNoise(s NoiseSources) (*Network, error) {
	if err := s.check(n.Neurons(), n.parts.Labels); err != nil {
		return nil, err
	}
	p := n.parts
	p.Noise = s.simplest()
	return &Network{p, n.symmetric, n.stability}, nil
}

// NoiseMatrix returns F = [diag(s) | M], N × (N + k).
func (n *Network) NoiseMatrix() *mat.Dense {
	noise, neurons := n.parts.Noise, n.Neurons()
	f := mat.NewDense(neurons, neurons+noise.Sources, nil)
	for i := range neurons {
		f.Set(i, i, noise.Strength(i))
		for l, v := range noise.CommonTo(i) {
			f.Set(i, neurons+l, v)
		}
	}
	return f
}

// NoiseCovariance returns Q = F Fᵀ.
func (n *Network) NoiseCovariance() *mat.SymDense {
	q := mat.NewSymDense(n.Neurons(), nil)
	q.SymOuterK(1, n.NoiseMatrix())
	return q
}

// NoiseLevels returns √Q_ii of each neuron: the strength of its noise from all sources together, in units of σ.
func (n *Network) NoiseLevels() []float64 {
	noise, levels := n.parts.Noise, make([]float64, n.Neurons())
	for i := range levels {
		levels[i] = noise.Strength(i)
		if noise.Sources == 0 {
			continue
		}
		for _, v := range noise.CommonTo(i) {
			levels[i] = math.Hypot(levels[i], v)
		}
	}
	return levels
}
