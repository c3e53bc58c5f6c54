// Package network defines the recurrent network that the other packages simulate, prune and
// compare: its weights, generators, and spectral properties.
//
// A Network of N neurons is
//
//	dx/dt = −D x + W x + b            linear        (Moore & Chaudhuri 2020, eq. 1)
//	dx/dt = −D x + [W x + b]₊         rectified     (eq. 13)
//
// with leak D (a diagonal), synaptic weights W (W[i][j] acts from neuron j onto
// neuron i) and constant input b. A = W − D is its coupling matrix. A self-connection
// W[i][i] belongs to W and is inside the rectifier; in a linear network it is equivalent to
// a smaller leak. Its noise is σ F dV, F being that of its NoiseSources.
package network

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/enum"
	"noiseprune/stimulus"
)

// Activation is the function φ applied to a neuron's input W x + b.
type Activation uint8

// The activations.
const (
	Linear    Activation = iota // the identity (eq. 1)
	Rectified                   // [u]₊ = max(0, u) (eq. 13)
)

func activations() enum.Names[Activation] {
	return enum.Of[Activation]("activation", "linear", "rectified")
}

// String returns "linear" or "rectified".
func (a Activation) String() string { return activations().Name(a) }

// ParseActivation is the inverse of Activation.String.
func ParseActivation(text string) (Activation, error) { return activations().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (a Activation) MarshalText() ([]byte, error) { return activations().Marshal(a) }

// UnmarshalText is the inverse of MarshalText.
func (a *Activation) UnmarshalText(text []byte) error { return activations().Unmarshal(a, text) }

// Parts are the components of a Network. New keeps the slices: the caller must not change
// them afterwards.
type Parts struct {
	Weights    *CSR       // W, of order N
	Leak       []float64  // the diagonal of D, N values
	Input      []float64  // b, N values; nil stands for no input
	Activation Activation //
	Labels     []string   // names of the neurons, N of them; nil where they have none
	Noise      NoiseSources
	Stimulus   *stimulus.Stimulus // u(t), which is added to b; nil for none
	Start      []float64          // x(0) of simulations that start from a given state, N values; nil for none
}

// Network is a recurrent network. It is checked once, when made, and never changed
// afterwards, so any number of goroutines may read it. Slices that it returns must not
// be changed.
type Network struct {
	parts     Parts
	symmetric bool
	stability *stabilityOnce
}

func newNetwork(p Parts, symmetric bool) *Network { return &Network{p, symmetric, new(stabilityOnce)} }

// New checks the parts and returns the network. It returns an error where leak, input, noise or start is not
// finite, and where one of them, or the sum of the magnitudes of the weights onto or from a
// neuron, exceeds 10¹⁵⁰, so that their squares would not be finite, or a noise strength is negative. It
// panics where a length is not the order of the weights.
func New(p Parts) (*Network, error) {
	n := p.Weights.Order()
	if p.Input == nil {
		p.Input = make([]float64, n)
	}
	if len(p.Leak) != n || len(p.Input) != n || (p.Labels != nil && len(p.Labels) != n) {
		panic(fmt.Sprintf("network: %d neurons, but %d leaks, %d inputs, %d labels",
			n, len(p.Leak), len(p.Input), len(p.Labels)))
	}
	if p.Start != nil && len(p.Start) != n {
		panic(fmt.Sprintf("network: %d neurons, but a start of %d", n, len(p.Start)))
	}
	if err := checkWeights(p.Weights, p.Labels); err != nil {
		return nil, err
	}
	if err := checkValues("leak", p.Leak, p.Labels); err != nil {
		return nil, err
	}
	if err := checkValues("input", p.Input, p.Labels); err != nil {
		return nil, err
	}
	if err := p.Noise.check(n, p.Labels); err != nil {
		return nil, err
	}
	if err := checkValues("start", p.Start, p.Labels); err != nil {
		return nil, err
	}
	p.Noise = p.Noise.simplest()
	return newNetwork(p, p.Weights.Equal(p.Weights.Transpose())), nil
}

// Neurons returns N.
func (n *Network) Neurons() int { return n.parts.Weights.Order() }

// Weights returns W.
func (n *Network) Weights() *CSR { return n.parts.Weights }

// Leak returns the diagonal of D.
func (n *Network) Leak() []float64 { return n.parts.Leak }

// Input returns the constant input b.
func (n *Network) Input() []float64 { return n.parts.Input }

// Stimulus returns the input that changes in time, or nil.
func (n *Network) Stimulus() *stimulus.Stimulus { return n.parts.Stimulus }

// Start returns the state that simulations may start from, or nil.
func (n *Network) Start() []float64 { return n.parts.Start }

// WithoutStimulus returns the network with its constant input only.
func (n *Network) WithoutStimulus() *Network {
	if n.parts.Stimulus == nil {
		return n
	}
	p := n.parts
	p.Stimulus = nil
	return &Network{p, n.symmetric, n.stability}
}

// WithInputsOf returns the network with the stimulus and the start of another one of the same neurons. Errors and panics are those of New.
func (n *Network) WithInputsOf(other *Network) (*Network, error) {
	p := n.parts
	if p.Stimulus, p.Start = other.parts.Stimulus, other.parts.Start; p.Stimulus == nil && p.Start == nil {
		return n, nil
	}
	return New(p)
}

// Activation returns the activation.
func (n *Network) Activation() Activation { return n.parts.Activation }

// Labels returns the neurons' names, or nil where they have none.
func (n *Network) Labels() []string { return n.parts.Labels }

// Label returns the name of neuron i, or its number where it has no name.
func (n *Network) Label(i int) string { return labelOf(n.parts.Labels, i) }

// Parts returns the components of the network, to derive another one. The slices are the
// network's own: replace them, never write into them.
func (n *Network) Parts() Parts { return n.parts }

// Symmetric reports whether W[i][j] = W[j][i] exactly for all i, j; A is then
// symmetric too.
func (n *Network) Symmetric() bool { return n.symmetric }

// Synapses returns the number of stored weights off the diagonal. A symmetric network
// has two of them for each connected pair.
func (n *Network) Synapses() int {
	w := n.parts.Weights
	count := w.Stored()
	for i := range w.Order() {
		if _, ok := w.Find(i, i); ok {
			count--
		}
	}
	return count
}

// Edges returns the number of edges that a pruning rule decides on: unordered pairs in
// a symmetric network, directed synapses in any other. Self-connections do not count.
func (n *Network) Edges() int {
	if n.symmetric {
		return n.Synapses() / 2
	}
	return n.Synapses()
}

// Diagonal returns the diagonal of A = W − D.
func (n *Network) Diagonal() []float64 {
	d := make([]float64, n.Neurons())
	for i := range d {
		d[i] = n.parts.Weights.At(i, i) - n.parts.Leak[i]
	}
	return d
}

// Dense returns A = W − D as a dense matrix.
func (n *Network) Dense() *mat.Dense {
	a := mat.NewDense(n.Neurons(), n.Neurons(), nil)
	for i := range n.Neurons() {
		sources, weights := n.parts.Weights.Row(i)
		for k, j := range sources {
			a.Set(i, int(j), weights[k])
		}
		a.Set(i, i, a.At(i, i)-n.parts.Leak[i])
	}
	return a
}

// Linearized returns the linear network with the same A and b, whose covariance is used for a
// rectified network (Moore & Chaudhuri 2020, Section 6).
func (n *Network) Linearized() *Network {
	if n.parts.Activation == Linear {
		return n
	}
	p := n.parts
	p.Activation = Linear
	return newNetwork(p, n.symmetric)
}

// RowSums returns Σ_{j≠i} |W[i][j]| for each row i, summed in ascending j.
func (m *CSR) RowSums() []float64 {
	sums := make([]float64, m.Order())
	for i := range sums {
		sources, weights := m.Row(i)
		for k, j := range sources {
			if int(j) != i {
				sums[i] += math.Abs(weights[k])
			}
		}
	}
	return sums
}
