package integrator

import (
	"context"
	"fmt"
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// Inverses are the matrices (I − hA/2)⁻¹ of the steps of a cycle that are solved by them, packed for
// products with blocks. They never change, and any number of steppers may share them.
type Inverses struct{ bySize map[float64]inverse }

type inverse struct {
	double kernel.Product[float64]
	single kernel.Product[float32] // nil unless states are float32
}

const (
	inverseResidual = 1e-7 // of an iterate after which one more iteration leaves rounding errors only
	mostIterations  = 100
	inverseColumns  = 64 // of a block, in one task
)

// Invert forms the inverse G of K = I − hA/2 for each step of the cycle that has Solve Inverse, for states of
// precision p, by the iteration of Newton and Schulz (Schulz 1933, ZAMM 13, 57),
//
//	E = I − K X,  X ← X + X E,  which squares E
//
// with products that are accumulated in a fixed order by fused multiply-adds, so that the inverse has the
// same bits on every machine and for any number of workers; a factorization by LAPACK does not. It starts
// from the inverse of K's diagonal where ‖I − M⁻¹K‖ < 1 in the norm of row sums or of column sums, and else from
// Kᵀ/(‖K‖₁‖K‖∞), which converges for every K that is not singular (Ben-Israel & Cohen 1966, SIAM J. Numer.
// Anal. 3, 410). The iterations that this takes grow with 2 log₂ of K's condition number.
//
// It returns a *SingularError where ‖E‖₁ does not fall below 10⁻⁷ in a hundred iterations, and the context's error
// if that ended first. Cost: an iteration takes N products with W and N³ multiply-adds; the inverses take
// InverseSize, and while one is formed 8N² bytes more. It calls done, from several goroutines, after each of the
// InverseTasks of an iteration.
func Invert(ctx context.Context, net *network.Network, cycle []Substep, p Precision, workers int, done func()) (*Inverses, error) {
	all := &Inverses{map[float64]inverse{}}
	var weights kernel.Product[float64]
	for _, step := range cycle {
		if _, found := all.bySize[step.Size]; found || step.Solve != Inverse {
			continue
		}
		if weights == nil {
			weights = kernel.New[float64](net.Weights(), kernel.Auto, inverseColumns)
		}
		s := newInversion(net, weights, step.Size)
		if err := s.iterate(ctx, workers, done); err != nil {
			return nil, err
		}
		one := inverse{double: kernel.NewMatrix[float64](s.order, s.at)}
		if p == Float32 {
			one.single = kernel.NewMatrix[float32](s.order, s.at)
		}
		all.bySize[step.Size] = one
	}
	return all, nil
}

// InverseTasks returns into how many tasks an iteration for one inverse is divided.
func InverseTasks(neurons int) int { return (neurons + inverseColumns - 1) / inverseColumns }

// InverseSize returns how many bytes the inverse of a step takes, and what a stepper with it takes beside,
// for blocks of that width.
func InverseSize(neurons int, p Precision, width int) (matrix, scratch float64) {
	matrix, scratch = kernel.Size[float64](neurons, neurons*neurons, kernel.Dense, width)
	if p == Float32 {
		single, _ := kernel.Size[float32](neurons, neurons*neurons, kernel.Dense, width)
		matrix += single
	}
	return matrix, scratch
}

// SingularError is the error of a step whose I − hA/2 is singular or too ill-conditioned to be inverted.
type SingularError struct {
	Size     float64 // of the step
	Residual float64 // ‖I − K X‖₁ that is left
}

// Error states the step, the residual and a remedy.
func (e *SingularError) Error() string {
	return fmt.Sprintf("I − hA/2 is singular or too ill-conditioned at the step size %.4g: %d iterations leave a residual of %.2g; "+
		"take a smaller step, or another stepper", e.Size, mostIterations, e.Residual)
}

// inversion is the iteration for one step.
type inversion struct {
	order    int
	weights  kernel.Product[float64]
	size     float64
	diagonal []float64   // 1 + hD/2, so that K = diagonal − (h/2) W
	columns  [][]float64 // X, by blocks of inverseColumns columns
}

// at returns X_ij.
func (s *inversion) at(i, j int) float64 { return *s.place(i, j) }

func (s *inversion) place(i, j int) *float64 {
	block := s.columns[j/inverseColumns]
	return &block[i*(len(block)/s.order)+j%inverseColumns]
}

// iterate replaces the start by the inverse.
func (s *inversion) iterate(ctx context.Context, workers int, done func()) error {
	left := math.Inf(1)
	for range mostIterations {
		left = 0
		x := kernel.NewMatrix[float64](s.order, s.at)
		if err := resume.ForEach(ctx, workers, len(s.columns), func(_ context.Context, block int) (float64, error) {
			defer done()
			return s.improve(x, block), nil
		}, func(_ int, norm float64) { left = math.Max(left, norm) }); err != nil { // NaN where one is
			return err
		}
		switch {
		case left <= inverseResidual:
			return nil
		case math.IsNaN(left) || math.IsInf(left, 0):
			return &SingularError{s.size, left}
		}
	}
	return &SingularError{s.size, left}
}

// improve replaces columns of X by those of X + X E, and returns ‖E‖₁ of them.
func (s *inversion) improve(x kernel.Product[float64], block int) float64 {
	columns, scratch := s.columns[block], &kernel.Scratch[float64]{}
	width := len(columns) / s.order
	e, sums := make([]float64, len(columns)), make([]float64, width)
	s.weights.Rows(columns, width, scratch, func(first int, products kernel.Rows[float64]) {
		for k := range products.Count {
			i := first + k
			row, own := e[i*width:][:width], columns[i*width:][:width]
			for c, product := range products.Row(k) {
				one := 0.0
				if i == block*inverseColumns+c {
					one = 1
				}
				row[c] = math.FMA(s.size/2, product, math.FMA(-s.diagonal[i], own[c], one))
				sums[c] += math.Abs(row[c])
			}
		}
	})
	x.Rows(e, width, scratch, func(first int, products kernel.Rows[float64]) {
		for k := range products.Count {
			own := columns[(first+k)*width:][:width]
			for c, product := range products.Row(k) {
				own[c] += product
			}
		}
	})
	norm := 0.0
	for _, sum := range sums {
		norm = math.Max(norm, sum)
	}
	return norm
}
