package krylov

import (
	"fmt"
	"math"
)

// Request says which eigenpairs are wanted, and how accurately.
type Request struct {
	Pairs     int     // k
	Block     int     // b, start vectors: each pass finds as many vectors of a multiple eigenvalue
	Basis     int     // m, the largest number of basis vectors: at least k+b+2, or the order if that is less; 2k and more is fast
	Tolerance float64 // of ‖A v − λ v‖ for ‖v‖ = 1, relative to |λ|; never asked below 2⁻⁴⁸ times the largest |λ| seen
	Products  int     // with A, at most
	Seed      uint64  // of the start vectors
	Workers   int     // goroutines; they change no bit

	First  []int // all places in the order in which Rightmost begins with their unit vectors, refined; nil for its own
	Polish int   // sweeps of Jacobi by which Rightmost corrects pairs when the products are used up; those for it are kept back

	// Checkpoint is passed before each step: a product in Lanczos, an iteration in Rightmost. It is nil for none.
	Checkpoint Checkpoint
}

// check panics for a request that makes no sense for the order.
func (q Request) check(order int) {
	fits := max(q.Pairs, q.Basis) <= order && q.Basis >= min(order, q.Pairs+q.Block+2)
	if q.Pairs < 1 || q.Block < 1 || !fits || !(q.Tolerance > 0) || q.Products < 1 {
		panic(fmt.Sprintf("krylov: %d eigenpairs by %d basis vectors in blocks of %d for order %d, tolerance %v, %d products",
			q.Pairs, q.Basis, q.Block, order, q.Tolerance, q.Products))
	}
}

// floor is the part of the largest |λ| below which no residual is asked to be: rounding in a product
// reaches it.
const floor = 0x1p-48

// accepts reports whether a residual is small enough for an eigenvalue of that magnitude.
func (q Request) accepts(residual, magnitude, largest float64) bool {
	return residual <= max(q.Tolerance*magnitude, floor*largest)
}

// NotConvergedError is the error of eigenpairs that were not found within the allowed products.
type NotConvergedError struct {
	Wanted, Converged int     // eigenpairs
	Residual          float64 // the largest ‖A v − λ v‖/|λ| of the wanted ones
	Products          int     // with A
}

// Error says how far it came.
func (e *NotConvergedError) Error() string {
	return fmt.Sprintf("after %d products %d of %d eigenpairs have converged; the largest relative residual is %.2g",
		e.Products, e.Converged, e.Wanted, e.Residual)
}

// factorization is A V = V H + U B with orthonormal (V, U), U of b columns: a block Krylov decomposition
// (Stewart 2001). All its vectors are orthogonalized against all others.
type factorization struct {
	space
	operator  Operator
	request   Request
	v         [][]float64 // the size columns of V, and those of U
	h         []float64   // (m+b) × m: H and below it B
	size      int
	products  int
	streams   uint64    // random vectors drawn
	confirmed []float64 // values that converged before V went on from another random vector
}

// newFactorization returns one that stands where the request's checkpoint says, or at its start.
func newFactorization(a Operator, q Request) (*factorization, error) {
	q.check(a.Order())
	f := allocate(a, q)
	restored, err := restore(q.Checkpoint, f)
	if !restored && err == nil {
		f.begin()
	}
	return f, err
}

// allocate returns a factorization without start vectors.
func allocate(a Operator, q Request) *factorization {
	f := &factorization{space: newSpace(a.Order(), q.Workers), operator: a, request: q}
	f.v = vectors(q.Basis+q.Block, a.Order())
	f.h = make([]float64, (q.Basis+q.Block)*q.Basis)
	return f
}

// begin draws the columns of U.
func (f *factorization) begin() {
	for j := f.size; j < f.size+f.request.Block; j++ {
		f.draw(j)
	}
}

// draw sets v_j to a random vector orthogonal to those before, or to 0 if they span the space.
func (f *factorization) draw(j int) {
	f.streams++
	if !f.randomVector(f.v[j], f.v[:min(j, f.order)], f.request.Seed, f.streams) {
		clear(f.v[j])
	}
}

// extend enlarges V to the largest number of columns, or as far as products are left. Its error is the
// checkpoint's.
func (f *factorization) extend() error {
	column := make([]float64, f.request.Basis+f.request.Block)
	for f.size < f.request.Basis && f.products < f.request.Products {
		if err := between(f.request.Checkpoint, f); err != nil {
			return err
		}
		apply(f.operator, f.v[f.size+f.request.Block], f.v[f.size])
		f.take(column)
	}
	return nil
}

// take enlarges V by one column, whose product with A is the last vector; column is scratch. Where the space that the
// columns span is invariant, a random vector continues it.
func (f *factorization) take(column []float64) {
	m, b, j := f.request.Basis, f.request.Block, f.size
	before, w := f.v[:j+b], f.v[j+b]
	f.products++
	norm := f.orthogonalize(w, before, column)
	if norm > 0 && j+b < f.order {
		f.scale(w, 1/norm)
	} else {
		norm = 0
		f.draw(j + b)
	}
	for i := range before {
		f.h[i*m+j] = column[i]
	}
	f.h[(j+b)*m+j] = norm
	f.size++
}

// restart keeps V Q, whose Q has the given number of columns, with the rotated H, which is the leading
// block of t, and U; with afresh, which says that B is negligible, it draws another U.
func (f *factorization) restart(q, t []float64, keep int, afresh bool) {
	m, n := f.request.Basis, f.size
	below := make([]float64, f.request.Block*keep)
	for r := range f.request.Block {
		for i := range n {
			for j := range keep {
				below[r*keep+j] = math.FMA(f.h[(n+r)*m+i], q[i*n+j], below[r*keep+j])
			}
		}
	}
	f.rotate(f.v[:n], q, keep, n)
	clear(f.h)
	for i := range keep {
		copy(f.h[i*m:][:keep], t[i*n:][:keep])
	}
	f.size = keep
	if afresh {
		f.begin()
		return
	}
	for r := range f.request.Block {
		f.v[keep+r], f.v[n+r] = f.v[n+r], f.v[keep+r]
		copy(f.h[(keep+r)*m:][:keep], below[r*keep:])
	}
}

// kept returns the number of vectors that a restart keeps: half of those beyond the wanted ones too.
func (f *factorization) kept() int {
	return f.request.Pairs + (f.size-f.request.Pairs-f.request.Block)/2
}

// coupling returns ‖B y‖, y having n entries that are stride values apart: the norm of the residual of
// V y. Given two vectors, it is that of y + iz.
func (f *factorization) coupling(stride int, parts ...[]float64) float64 {
	square := 0.0
	for _, y := range parts {
		for r := range f.request.Block {
			sum := 0.0
			for i := range f.size {
				sum = math.FMA(f.h[(f.size+r)*f.request.Basis+i], y[i*stride], sum)
			}
			square = math.FMA(sum, sum, square)
		}
	}
	return math.Sqrt(square)
}
