package network

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// krylov is an orthonormal basis V of the space spanned by x, A x, A² x, …, with the
// projection H of A onto it:
//
//	A V = V H + β v eₘᵀ,   v the last vector of basis, orthogonal to V
//
// An eigenpair (θ, y) of H gives the Ritz pair (θ, V y) of A, whose residual is
// β |yₘ|. restart keeps only some Ritz vectors and continues with them (Stewart's
// Krylov–Schur method, SIAM J. Matrix Anal. Appl. 23(3), 2002, with an orthonormal basis
// of Ritz vectors in the place of Schur vectors).
type krylov struct {
	a     linearOperator
	basis [][]float64 // V and, unless the space is invariant, v
	h     *mat.Dense  // most × most; the leading size × size part is H
	size  int
	most  int
	beta  float64
}

func newKrylov(a linearOperator, most int) *krylov {
	start := fixedVector(a.order(), 0)
	divide(start, norm(start))
	return &krylov{a: a, basis: [][]float64{start}, h: mat.NewDense(most, most, nil), most: most}
}

func divide(x []float64, divisor float64) {
	for i := range x {
		x[i] /= divisor
	}
}

// expand adds vectors until the basis has `most` of them or spans an invariant space,
// which it marks by β = 0.
func (k *krylov) expand() {
	for k.size < k.most {
		next := make([]float64, k.a.order())
		k.a.applyTo(next, k.basis[k.size])
		length := norm(next)
		k.orthogonalize(next)
		k.size++
		k.beta = norm(next)
		// After cancellation to less than this, the remainder is rounding error.
		if k.beta <= 1e-14*max(length, math.Abs(k.h.At(k.size-1, k.size-1))) {
			k.beta = 0
			return
		}
		divide(next, k.beta)
		k.basis = append(k.basis, next)
		if k.size < k.most {
			k.h.Set(k.size, k.size-1, k.beta)
		}
	}
}

// orthogonalize subtracts from x its components along the basis, which become the next
// column of H. It does so twice, since once is not accurate where most of x cancels.
func (k *krylov) orthogonalize(x []float64) {
	for range 2 {
		for i, v := range k.basis {
			component := dot(v, x)
			addScaled(x, -component, v)
			k.h.Set(i, k.size, k.h.At(i, k.size)+component)
		}
	}
}

// projection returns H.
func (k *krylov) projection() *mat.Dense {
	return mat.DenseCopyOf(k.h.Slice(0, k.size, 0, k.size))
}

// restart shrinks the basis to the space spanned by V y for the columns y of keep,
// which must span an invariant space of H. Then A V' = V' H' + β v bᵀ, where b is the
// last row of the orthonormalized keep.
func (k *krylov) restart(keep *mat.Dense) {
	h := k.projection()
	_, columns := keep.Dims()
	var factor mat.QR
	factor.Factorize(keep)
	var square, kept mat.Dense
	factor.QTo(&square)
	q := square.Slice(0, k.size, 0, columns)
	kept.Product(q.T(), h, q)

	basis := make([][]float64, columns, k.most+1)
	for c := range basis {
		basis[c] = make([]float64, k.a.order())
		for r := range k.size {
			addScaled(basis[c], q.At(r, c), k.basis[r])
		}
	}
	last := k.basis[k.size]
	k.h.Zero()
	k.h.Slice(0, columns, 0, columns).(*mat.Dense).Copy(&kept)
	for c := range columns {
		k.h.Set(columns, c, k.beta*q.At(k.size-1, c))
	}
	k.basis, k.size = append(basis, last), columns
}
