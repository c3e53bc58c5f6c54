package covariance

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// sources is the noise that the networks of a Joint share where it is not plain: Q = F Fᵀ.
type sources struct {
	covariance *mat.SymDense
	packed     kernel.Product[float64]
}

// newSources returns nil for plain noise.
func newSources(net *network.Network, threads int) *sources {
	if net.Noise().Plain() {
		return nil
	}
	q := net.NoiseCovariance()
	return &sources{q, kernel.WithThreads(kernel.NewMatrix[float64](net.Neurons(), q.At), threads)}
}

// checkSame panics unless both networks have the same noise.
func checkSame(a, b *network.Network) {
	if n := a.Neurons(); n != b.Neurons() {
		panic(fmt.Sprintf("covariance: networks of %d and %d neurons", n, b.Neurons()))
	}
	if !a.Noise().Equal(b.Noise()) {
		panic("covariance: networks with different sources of noise have no joint covariance under the same noise")
	}
}

// forcingOf returns (Φ₁ + I) Q (Φ + I)ᵀ/2p, which is forcing where Q = I.
func (t *transform) forcingOf(q *sources, first []float64) []float64 {
	shifted := slices.Clone(first)
	for i := range t.n {
		shifted[i*t.n+i]++
	}
	right, sum := make([]float64, t.n*t.n), make([]float64, t.n*t.n) // Q (Φ₁ + I)ᵀ
	t.rows(q.packed, shifted, func(i int, row []float64) { copy(right[i*t.n:], row) })
	t.rows(t.matrix, right, func(i int, row []float64) {
		for k, v := range row {
			sum[k*t.n+i] = (v + right[i*t.n+k]) / (2 * t.shift)
		}
	})
	return sum
}

// residual returns the largest 2-norm among residualColumns columns of A S + S Ãᵀ + Q, relative to the largest of Q.
func (q *sources) residual(a, b pencil, s mat.Matrix) float64 {
	n, _ := s.Dims()
	columns, largest := min(n, residualColumns), 0.0
	for k := range columns {
		column := k * n / columns
		left := crossImage(a, b, s, column)
		for i := range n {
			left.SetVec(i, left.AtVec(i)+q.covariance.At(i, column))
		}
		largest = math.Max(largest, mat.Norm(left, 2))
	}
	return relativeTo(q.covariance, largest)
}
