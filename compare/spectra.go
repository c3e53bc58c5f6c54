package compare

import (
	"fmt"
	"math"
	"math/cmplx"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// EpsLambda returns ε_λ of a pruned network, the RelativeChanges of its Eigenvalues, N
// values. It returns the errors of Eigenvalues, and panics if the networks differ in size.
func (r *Eigendecomposition) EpsLambda(pruned *network.Network) ([]float64, error) {
	r.check(pruned)
	values, err := Eigenvalues(pruned)
	if err != nil {
		return nil, err
	}
	return r.RelativeChanges(values), nil
}

// RelativeChanges returns ε_λi = |λ̃_π(i)/λ_i − 1| for the eigenvalues λ of the original, in the
// order of Eigendecomposition, and their partners among the values λ̃ of a pruned network, given in
// any order. Where the original is symmetric and all λ̃ are real, as for a symmetric pruned
// network, partners have the same rank. Otherwise π is the assignment of the smallest
// Σ_i |λ̃_π(i) − λ_i|/|λ_i|, in which conjugates have conjugate partners, and so equal ε_λ, wherever
// an optimal one allows it; where it does not, the λ_i with negative imaginary part has the
// smaller ε_λ of the two. Time is O(N³) at worst; at N = 3,000 it takes seconds at most.
//
// The caller may compute the Eigenvalues of pruned networks while the Eigendecomposition is
// being computed. It panics unless there are N values.
func (r *Eigendecomposition) RelativeChanges(values []complex128) []float64 {
	if len(values) != len(r.values) {
		panic(fmt.Sprintf("compare: %d eigenvalues against %d", len(values), len(r.values)))
	}
	eps := make([]float64, len(values))
	for i, v := range r.paired(values) {
		eps[i] = cmplx.Abs(v/r.values[i] - 1)
	}
	return eps
}

// QuadraticForms returns, for each unit eigenvector v_i of the original and the pruned Ã,
//
//	ε_v  = |v_i* Ã v_i / λ_i − 1|
//	cosθ = |v_i* Ã v_i| / ‖Ã v_i‖
//
// For a network that is not symmetric v_i is a complex right eigenvector, v* its
// conjugate transpose and |·| the modulus; v* A v = λ as in the symmetric case. Where
// Ã v_i = 0, cosθ is 0. It panics if the networks differ in size.
//
// Each pass over Ã serves quadraticLanes of the v_i.
func (r *Eigendecomposition) QuadraticForms(pruned *network.Network) (epsV, cosTheta []float64) {
	r.check(pruned)
	n := len(r.values)
	epsV, cosTheta = make([]float64, n), make([]float64, n)
	product := kernel.New[float64](pruned.Weights(), kernel.Auto, 2*quadraticLanes)
	var scratch kernel.Scratch[float64]
	for first := 0; first < n; first += quadraticLanes {
		forms, squares := r.quadraticForms(pruned, product, &scratch, first, min(quadraticLanes, n-first))
		for k, form := range forms {
			epsV[first+k] = cmplx.Abs(form/r.values[first+k] - 1)
			if squares[k] > 0 {
				cosTheta[first+k] = min(1, cmplx.Abs(form)/math.Sqrt(squares[k]))
			}
		}
	}
	return epsV, cosTheta
}

// quadraticLanes is the number of eigenvectors that share a pass over the weights.
const quadraticLanes = 32

// quadraticForms returns v* Ã v and ‖Ã v‖² of count eigenvectors from the first on. They
// take the place of replicas in a block: first the real parts, then, for a network that is
// not symmetric, the imaginary parts.
func (r *Eigendecomposition) quadraticForms(
	net *network.Network, w kernel.Product[float64], scratch *kernel.Scratch[float64], first, count int,
) (forms []complex128, squares []float64) {
	width := count
	if r.real == nil {
		width = 2 * count
	}
	x := make([]float64, len(r.values)*width)
	r.block(x, first, count, width)
	re, im, zeros := make([]float64, count), make([]float64, count), make([]float64, count)
	squares = make([]float64, count)
	w.Rows(x, width, scratch, func(top int, products kernel.Rows[float64]) {
		for row := range products.Count {
			i, product := top+row, products.Row(row)
			v, leak := x[i*width:(i+1)*width], net.Leak()[i]
			for k := range product {
				product[k] -= leak * v[k]
			}
			vIm, productIm := zeros, zeros
			if width > count {
				vIm, productIm = v[count:], product[count:]
			}
			for k := range count {
				a, b := product[k], productIm[k]
				re[k] += v[k]*a + vIm[k]*b
				im[k] += v[k]*b - vIm[k]*a
				squares[k] += a*a + b*b
			}
		}
	})
	forms = make([]complex128, count)
	for k := range forms {
		forms[k] = complex(re[k], im[k])
	}
	return forms, squares
}

// block copies count eigenvectors into the replicas of the block x.
func (r *Eigendecomposition) block(x []float64, first, count, width int) {
	for i := range r.values {
		row := x[i*width : (i+1)*width]
		if r.real != nil {
			copy(row, r.real.RawRowView(i)[first:first+count])
			continue
		}
		for k := range count {
			v := r.complex[first+k][i]
			row[k], row[count+k] = real(v), imag(v)
		}
	}
}

// eigenvector copies v_k into re and im.
func (r *Eigendecomposition) eigenvector(k int, re, im []float64) {
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

func (r *Eigendecomposition) check(pruned *network.Network) {
	if pruned.Neurons() != r.net.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), r.net.Neurons()))
	}
}
