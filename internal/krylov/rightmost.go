package krylov

import (
	"fmt"
	"math"
)

const (
	sweeps       = 4    // of Jacobi for each direction
	startSweeps  = 6    // for each refined start vector
	nearDiagonal = 0.05 // of |λ|: an entry of diag(A) − λ that is smaller is replaced by −0.05 |λ|
)

// Rightmost returns the k rightmost eigenpairs of a matrix with a dominant diagonal, such as A = W − D, by
// the block method of Davidson (1975, "The iterative calculation of a few of the lowest eigenvalues"), in
// which the space is enlarged by up to Block directions at once,
//
//	t ≈ (A − λ)⁻¹ (A v − λ v)   by sweeps of Jacobi, t ← t + (diag(A) − λ)⁻¹ (A v − λ v − (A − λ) t),
//
// of the first pairs that have not converged, and restarted from the first Basis − 2·Block Ritz vectors. It
// begins with the unit vectors of the largest diagonal entries and Block random vectors: the slow modes of
// such a network are about its slow neurons, and multiple eigenvalues are found as often as they are.
//
// The space is that of D⁻¹ A D, D = |diag(A)|: in the inner product of A itself Ritz values of hubs lie
// right of the spectrum.
//
// Measured for k = 50 with a residual of 1e-10 |λ| on connectomes without the neurons that lack inputs or
// outputs: of 2,926 neurons 2,336 products (200 vectors in blocks of 32). A prototype of it took there, in the
// inner product of A itself, 5,544 products without sweeps, 8,920 with eight, and more than 10,000 with two or four.
// Of 19,396 neurons, 114 of which have nearly the same leak, so that the
// wanted pairs end within a cluster, 5,175 products (320 vectors in blocks of 50): the space must hold the cluster.
// Where all eigenvalues are equally far from the diagonal, as of a directed ring, it converges slowly.
//
// If the request says which unit vectors come first, they are refined: each is replaced by an approximate eigenvector, by sweeps
// of Jacobi too, and there are no random vectors. If it has sweeps of polishing, the products for them are kept back, and the pairs
// that are known when the others are used up are polished. So it finds pairs of large connectomes, where hundreds of neurons
// have the same least leak, to a thousandth without a basis that holds all of those.
//
// An eigenvalue is missing if its eigenvector is nearly orthogonal to the space, which no residual shows.
// With a *NotConvergedError, where the products did not suffice, the best pairs are returned too. Any other error
// is the checkpoint's. It panics for a request that does not fit the order or the diagonal.
func Rightmost(a Operator, diagonal []float64, q Request) (*General, error) {
	d, err := newDavidson(a, diagonal, q)
	if err != nil {
		return nil, err
	}
	for {
		if err := between(q.Checkpoint, d); err != nil {
			return nil, err
		}
		r := d.ritz()
		directions, shifts, failure := d.directions(r)
		if failure.Converged == len(r.wanted) {
			return d.pairs(r), nil
		}
		before := d.size
		if d.products+len(directions)*(sweeps+1) <= q.Products-d.polishing() {
			if d.size+len(directions) > q.Basis {
				d.restart(r)
				before = d.size
			}
			d.precondition(directions, shifts, sweeps)
			d.expand(directions)
		}
		if d.size == before { // no products are left, or all directions are in the space: rounding is reached
			return d.finish(failure)
		}
	}
}

// davidson is the state: orthonormal V, A V, and H = Vᵀ A V, all of D⁻¹ A D.
type davidson struct {
	space
	operator scaled
	diagonal []float64
	request  Request
	largest  float64 // |diagonal entry|
	v, av    [][]float64
	h        []float64 // rows of Basis values
	size     int
	products int
	in, out  []float64 // blocks
}

// newDavidson returns one that stands where the request's checkpoint says, or at its start.
func newDavidson(a Operator, diagonal []float64, q Request) (*davidson, error) {
	n := a.Order()
	q.Basis = min(q.Basis, n)
	if len(diagonal) != n || q.Pairs < 1 || q.Block < 2 || q.Basis < min(n, q.Pairs+2*q.Block+2) || !(q.Tolerance > 0) {
		panic(fmt.Sprintf("krylov: %d eigenpairs by %d basis vectors in blocks of %d for order %d with %d diagonal entries, tolerance %v",
			q.Pairs, q.Basis, q.Block, n, len(diagonal), q.Tolerance))
	}
	d := &davidson{space: newSpace(n, q.Workers), operator: newScaled(a, diagonal), diagonal: diagonal, request: q}
	d.v, d.av, d.h = vectors(q.Basis, n), vectors(q.Basis, n), make([]float64, q.Basis*q.Basis)
	d.in, d.out = make([]float64, n*q.Block), make([]float64, n*q.Block)
	for _, v := range diagonal {
		d.largest = max(d.largest, math.Abs(v))
	}
	restored, err := restore(q.Checkpoint, d)
	if !restored && err == nil {
		d.begin()
	}
	return d, err
}

// kept is the number of vectors at the start and after a restart.
func (d *davidson) kept() int {
	if d.request.Basis == d.order {
		return d.order
	}
	return d.request.Basis - 2*d.request.Block
}
