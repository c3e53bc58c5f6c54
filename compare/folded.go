package compare

import (
	"cmp"
	"math"
	"slices"
)

// folded is a spectrum folded into the upper half plane, in ascending order of (Re, |Im|), so
// that conjugates are equal and follow each other.
type folded struct {
	re, im    []float64 // Re λ and |Im λ|, scaled
	index     []int     // of each eigenvalue in the spectrum as given
	conjugate []int     // the place of the conjugate; the same place for a real eigenvalue
}

// exponentOf returns the power of two that scales the largest eigenvalue to about 1, so that
// neither inverses nor squares leave the range of float64.
func exponentOf(values []complex128) int {
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(real(v)), math.Abs(imag(v)))
	}
	_, exponent := math.Frexp(largest)
	return exponent
}

// fold folds values, which are in the order of Eigendecomposition, divided by 2^exponent.
func fold(values []complex128, exponent int) folded {
	n := len(values)
	f := folded{re: make([]float64, n), im: make([]float64, n), index: make([]int, n), conjugate: make([]int, n)}
	for k := range n {
		f.index[k], f.conjugate[k] = k, k
	}
	slices.SortStableFunc(f.index, func(a, b int) int {
		return cmp.Or(cmp.Compare(real(values[a]), real(values[b])), cmp.Compare(math.Abs(imag(values[a])), math.Abs(imag(values[b]))))
	})
	for k, i := range f.index {
		f.re[k], f.im[k] = math.Ldexp(real(values[i]), -exponent), math.Ldexp(math.Abs(imag(values[i])), -exponent)
	}
	for first, end := 0, 0; first < n; first = end {
		for end++; end < n && f.re[end] == f.re[first] && f.im[end] == f.im[first]; end++ {
		}
		if f.im[first] != 0 {
			f.alternate(first, end)
		}
	}
	return f
}

// alternate orders equal places of complex eigenvalues, of which those with negative imaginary
// part come first, such that each of them is followed by a conjugate.
func (f folded) alternate(first, end int) {
	given, half := slices.Clone(f.index[first:end]), (end-first)/2
	for k := range half {
		at := first + 2*k
		f.index[at], f.index[at+1] = given[k], given[half+k]
		f.conjugate[at], f.conjugate[at+1] = at+1, at
	}
}

// divides reports whether the relative costs of pairing with the other spectrum are finite: no
// eigenvalue is 0, and no ratio is near the end of the range of float64.
func (f folded) divides(other folded) bool {
	least, largest := math.Inf(1), 0.0
	for k := range f.re {
		least = min(least, math.Hypot(f.re[k], f.im[k]))
		largest = max(largest, f.re[k], -f.re[k], f.im[k], other.re[k], -other.re[k], other.im[k])
	}
	return least >= 1e-100 && largest <= 1e50
}

// assign returns for each eigenvalue the place of its partner in the other spectrum.
func (f folded) assign(other folded) (partner []int) {
	partner = assign(len(f.re), func(i, stride int, costs []float64) {
		inverse := 1 / math.Sqrt(float64(f.re[i]*f.re[i])+float64(f.im[i]*f.im[i]))
		re, im := float64(f.re[i]*inverse), float64(f.im[i]*inverse)
		for k := range costs { // float64(…) forbids fused operations, which differ between machines
			x, y := float64(other.re[k*stride]*inverse)-re, float64(other.im[k*stride]*inverse)-im
			costs[k] = math.Sqrt(float64(x*x) + float64(y*y))
		}
	})
	f.joinConjugates(partner, other)
	f.orderConjugates(partner, other)
	return partner
}

// cost returns the relative distance |λ − λ̃|/|λ|.
func (f folded) cost(i int, other folded, j int) float64 {
	return math.Hypot(other.re[j]-f.re[i], other.im[j]-f.im[i]) / math.Hypot(f.re[i], f.im[i])
}
