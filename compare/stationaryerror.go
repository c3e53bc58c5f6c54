package compare

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// JointCovariance is the stationary covariance of an original x and a pruned network x̃ under the same noise, N × N each,
// about their means.
type JointCovariance struct {
	Original mat.Symmetric // C = E x xᵀ
	Cross    mat.Matrix    // S = E x x̃ᵀ
	Pruned   mat.Symmetric // C̃ = E x̃ x̃ᵀ
}

// StationaryError returns the relative error of the stationary activity,
//
//	√(E‖x − x̃‖²/E‖x‖²) = √((tr C − 2 tr S + tr C̃)/tr C),
//
// 0 for a network that responds to the noise as the original does, and √2 for one with as much activity that has nothing in
// common with it. What the two networks remember of their starts is not in it. Errors below about 10⁻⁸ are lost in rounding.
// It panics if the matrices differ in size.
func (j JointCovariance) StationaryError() float64 {
	squares, variances := 0.0, 0.0
	for i := range j.neurons() {
		squares += j.square(i)
		variances += j.Original.At(i, i)
	}
	return math.Sqrt(math.Max(0, squares) / variances)
}

// NeuronErrors returns the same for each neuron, √(E(x_i − x̃_i)²/E x_i²). It panics if the matrices differ in size.
func (j JointCovariance) NeuronErrors() []float64 {
	errors := make([]float64, j.neurons())
	for i := range errors {
		errors[i] = math.Sqrt(quotient(math.Max(0, j.square(i)), j.Original.At(i, i), 0))
	}
	return errors
}

// VarianceRatios returns C̃_ii/C_ii of each neuron, 1 of one that is silent in both. It panics if the matrices differ in size.
func (j JointCovariance) VarianceRatios() []float64 {
	ratios := make([]float64, j.neurons())
	for i := range ratios {
		ratios[i] = quotient(j.Pruned.At(i, i), j.Original.At(i, i), 1)
	}
	return ratios
}

// square returns E(x_i − x̃_i)².
func (j JointCovariance) square(i int) float64 {
	return j.Original.At(i, i) - float64(2*j.Cross.At(i, i)) + j.Pruned.At(i, i)
}

func (j JointCovariance) neurons() int {
	n := j.Original.SymmetricDim()
	if rows, columns := j.Cross.Dims(); n != j.Pruned.SymmetricDim() || n != rows || n != columns {
		panic(fmt.Sprintf("compare: covariances of %d, %d and %d × %d neurons", n, j.Pruned.SymmetricDim(), rows, columns))
	}
	return n
}
