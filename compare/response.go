package compare

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Inverse returns A⁻¹ of a network: −A⁻¹u is the activity at rest under a constant input u. It returns an error where A is
// singular or so near to that that rounding decides.
func Inverse(net *network.Network) (*mat.Dense, error) {
	inverse := new(mat.Dense)
	if err := inverse.Inverse(net.Dense()); err != nil {
		return nil, fmt.Errorf("no inverse of the %d × %d matrix A in double precision: %w", net.Neurons(), net.Neurons(), err)
	}
	return inverse, nil
}

// AutocorrelationTimes returns the integrated autocorrelation time of each neuron's stationary activity, in units of time,
//
//	∫₀^∞ ρ_ii(τ) dτ = (−A⁻¹C)_ii/C_ii,
//
// from the inverse of A and the covariance C, since E x(t+τ) x(t)ᵀ = exp(Aτ) C. An uncoupled neuron has 1/leak, a silent one 0. It
// panics if the matrices differ in size.
func AutocorrelationTimes(inverse *mat.Dense, c mat.Symmetric) []float64 {
	n := c.SymmetricDim()
	checkSize(inverse, n)
	times := make([]float64, n)
	for i := range n {
		sum := 0.0
		for k, v := range inverse.RawRowView(i) {
			sum = math.FMA(v, c.At(k, i), sum)
		}
		times[i] = quotient(-sum, c.At(i, i), 0)
	}
	return times
}

// UnitInputErrors returns, for a constant input into each neuron alone, the relative error of a pruned network's answer,
//
//	‖A⁻¹u − Ã⁻¹u‖/‖A⁻¹u‖,  u = the unit vector of the neuron,
//
// from the inverses of both. It panics if they differ in size.
func UnitInputErrors(original, pruned *mat.Dense) []float64 {
	n, _ := original.Dims()
	checkSize(pruned, n)
	differences, answers := make([]float64, n), make([]float64, n)
	for i := range n {
		for k, v := range original.RawRowView(i) {
			difference := v - pruned.At(i, k)
			differences[k] += float64(difference * difference)
			answers[k] += float64(v * v)
		}
	}
	for k := range differences {
		differences[k] = math.Sqrt(differences[k] / answers[k])
	}
	return differences
}

// SlowInputErrors returns the same, for inputs along the original's slowest right eigenvectors, as many as given or all: of
// the unit eigenvector v of λ, ‖v − λ Ã⁻¹v‖, the slowest first. A complex v stands for inputs along its real and its imaginary
// part; both of a conjugate pair have the same error. It returns an error where à is singular, and panics if the networks
// differ in size.
func (r *Eigendecomposition) SlowInputErrors(pruned *network.Network, count int) ([]float64, error) {
	r.check(pruned)
	n := len(r.values)
	count = min(count, n)
	inputs := mat.NewDense(n, 2*count, nil) // real and imaginary parts beside each other
	re, im := make([]float64, n), make([]float64, n)
	for k := range count {
		r.eigenvector(n-1-k, re, im)
		inputs.SetCol(2*k, re)
		inputs.SetCol(2*k+1, im)
	}
	var answers mat.Dense
	if err := answers.Solve(pruned.Dense(), inputs); err != nil {
		return nil, fmt.Errorf("no answers to slow inputs: %w", err)
	}
	errors := make([]float64, count)
	for k := range errors {
		lambda, sum := r.values[n-1-k], 0.0
		for i := range n {
			row, answer := inputs.RawRowView(i)[2*k:], answers.RawRowView(i)[2*k:]
			re := row[0] - float64(real(lambda)*answer[0]) + float64(imag(lambda)*answer[1])
			im := row[1] - float64(real(lambda)*answer[1]) - float64(imag(lambda)*answer[0])
			sum += float64(re*re) + float64(im*im)
		}
		errors[k] = math.Sqrt(sum)
	}
	return errors, nil
}

func checkSize(inverse *mat.Dense, n int) {
	if rows, columns := inverse.Dims(); rows != n || columns != n {
		panic(fmt.Sprintf("compare: an inverse of %d × %d for %d neurons", rows, columns, n))
	}
}
