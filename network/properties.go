package network

import "math"

// DiagonallyDominant reports whether −A_ii ≥ Σ_{j≠i} |A_ij| for every neuron: its leak
// outweighs its inputs, as the proof assumes (Moore & Chaudhuri 2020, Section 3). To allow for
// rounding, the sum may exceed −A_ii by 10⁻¹² of the sum, of the leak or of w_ii, whichever is
// largest.
func (n *Network) DiagonallyDominant() bool {
	sums := n.Weights().RowSums()
	for i, sum := range sums {
		self, leak := n.parts.Weights.At(i, i), n.parts.Leak[i]
		slack := leak - self - sum
		if slack < -roundingShare*max(sum, math.Abs(self), math.Abs(leak)) {
			return false
		}
	}
	return true
}

// normalProbes is the number of vectors on which Normal compares A Aᵀ with Aᵀ A.
const normalProbes = 3

// Normal reports whether A Aᵀ = Aᵀ A, so that A has orthogonal eigenvectors. A symmetric
// network is normal. For any other, both products are compared on three fixed vectors x
// with entries in [−1, 1): they count as equal where
//
//	‖(A Aᵀ − Aᵀ A) x‖ ≤ 10⁻¹² ‖ |A| |A|ᵀ 1 ‖
//
// which costs a few sparse products. A matrix that is not normal passes only if the
// difference is of the order of rounding, or if all three vectors lie in its null space.
func (n *Network) Normal() bool {
	if n.symmetric {
		return true
	}
	a, transposed := operatorOf(n), operatorOf(n).transpose()
	size := norm(a.absolute().timesProduct(transposed.absolute(), UniformLeak(n.Neurons(), 1)))
	for probe := range normalProbes {
		x := fixedVector(n.Neurons(), uint64(probe))
		difference := a.timesProduct(transposed, x)
		for i, v := range transposed.timesProduct(a, x) {
			difference[i] -= v
		}
		if norm(difference) > roundingShare*size {
			return false
		}
	}
	return true
}
