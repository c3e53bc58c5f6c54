package compare

import (
	"fmt"
	"math"
	"math/cmplx"

	"noiseprune/network"
)

// EpsLambda returns ε_λ of a pruned network, Changes of its Eigenvalues. It panics if the
// networks differ in size.
func (r *Reference) EpsLambda(pruned *network.Network) ([]float64, error) {
	r.check(pruned)
	values, err := Eigenvalues(pruned)
	if err != nil {
		return nil, err
	}
	return r.Changes(values), nil
}

// Changes returns ε_λi = |λ̃_i/λ_i − 1| for the eigenvalues λ̃ of a pruned network and λ of
// the original, both in the order of Reference. It lets the caller have the Eigenvalues
// of pruned networks computed beside the Reference. It panics for another number of them.
func (r *Reference) Changes(values []complex128) []float64 {
	if len(values) != len(r.values) {
		panic(fmt.Sprintf("compare: %d eigenvalues against %d", len(values), len(r.values)))
	}
	eps := make([]float64, len(values))
	for i, v := range values {
		eps[i] = cmplx.Abs(v/r.values[i] - 1)
	}
	return eps
}

// Quadratic returns, for each unit eigenvector v_i of the original and the pruned Ã,
//
//	ε_v  = |v_i* Ã v_i / λ_i − 1|
//	cosθ = |v_i* Ã v_i| / ‖Ã v_i‖
//
// For a network that is not symmetric v_i is a complex right eigenvector, v* its
// conjugate transpose and |·| the modulus; v* A v = λ as in the symmetric case. Where
// Ã v_i = 0, cosθ is 0. It panics if the networks differ in size.
func (r *Reference) Quadratic(pruned *network.Network) (epsV, cosTheta []float64) {
	r.check(pruned)
	n := len(r.values)
	epsV, cosTheta = make([]float64, n), make([]float64, n)
	re, im := make([]float64, n), make([]float64, n)
	for k, lambda := range r.values {
		r.eigenvector(k, re, im)
		form, length := quadraticForm(pruned, re, im)
		epsV[k] = cmplx.Abs(form/lambda - 1)
		if length > 0 {
			cosTheta[k] = min(1, cmplx.Abs(form)/length)
		}
	}
	return epsV, cosTheta
}

// eigenvector copies the real and the imaginary part of v_k.
func (r *Reference) eigenvector(k int, re, im []float64) {
	if r.real != nil {
		for i := range re {
			re[i], im[i] = r.real.At(i, k), 0
		}
		return
	}
	for i, v := range r.complex[k] {
		re[i], im[i] = real(v), imag(v)
	}
}

// quadraticForm returns v* A v and ‖A v‖ for v = re + i·im.
func quadraticForm(net *network.Network, re, im []float64) (form complex128, length float64) {
	var squares float64
	for i, leak := range net.Leak() {
		a, b := -leak*re[i], -leak*im[i]
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			a += weights[k] * re[j]
			b += weights[k] * im[j]
		}
		form += complex(re[i], -im[i]) * complex(a, b)
		squares += a*a + b*b
	}
	return form, math.Sqrt(squares)
}

func (r *Reference) check(pruned *network.Network) {
	if pruned.Neurons() != r.net.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), r.net.Neurons()))
	}
}
