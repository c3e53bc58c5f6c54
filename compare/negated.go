package compare

import (
	"slices"

	"noiseprune/internal/kernel"
	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// negated is −A, or its symmetric part, as an operator on blocks: D x − W x, or D x − (W + Wᵀ)/2 x.
type negated struct {
	weights  *network.CSR // W or (W + Wᵀ)/2
	leak     []float64
	diagonal []float64 // of −A
	product  kernel.Product[float64]
	scratch  kernel.Scratch[float64]
	loops    krylov.Loops
}

// newNegated returns the symmetric part.
func newNegated(net *network.Network, workers int) *negated {
	weights := net.Weights()
	if !net.Symmetric() {
		weights = network.Symmetrize(weights, network.Mean)
	}
	return negatedOf(weights, net.Leak(), 2*worstBlock, workers)
}

// negatedOf returns D − W, packed for blocks of that width.
func negatedOf(weights *network.CSR, leak []float64, width, workers int) *negated {
	n := &negated{weights: weights, leak: leak, diagonal: make([]float64, len(leak)), loops: krylov.NewLoops()}
	for i, d := range leak {
		n.diagonal[i] = d - weights.At(i, i)
	}
	n.product = kernel.WithThreads(kernel.New[float64](weights, kernel.Auto, width), workers)
	return n
}

// equal reports whether two networks have the same symmetric part.
func (n *negated) equal(other *negated) bool {
	for i := range n.leak {
		sources, weights := n.weights.Row(i)
		others, changed := other.weights.Row(i)
		if !slices.Equal(sources, others) || !slices.Equal(weights, changed) {
			return false
		}
	}
	return slices.Equal(n.leak, other.leak)
}

// Order returns the number of neurons.
func (n *negated) Order() int { return len(n.leak) }

// Apply implements krylov.Operator.
func (n *negated) Apply(y, x []float64, width int, ready func(first, end int)) {
	n.product.Rows(x, width, &n.scratch, func(first int, products kernel.Rows[float64]) {
		end := first + products.Count
		n.loops.Couple(y[first*width:end*width], x[first*width:end*width], products.Values, n.leak[first:end], width, products.Stride)
		ready(first, end)
	})
}

// coupling is A = W − D as an operator on blocks.
type coupling struct{ *negated }

// Apply implements krylov.Operator.
func (a coupling) Apply(y, x []float64, width int, ready func(first, end int)) {
	a.negated.Apply(y, x, width, func(first, end int) {
		for k := first * width; k < end*width; k++ {
			y[k] = -y[k]
		}
		ready(first, end)
	})
}
