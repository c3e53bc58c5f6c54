package krylov

import (
	"fmt"
	"math"
)

// Pencil is the generalized eigenproblem M v = μ B v with symmetric M and symmetric positive definite B.
type Pencil struct {
	M, B           Operator
	Diagonal       []float64 // of B
	Preconditioner Preconditioner
}

// Preconditioner is a symmetric positive definite approximation T of B⁻¹.
type Preconditioner interface {
	// Precondition writes T x to y, for blocks as in Operator.
	Precondition(y, x []float64, width int)
}

// Jacobi is the inverse of a diagonal.
type Jacobi []float64

// Precondition implements Preconditioner.
func (d Jacobi) Precondition(y, x []float64, width int) {
	for i, v := range d {
		for c := i * width; c < (i+1)*width; c++ {
			y[c] = x[c] / v
		}
	}
}

// Ends says how the two ends of a pencil's spectrum are sought.
type Ends struct {
	Block     int     // vectors at each end, 4 say: more find clustered eigenvalues in fewer iterations
	Center    float64 // the tolerance is relative to the larger |μ − Center| of both ends
	Tolerance float64 // of the bound
	Products  int     // with B, at most
	Seed      uint64  // of the random start vectors
	Workers   int     // goroutines; they change no bit

	// Start holds vectors to begin with, Block that may be near the upper end and as many near the lower one, with vᵀ D v about 1 for
	// D = Diagonal, to each of which a random vector is added; nil for random vectors alone.
	Start [][]float64

	// Checkpoint is passed before each iteration, and before each product of the solves for the bounds, which
	// are done again where they were interrupted. It is nil for none.
	Checkpoint Checkpoint
}

// End is one end of the spectrum: a Rayleigh quotient, so that the extreme eigenvalue lies at it or
// beyond.
type End struct {
	Value    float64   // μ
	Vector   []float64 // v, with vᵀ B v = 1
	Residual float64   // ‖M v − μ B v‖/‖B v‖
	// Bound is ‖M v − μ B v‖ in the norm of B⁻¹: an eigenvalue lies within it of μ (Parlett 1998,
	// theorem 15.9.1). It is computed by a solve.
	Bound float64
}

// Extremes are both ends.
type Extremes struct {
	Smallest, Largest End
	Products, Solves  int // with B, those of the solves included
}

const (
	startNoise   = 0.3 // the norm of what is random in a start vector, in that of D
	secondLooser = 2   // by which the second residual at each end may be larger than the first

	// boundTolerance is that of the solve for a bound, whose square it makes too small by
	//
	//	boundTolerance² ‖r‖²/λ   in the norm of D⁻¹, λ the least eigenvalue of D^−1/2 B D^−1/2
	boundTolerance  = 1e-2
	boundIterations = 10_000
)

// Extremes returns the least and the largest μ, by the locally optimal block preconditioned conjugate
// gradient method (Knyazev 2001, "Toward the optimal preconditioned eigensolver"), both ends at once:
// their vectors share one space of Rayleigh–Ritz,
//
//	S = (X, P, T (M X − B X μ)),   P the last change of X
//
// whose basis is made orthonormal in the inner product of B from its Gram matrix (Stathopoulos & Wu 2002).
// There are no inner solves but the one that gives the bounds, and both images are multiplied out
// again for what is returned, so that no residual rests on a recurrence or on an inexact solve.
//
// Lanczos in the inner product of B needs more products. For both ends with a bound of 1e-3, on a
// connectome of 20,000 neurons and 500,000 synapses that was made symmetric and pruned to half by
// noise-prune (d ≈ 1/(2D_i) + 1/(2D_j)) and by weight-only, from random vectors, products with B:
//
//	                                                noise-prune  weight-only
//	this, 1, 2, 4 vectors at each end                152 196 198  119 148 200
//	Lanczos, conjugate gradients to 1e-3                    684          593
//	Lanczos, conjugate gradients to 1e-6                   1078         1042
//
// It is proven that an eigenvalue lies within each bound, and that the extreme one lies at the value or beyond. That none
// lies farther beyond is not: a search may settle on another eigenvalue, whose bound is as good. From random vectors, with the
// first residual at each end alone as the criterion, it does so often where the extreme eigenvectors are at few
// neurons: of connectomes as above, four of them pruned to 0.3 by both rules and searched from eight random starts each to a
// hundredth, 14 of 64 searches had an end that was off by more than that; vectors beyond four at each end did not help, and the
// second residual in the criterion left 9. With start vectors at the pairs of neurons whose own
// pencils are the most extreme, and that criterion, none of 64, with 83 products in the mean instead of 183. So give them where
// they are known, and take two vectors at each end at least, for the second one is in the criterion then.
//
// It returns a *NotConvergedError, an *UnsolvedError where B is not positive definite, or the checkpoint's
// error, and panics for lengths that differ.
func (p Pencil) Extremes(e Ends) (*Extremes, error) {
	s, err := newSearch(p, e)
	if err != nil {
		return nil, err
	}
	for {
		if err := between(e.Checkpoint, s); err != nil {
			return nil, err
		}
		estimate := s.residuals()
		if estimate <= s.goal*s.scale() || s.invariant {
			result, worst, err := s.ends()
			if err != nil || worst <= e.Tolerance {
				return result, err
			}
			if s.invariant || s.products >= e.Products {
				return nil, &NotConvergedError{Wanted: 2, Residual: worst, Products: s.products}
			}
			s.goal = min(s.goal/2, 0.7*e.Tolerance*estimate/(worst*s.scale()))
		}
		if s.products >= e.Products {
			return nil, &NotConvergedError{Wanted: 2, Residual: estimate / s.scale(), Products: s.products}
		}
		if err := s.step(); err != nil {
			return nil, err
		}
	}
}

// search is the state of the iteration. The first width columns are X, then come P and the new
// directions; the three lists hold S, M S and B S.
type search struct {
	space
	pencil    Pencil
	wanted    Ends
	width     int
	x, mx, bx [][]float64
	values    []float64 // of X: ascending at the lower end, then descending at the upper
	previous  bool      // P is there
	invariant bool      // X spans an invariant space: no direction is left
	in, out   []float64 // blocks
	products  int
	solves    int
	goal      float64 // for the estimates, relative to the scale: lowered where a bound turns out larger
}

func newSearch(p Pencil, e Ends) (*search, error) {
	n := p.B.Order()
	if p.M.Order() != n || len(p.Diagonal) != n || e.Block < 1 || 2*e.Block > n || !(e.Tolerance > 0) ||
		(e.Start != nil && len(e.Start) != 2*e.Block) {
		panic(fmt.Sprintf("krylov: pencil of orders %d and %d with %d diagonal entries, blocks of %d, tolerance %v",
			p.M.Order(), n, len(p.Diagonal), e.Block, e.Tolerance))
	}
	s := &search{space: newSpace(n, e.Workers), pencil: p, wanted: e, width: 2 * e.Block, goal: e.Tolerance}
	s.x, s.mx, s.bx = vectors(3*s.width, n), vectors(3*s.width, n), vectors(3*s.width, n)
	s.in, s.out, s.values = make([]float64, n*s.width), make([]float64, n*s.width), make([]float64, s.width)
	if restored, err := restore(e.Checkpoint, s); restored || err != nil {
		return s, err
	}
	for j := range s.width {
		fillUniform(s.x[j], e.Seed, uint64(j))
		for i, d := range p.Diagonal {
			s.x[j][i] /= math.Sqrt(d)
		}
		s.space.scale(s.x[j], startNoise*math.Sqrt(3/float64(n)))
		if e.Start != nil {
			s.add(s.x[j], e.Start[j:j+1], []float64{1})
		}
	}
	s.multiply(0)
	return s, s.ritz(s.width)
}

// multiply writes M S and B S for the width columns from first on.
func (s *search) multiply(first int) {
	s.pack(s.in, s.x[first:first+s.width])
	s.pencil.M.Apply(s.out, s.in, s.width, func(int, int) {})
	s.unpack(s.mx[first:first+s.width], s.out)
	s.pencil.B.Apply(s.out, s.in, s.width, func(int, int) {})
	s.unpack(s.bx[first:first+s.width], s.out)
	s.products += s.width
}

// used is the number of columns before the new directions.
func (s *search) used() int {
	if s.previous {
		return 2 * s.width
	}
	return s.width
}

// residuals writes M X − B X μ to the columns of the new directions, and their norm by T to estimates.
// It returns the larger one of the two ends.
func (s *search) residuals() float64 {
	at := s.used()
	for j := range s.width {
		r := s.x[at+j]
		copy(r, s.mx[j])
		s.subtract(r, s.bx[j:j+1], s.values[j:j+1])
	}
	s.pack(s.in, s.x[at:at+s.width])
	s.pencil.Preconditioner.Precondition(s.out, s.in, s.width)
	s.unpack(s.mx[at:at+s.width], s.out)
	worst := 0.0
	for _, j := range []int{0, s.wanted.Block} {
		worst = max(worst, math.Sqrt(s.dot(s.x[at+j], s.mx[at+j])))
		if s.wanted.Block > 1 {
			worst = max(worst, math.Sqrt(s.dot(s.x[at+j+1], s.mx[at+j+1]))/secondLooser)
		}
	}
	return worst
}

// scale is what the tolerance is relative to.
func (s *search) scale() float64 {
	return max(math.Abs(s.values[0]-s.wanted.Center), math.Abs(s.values[s.wanted.Block]-s.wanted.Center))
}

// step enlarges the space by T times the residuals and replaces X by the best in it.
func (s *search) step() error {
	at := s.used()
	for j := range s.width {
		s.x[at+j], s.mx[at+j] = s.mx[at+j], s.x[at+j]
	}
	s.multiply(at)
	return s.ritz(at + s.width)
}
