package compare

import (
	"math/cmplx"
	"slices"
)

// paired returns, for each eigenvalue λ of the original, the eigenvalue λ̃ of a pruned network
// that is compared with it; the order of the arguments does not matter. Where the original is
// symmetric and all λ̃ are real, as those of a symmetric network are, they are paired by rank:
// among real numbers that minimizes Σ|λ_i − λ̃_i|, and it is the pairing of Weyl's inequalities.
// Otherwise the pairing is an assignment π that minimizes
//
//	Σ_i |λ_i − λ̃_π(i)| / |λ_i|
//
// with the two members of a conjugate pair assigned to those of a conjugate pair wherever an
// optimal assignment allows it.
//
// The assignment is solved for eigenvalues folded into the upper half plane, (Re, |Im|). No
// permutation costs less before folding than after it. Conversely, a perfect matching of folded
// values, together with the edges between conjugates, consists of paths that end at real
// eigenvalues and of cycles with an even number of edges between conjugates; so half planes can
// be chosen such that matched values share one and conjugates do not, and the matching costs the
// same unfolded. paired returns λ̃, or its conjugate, in the half plane of λ.
func (r *Eigendecomposition) paired(values []complex128) []complex128 {
	values = slices.Clone(values)
	slices.SortStableFunc(values, byRealPart)
	if r.net.Symmetric() && !slices.ContainsFunc(values, isComplex) {
		return values
	}
	exponent := exponentOf(r.values)
	original, pruned := fold(r.values, exponent), fold(values, exponent)
	if !original.divides(pruned) {
		return values
	}
	paired := make([]complex128, len(values))
	for k, partner := range original.assign(pruned) {
		i, v := original.index[k], values[pruned.index[partner]]
		if (imag(r.values[i]) < 0) != (imag(v) < 0) {
			v = cmplx.Conj(v)
		}
		paired[i] = v
	}
	return paired
}

func isComplex(v complex128) bool { return imag(v) != 0 }
