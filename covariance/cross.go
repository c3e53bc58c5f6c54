package covariance

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Cross returns the stationary cross-covariance S = E x x̃ᵀ of two linear networks under the same noise,
// dx = A x dt + σ F dV and dx̃ = Ã x̃ dt + σ F dV, and the residual, as Joint has them. With C and C̃ of each alone the mean
// square of their difference is E‖x − x̃‖² = tr C − 2 tr S + tr C̃. Errors and panics are those of Stationary, of
// either network; it panics too for networks that differ in size or in their sources of noise.
func Cross(first, second *network.Network, sigma float64) (s *mat.Dense, residual float64, err error) {
	j, err := NewJoint(first, sigma, 1)
	if err != nil {
		return nil, 0, err
	}
	both, err := j.With(second)
	if err != nil {
		return nil, 0, err
	}
	return both.Cross, both.Residual, nil
}

// crossResidual returns the largest 2-norm among residualColumns columns of A S + S Ãᵀ + I.
func crossResidual(a, b pencil, s mat.Matrix) float64 {
	n, _ := s.Dims()
	columns, largest := min(n, residualColumns), 0.0
	for k := range columns {
		column := k * n / columns
		left := crossImage(a, b, s, column)
		left.SetVec(column, left.AtVec(column)+1)
		largest = math.Max(largest, mat.Norm(left, 2))
	}
	return largest
}

// crossImage returns a column of A S + S Ãᵀ.
func crossImage(a, b pencil, s mat.Matrix, column int) *mat.VecDense {
	n, _ := s.Dims()
	var left, right mat.VecDense
	left.MulVec(a.a, mat.NewVecDense(n, mat.Col(nil, column, s)))
	right.MulVec(s, b.a.RowView(column))
	left.AddVec(&left, &right)
	return &left
}
