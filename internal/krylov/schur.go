package krylov

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
	"gonum.org/v1/gonum/mat"
)

// schur is the real Schur decomposition H = Q T Qᵀ of a small dense matrix of order n, row-major.
// The 2 × 2 blocks of T are complex pairs, the one of positive imaginary part first.
type schur struct {
	n      int
	t, q   []float64
	values []complex128 // in the order of T's diagonal
}

// newSchur decomposes h, n × n with rows stride values apart. It panics if that fails, which happens only
// with infinities.
func newSchur(h []float64, n, stride int) *schur {
	s := &schur{n: n, t: make([]float64, n*n), q: make([]float64, n*n)}
	for i := range n {
		copy(s.t[i*n:][:n], h[i*stride:])
	}
	var library gonum.Implementation
	tau, work := make([]float64, max(1, n-1)), make([]float64, 64*n)
	library.Dgehrd(n, 0, n-1, s.t, n, tau[:n-1], work, len(work))
	copy(s.q, s.t)
	library.Dorghr(n, 0, n-1, s.q, n, tau[:n-1], work, len(work))
	for i := range n {
		clear(s.t[i*n:][:max(0, i-1)])
	}
	re, im := make([]float64, n), make([]float64, n)
	if library.Dhseqr(lapack.EigenvaluesAndSchur, lapack.SchurOrig, n, 0, n-1, s.t, n, re, im, s.q, n, work, len(work)) > 0 {
		panic("krylov: the projected matrix has no Schur decomposition: are all products finite?")
	}
	s.values = make([]complex128, n)
	for i := range n {
		s.values[i] = complex(re[i], im[i])
	}
	return s
}

// pair reports whether a complex pair begins at i.
func (s *schur) pair(i int) bool { return i+1 < s.n && s.t[(i+1)*s.n+i] != 0 }

// order returns the places of the eigenvalues by descending real part, conjugates side by side.
func (s *schur) order() []int {
	places := make([]int, s.n)
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return cmp.Compare(real(s.values[j]), real(s.values[i])) })
	return places
}

// complete returns count, or one more where that would part a complex pair.
func (s *schur) complete(order []int, count int) int {
	if last := order[count-1]; count < len(order) && s.pair(last) && order[count] == last+1 {
		return count + 1
	}
	return count
}

// vectors returns the eigenvectors of H for the given places, which part no pair, in columns of norm 1; those
// of a complex pair as real and imaginary part.
//
// They are not taken from gonum's Dtrevc3, which in version 0.17.0 reads beyond a slice (Dlaln2, of
// order 2 with complex numbers, where a difference of eigenvalues is rounding).
func (s *schur) vectors(places []int) []float64 {
	n, k := s.n, len(places)
	y := mat.NewDense(n, k, nil)
	for c := 0; c < k; c++ {
		size := 1
		if s.pair(places[c]) {
			size = 2
		}
		column := s.triangular(places[c], size)
		square := 0.0
		for _, v := range column {
			square = math.FMA(real(v), real(v), math.FMA(imag(v), imag(v), square))
		}
		for i, v := range column {
			y.Set(i, c, real(v)/math.Sqrt(square))
			if size == 2 {
				y.Set(i, c+1, imag(v)/math.Sqrt(square))
			}
		}
		c += size - 1
	}
	var x mat.Dense
	x.Mul(mat.NewDense(n, n, s.q), y)
	return x.RawMatrix().Data
}

// triangular returns the eigenvector of T for the block at j, whose entries below the block are 0, by
// substitution upwards. A difference of eigenvalues that is rounding is replaced by rounding.
func (s *schur) triangular(j, size int) []complex128 {
	n := s.n
	var lambda complex128
	y := make([]complex128, j+size)
	y[j] = 1
	if size == 2 { // (T_jj − λ) y_j + T_j,j+1 y_j+1 = 0
		lambda = complex(s.t[j*n+j], math.Sqrt(-s.t[j*n+j+1]*s.t[(j+1)*n+j]))
		y[j+1] = (lambda - complex(s.t[j*n+j], 0)) / complex(s.t[j*n+j+1], 0)
	} else {
		lambda = complex(s.t[j*n+j], 0)
	}
	rounding := complex(0x1p-52*s.largest(), 0)
	for i := j - 1; i >= 0; i-- {
		if i > 0 && s.pair(i-1) {
			i--
			y[i], y[i+1] = s.solvePair(i, lambda, s.above(i, y), s.above(i+1, y), rounding)
		} else {
			d := complex(s.t[i*n+i], 0) - lambda
			if cmplx.Abs(d) < real(rounding) {
				d = rounding
			}
			y[i] = -s.above(i, y) / d
		}
		s.shrink(y)
	}
	return y
}

// above returns Σ_k T_ik y_k over the entries that are there, the others being 0.
func (s *schur) above(i int, y []complex128) (sum complex128) {
	for k := i; k < len(y); k++ {
		sum += complex(s.t[i*s.n+k], 0) * y[k]
	}
	return sum
}

// solvePair solves the equations of a 2 × 2 block, less λ, for right-hand sides −a and −b.
func (s *schur) solvePair(i int, lambda, a, b, rounding complex128) (x, y complex128) {
	d := complex(s.t[i*s.n+i], 0) - lambda
	e := complex(s.t[(i+1)*s.n+i+1], 0) - lambda
	upper, lower := complex(s.t[i*s.n+i+1], 0), complex(s.t[(i+1)*s.n+i], 0)
	determinant := d*e - upper*lower
	if size := cmplx.Abs(upper) + cmplx.Abs(lower); cmplx.Abs(determinant) < real(rounding)*size {
		determinant = rounding * complex(size, 0)
	}
	return (upper*b - e*a) / determinant, (lower*a - d*b) / determinant
}

// shrink scales y where it could overflow.
func (s *schur) shrink(y []complex128) {
	const large = 1e100
	for _, v := range y {
		if cmplx.Abs(v) > large {
			for k := range y {
				y[k] /= large
			}
			return
		}
	}
}

// largest returns the largest entry of T.
func (s *schur) largest() float64 {
	largest := 0.0
	for _, v := range s.t {
		largest = max(largest, math.Abs(v))
	}
	return largest
}
