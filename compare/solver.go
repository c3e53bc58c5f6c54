package compare

import (
	"errors"
	"fmt"

	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// SolverWidth is how many inputs a Solver takes side by side.
const SolverWidth = 16

// How answers are found. SolverTolerance is the largest entry of a residual, scaled by √D, relative to the root mean square of
// the scaled input's.
const (
	SolverTolerance  = 1e-5
	solverIterations = 2000
)

// Solver finds answers to constant inputs without a factorization: the solutions of −A y = u, which is the activity at rest of a
// linear network under the input u. It is by conjugate gradients where A is symmetric, and by BiCGSTAB of package krylov where it
// is not. Use one for each goroutine.
type Solver struct {
	order  int
	method interface {
		Solve(x, f []float64, width int) error
		Residuals() []float64
	}
	residual float64
}

// NewSolver returns a solver, whose products are computed by that many workers. It returns an error where an entry of A's diagonal
// is not negative, and panics if workers is not positive.
func NewSolver(net *network.Network, workers int) (*Solver, error) {
	operator := negatedOf(net.Weights(), net.Leak(), SolverWidth, workers)
	for i, d := range operator.diagonal {
		if !(d > 0) {
			return nil, fmt.Errorf("neuron %s excites itself at least as much as it leaks", net.Label(i))
		}
	}
	s := &Solver{order: net.Neurons()}
	if net.Symmetric() {
		s.method = krylov.NewConjugateGradients(operator, operator.diagonal, SolverTolerance, solverIterations)
	} else {
		s.method = krylov.NewBiCGSTAB(operator, operator.diagonal, SolverTolerance, solverIterations)
	}
	return s, nil
}

// Solve returns the answers y[i*width+c] to inputs u[i*width+c], which it overwrites. Their bits do not depend on the number of
// workers. It returns an error where they could not be found, and panics where u does not have N × width values.
func (s *Solver) Solve(u []float64, width int) ([]float64, error) {
	if width < 1 || len(u) != s.order*width {
		panic(fmt.Sprintf("compare: %d values for inputs into %d neurons, %d side by side", len(u), s.order, width))
	}
	y := make([]float64, len(u))
	if err := s.method.Solve(y, u, width); err != nil {
		unsolved := (*krylov.UnsolvedError)(nil)
		if errors.As(err, &unsolved) {
			return nil, fmt.Errorf("no answers to inputs by products: %w", err)
		}
		return nil, err
	}
	for _, r := range s.method.Residuals() {
		s.residual = max(s.residual, r)
	}
	return y, nil
}

// Residual returns the largest residual that was left, as SolverTolerance has it.
func (s *Solver) Residual() float64 { return s.residual }

// AnswerErrors returns ‖y − ỹ‖/‖y‖ of each of the answers of two networks side by side. It panics if the lengths differ or do not
// fit.
func AnswerErrors(original, pruned []float64, width int) []float64 {
	if width < 1 || len(original) != len(pruned) || len(original)%width != 0 {
		panic(fmt.Sprintf("compare: answers of %d and %d values, %d side by side", len(original), len(pruned), width))
	}
	errors := make([]float64, width)
	for c := range errors {
		errors[c] = columnError(original, pruned, c, width)
	}
	return errors
}
