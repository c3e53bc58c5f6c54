package integrator

import (
	"fmt"
	"math"
	"math/cmplx"

	"noiseprune/internal/rounding"
	"noiseprune/network"
)

const (
	jacobiDimension = 24   // of the Krylov space from which the spectrum of the Jacobi matrix is estimated
	goodFactor      = 0.9  // of the error a sweep, above which PlanCycle halves a step
	mostSweeps      = 1000 // beyond which the sweeps of a step count as not converging
	powers          = 10   // of the Jacobi matrix, by which a test vector is turned to its slowest modes
)

// SweepsError is the error of a step that sweeps do not solve.
type SweepsError struct {
	Size     float64 // of the step
	Residual float64 // that was wanted
}

// Error states the step, the residual and a remedy.
func (e *SweepsError) Error() string {
	return fmt.Sprintf("%d sweeps do not solve a step of size %.4g to a residual of %.2g; take a smaller step or a larger leak",
		mostSweeps, e.Size, e.Residual)
}

// PlanSweeps returns steps of the given sizes with the sweeps that each needs. c² is that among ten
// shares of the squared spectral radius ρ² of the Jacobi matrix J which makes the asymptotic factor of
// the iteration smallest over J's Ritz values. The number of sweeps is the smallest that reduces the
// error to the given share of the solution, ‖D^½(y_k − y)‖ ≤ residual·‖D^½ y‖ (D the diagonal of −A, or 1
// where that is not positive), for each of three fixed solutions y: all ones, which is the slowest
// mode of a network without inhibition and with an even slack, random, and random times J¹⁰.
//
// It returns a *SweepsError where a thousand are not enough, and panics if residual is not positive.
// Every number is rounded or found by products in a fixed order, so that the plan is the same on every
// machine. Cost: 34 products a size, and three for each sweep, which pass through the
// weights once.
func PlanSweeps(net *network.Network, sizes []float64, residual float64) ([]Substep, error) {
	if !(residual > 0) {
		panic(fmt.Sprintf("integrator: sweeps to a residual of %v", residual))
	}
	cycle := make([]Substep, 0, len(sizes))
	for _, h := range sizes {
		s, ok := newSweeping(net, h)
		if ok {
			ok = s.count(residual)
		}
		if !ok {
			return nil, &SweepsError{h, residual}
		}
		cycle = append(cycle, s.step)
	}
	return cycle, nil
}

// sweeping is the iteration of a step.
type sweeping struct {
	matrix *jacobiMatrix
	step   Substep
	factor float64 // of the error a sweep, in the limit
	growth float64 // of the error of a test solution on its way, at most; count finds it
}

// newSweeping chooses c². It returns false where the diagonal of I − hA/2 is not positive.
func newSweeping(net *network.Network, h float64) (sweeping, bool) {
	matrix, ok := newJacobiMatrix(net, h)
	if !ok {
		return sweeping{}, false
	}
	square, factor := matrix.focalSquare()
	return sweeping{matrix: matrix, step: Substep{Size: h, FocalSquare: square}, factor: factor}, true
}

// count sets the number of sweeps that the residual needs, and reports whether mostSweeps are enough.
func (s *sweeping) count(residual float64) bool {
	var ok bool
	s.step.Sweeps, ok = s.sweeps(s.matrix.solutions(), residual)
	return ok
}

// focalShares are the c²/ρ² among which focalSquare chooses.
func focalShares() []float64 { return []float64{1, 0.95, 0.9, 0.8, 0.7, 0.5, 0.25, 0, -0.5, -1} }

// focalSquare returns c², with three significant digits, and the asymptotic factor of its iteration.
func (j *jacobiMatrix) focalSquare() (best, least float64) {
	values := network.RitzValues(len(j.gain), jacobiDimension, j.applyTo)
	radius := 0.0
	for _, v := range values {
		radius = max(radius, cmplx.Abs(v.Value))
	}
	least = math.Inf(1)
	for _, share := range focalShares() {
		square := rounding.Three(share * radius * radius)
		if !(square < 1) {
			continue
		}
		if f := rounding.Three(convergenceFactor(square, values)); f < least {
			best, least = square, f
		}
	}
	return best, least
}

// convergenceFactor returns the limit of the error's factor a sweep: the largest |w(z)/w(1)| over the
// eigenvalues z, with w(z) = z + √(z² − c²) the larger root.
func convergenceFactor(square float64, values []network.Eigenvalue) float64 {
	grow := func(z complex128) float64 {
		root := cmplx.Sqrt(z*z - complex(square, 0))
		return max(cmplx.Abs(z+root), cmplx.Abs(z-root))
	}
	largest := 0.0
	for _, v := range values {
		largest = max(largest, grow(v.Value))
	}
	return largest / grow(1)
}

// sweeps returns the number by which the error of each solution was once at most that share of it.
func (s *sweeping) sweeps(y solutions, residual float64) (count int, ok bool) {
	j, all := s.matrix, s.step
	all.Sweeps = mostSweeps
	// The recurrence of Substep for y_k − y: r cancels.
	before, last, next := make(solutions, len(y)), make(solutions, len(y)), make(solutions, len(y))
	for i, v := range y {
		for r := range v {
			before[i][r] = -v[r]
		}
	}
	j.applyToSolutions(last, before)
	goals := j.norms(y)
	for r := range goals {
		goals[r] *= residual
	}
	reached := [testSolutions]bool{}
	if s.reach(&reached, last, goals, residual) {
		return 0, true
	}
	for k, omega := range all.omegas() {
		j.applyToSolutions(next, last)
		for i, v := range next {
			for r := range v {
				next[i][r] = math.FMA(omega, v[r]-before[i][r], before[i][r])
			}
		}
		before, last, next = last, next, before
		if s.reach(&reached, last, goals, residual) {
			return k + 1, true
		}
	}
	return 0, false
}

// reach marks the solutions whose errors are at their goals, shares of them of that residual, and reports whether all are marked.
func (s *sweeping) reach(reached *[testSolutions]bool, errors solutions, goals [testSolutions]float64, residual float64) bool {
	all := true
	for r, norm := range s.matrix.norms(errors) {
		s.growth = max(s.growth, norm/goals[r]*residual)
		reached[r] = reached[r] || norm <= goals[r]
		all = all && reached[r]
	}
	return all
}
